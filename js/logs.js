import { redact } from "./log-format.js";
import { ConnectionLogManager, createLoggerClass, LogManager } from "./log.js";

/** Prefixes of the library's own statements, by the number the core gives them. */
const SOURCES = [
  "ChatJS-GlobalConfig",
  "ChatJS-ChatController",
  "ChatJS-MessageReceiptUtil",
  "ChatJS-LPCConnectionHelperBase",
  "ChatJS-BaseConnectionHelper",
  "ChatJS-csmService",
  "Amazon-Connect-ChatJS-ChatClient",
  "AMZ_WEB_SOCKET_MANAGER:",
];

export const GLOBAL_CONFIG = 0;
export const CHAT_CONTROLLER = 1;
export const CONNECTION = 3;
export const CSM_SERVICE = 5;
export const CHAT_CLIENT = 6;
export const WEB_SOCKET_MANAGER = 7;

/** The level that no statement reaches, for a page that listens to none. */
const SILENT = 255;

/**
 * Both log managers of a page and the door for the library's own statements.
 *
 * `onThreshold(level)` hears of the lowest level anybody listens to, so that no other statement is ever built.
 */
export function createLogs(onThreshold) {
  const threshold = (manager) => (manager.hasClientLogger() ? Math.max(0, manager._level) : SILENT);
  const announce = () => onThreshold(Math.min(threshold(main), threshold(connection), SILENT));
  const main = new LogManager(announce);
  const connection = new ConnectionLogManager(announce);

  return {
    main,
    connection,
    announce,
    Logger: createLoggerClass(main.getLogger({ prefix: "ChatJS" })),

    /** A logger that puts a source's prefix before what it writes. */
    logger: (source) => main.getLogger({ prefix: SOURCES[source] }),

    /**
     * Writes one of the library's own statements: without credentials and contents, unless the page asked for them
     * by level DEBUG and `logContent: true`. `logMetaData` names the session; undefined: the page as a whole.
     */
    write(level, source, logMetaData, ...args) {
      const manager = source === WEB_SOCKET_MANAGER ? connection : main;
      const logger = manager.getLogger({ prefix: SOURCES[source], logMetaData });
      if (!logger._shouldLog(level)) {
        return;
      }
      try {
        const entry = logger._log(level, manager._logContent ? args : args.map(redact));
        // Streams' loggers return an entry that can be forwarded to its server.
        entry?.sendInternalLogToServer?.();
      } catch {
        // A value that cannot be printed, an entry that cannot be forwarded: no reason to break a call.
      }
    },
  };
}
