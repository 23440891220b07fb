/** Loggers: sinks, levels, line formats, the log manager. */
export const heading = "configuration and logging";

const configure = (loggerConfig) => window.connect.ChatSession.setGlobalConfig({ loggerConfig });

/** The library's own log manager, asked directly: its lines are part of the contract. */
const loggerOf = (options) => window.connect.LogManager.getLogger(options);

const circular = () => {
  const object = { name: "circular" };
  object.self = object;
  return object;
};

/** One call with every kind of argument that has a rule of its own. */
function logEverything(logger) {
  logger.info("hello", { x: 1 }, [1, 2], null, 0, "", undefined, true, 5, new Error("boom"), () => {});
  logger.warn("w");
  logger.error("circular", circular());
  logger.info(new Date(0), false, NaN);
  logger.debug("debug");
  logger.advancedLog("advanced");
  logger.info();
}

/** Lines of the recording logger in which nothing but the time is normalised later. */
function sink(lines) {
  const record = (method) => (line, ...rest) => lines.push([method, line, rest.length]);
  return { debug: record("debug"), info: record("info"), warn: record("warn"), error: record("error") };
}

const mine = (lines) => lines.filter(([, line]) => !String(line).includes("message-receipts by default"));

const levels = (id, title, level) => ({
  id: `logging/${id}`,
  title,
  async run(t) {
    const lines = [];
    configure({ customizedLogger: sink(lines), level, advancedLogWriter: "info" });
    const logger = loggerOf({ prefix: "P" });
    for (const method of ["debug", "info", "warn", "error", "advancedLog"]) logger[method](method);
    t.value("methods", mine(lines).map(([method, line]) => `${method}: ${line}`));
  },
});

const writer = (id, title, loggerConfig) => ({
  id: `logging/${id}`,
  title,
  async run(t) {
    const lines = [];
    await t.call("configure", () => configure({ ...loggerConfig(lines), level: 10 }));
    await t.call("advanced", () => loggerOf({}).advancedLog("advanced"));
    t.value("lines", mine(lines));
  },
});

export const scenarios = [
  {
    id: "logging/default-is-silent",
    title: "without a logger nothing is written",
    async run(t) {
      configure(undefined);
      logEverything(loggerOf({ prefix: "P" }));
      t.customer({ contactId: "c", participantId: "p" });
    },
  },
  {
    id: "logging/custom-format",
    title: "lines of a customizedLogger",
    async run(t) {
      const lines = [];
      configure({ customizedLogger: sink(lines), level: 10, advancedLogWriter: "debug" });
      logEverything(loggerOf({ prefix: "PFX", logMetaData: { a: 1 } }));
      logEverything(loggerOf({}));
      t.value("lines", mine(lines));
    },
  },
  {
    id: "logging/logger-format",
    title: "lines of loggerConfig.logger, as Streams passes it",
    async run(t) {
      const lines = [];
      configure({ logger: sink(lines), level: 10 });
      logEverything(loggerOf({ prefix: "PFX", logMetaData: { a: 1 } }));
      t.value("lines", mine(lines));
    },
  },
  {
    id: "logging/console-format",
    title: "lines of the default logger on the console",
    loads: true,
    async run(t) {
      await t.load();
      configure({ useDefaultLogger: true, level: 10 });
      logEverything(loggerOf({ prefix: "PFX", logMetaData: { a: 1 } }));
      logEverything(loggerOf({}));
    },
  },
  {
    id: "logging/precedence",
    title: "a custom logger wins over the default one; customizedLogger over logger",
    async run(t) {
      const [first, second] = [[], []];
      configure({ customizedLogger: sink(first), logger: sink(second), useDefaultLogger: true, advancedLogWriter: "warn" });
      loggerOf({}).info("to whom");
      t.value("customizedLogger", mine(first).length);
      t.value("logger", mine(second).length);
    },
  },
  {
    id: "logging/console-after-custom",
    title: "the console after a custom logger",
    async run(t) {
      configure({ customizedLogger: sink([]), advancedLogWriter: "warn" });
      configure({ useDefaultLogger: true });
      loggerOf({ prefix: "PFX" }).info("text", { a: 1 });
    },
  },
  levels("level-debug", "level 10: everything", 10),
  levels("level-default", "no level: from INFO on", undefined),
  levels("level-warn", "level 30", 30),
  levels("level-error", "level 40", 40),
  levels("level-zero", "level 0 counts as none given", 0),
  levels("level-name", "a level by its name", "ERROR"),
  writer("writer-missing", "customizedLogger without advancedLogWriter", (lines) => ({ customizedLogger: sink(lines) })),
  writer("writer-null", "the documented advancedLogWriter: null", (lines) => ({
    customizedLogger: sink(lines),
    advancedLogWriter: null,
  })),
  writer("writer-error", "error as the writer", (lines) => ({
    customizedLogger: sink(lines),
    advancedLogWriter: "error",
  })),
  writer("writer-debug", "debug as the writer", (lines) => ({
    customizedLogger: sink(lines),
    advancedLogWriter: "debug",
  })),
  writer("writer-log-console", "log as the writer of the console", () => ({
    useDefaultLogger: true,
    advancedLogWriter: "log",
  })),
  writer("writer-logger", "logger without a writer", (lines) => ({ logger: sink(lines) })),
  {
    id: "logging/manager",
    title: "connect.LogManager: members, outer configuration as chat-interface passes it",
    async run(t) {
      const { LogManager } = window.connect;
      const logger = LogManager.getLogger({ prefix: "P", logMetaData: { a: 1 } });
      t.value("logger", ["debug", "info", "warn", "error", "advancedLog"].map((name) => typeof logger[name]));
      t.value("options", logger.options);
      t.value("without options", typeof LogManager.getLogger().info);
      t.value("hasClientLogger", Boolean(LogManager.hasClientLogger()));
      t.value("levels", [10, 20, 30, 50].map((level) => LogManager.isLevelEnabled(level)));
      await t.call("outer", () => LogManager.updateLoggerConfig({ loggerConfig: { level: 10 } }));
      t.value("hasClientLogger afterwards", Boolean(LogManager.hasClientLogger()));
      await t.call("a call", () => logger.info("nobody hears"));
    },
  },
  {
    id: "logging/return-values",
    title: "what a log call returns",
    async run(t) {
      const answers = { debug() {}, info: () => ({ entry: 1 }), warn: () => "", error() {} };
      configure({ customizedLogger: answers, level: 20, advancedLogWriter: "warn" });
      const logger = loggerOf({});
      await t.call("the sink's value", () => logger.info("a"));
      await t.call("the line", () => logger.error("b"));
      await t.call("below the level", () => logger.debug("c"));
    },
  },
  {
    id: "logging/send-to-server",
    title: "entries of Streams are sent to its server",
    async run(t) {
      let sent = 0;
      const entry = () => ({ sendInternalLogToServer: () => (sent += 1) });
      configure({ logger: { debug: entry, info: entry, warn: entry, error: entry }, level: 20 });
      const session = t.customer({ contactId: "c", participantId: "p" });
      session.onMessage(() => {});
      t.value("sent", sent > 0);
    },
  },
  {
    id: "logging/incomplete",
    title: "a customizedLogger that lacks a method",
    async run(t) {
      await t.call("without warn", () =>
        configure({ customizedLogger: { info() {}, debug() {}, error() {} }, advancedLogWriter: "info" }),
      );
    },
  },
  {
    id: "logging/throwing",
    title: "a logger that throws",
    async run(t) {
      const details = await t.contact();
      const fault = () => {
        throw new Error("a logger's own fault");
      };
      await t.call("configure", () =>
        configure({ customizedLogger: { debug: fault, info: fault, warn: fault, error: fault }, level: 10, advancedLogWriter: "warn" }),
      );
      const { value: session } = await t.call("create", () => t.customer(details));
      t.value("session", typeof session?.connect);
    },
  },
  {
    id: "logging/socket-lines",
    title: "whose ids the lines of a second chat's socket carry",
    unordered: true,
    async run(t) {
      const first = await t.open("first");
      const second = await t.open("second");
      const lines = t.trace.logs
        .map(({ args }) => String(args[0]))
        .filter((line) => line.includes("WebSocket connection established"));
      t.value("of the first", lines.filter((line) => line.includes(first.contactId)).length);
      t.value("of the second", lines.filter((line) => line.includes(second.contactId)).length);
    },
  },
  {
    id: "logging/tokens",
    title: "no token in any line at DEBUG",
    async run(t) {
      const lines = [];
      window.connect.ChatSession.setGlobalConfig({
        endpoint: location.origin,
        loggerConfig: { customizedLogger: sink(lines), level: 10, advancedLogWriter: "debug" },
      });
      const details = await t.contact();
      const session = t.customer(details);
      t.listen("main", session);
      await t.call("connect", () => session.connect());
      await t.event("main", "DEEP_HEARTBEAT_SUCCESS");
      await t.call("send", () => session.sendMessage({ message: "a secret text", contentType: "text/plain" }));
      await t.event("main", "INCOMING_MESSAGE");
      const { connectionToken, url } = session.getChatDetails().connectionDetails;
      const holds = (secret) => lines.some(([, line]) => String(line).includes(secret));
      t.value("participant token", holds(details.participantToken));
      t.value("connection token", holds(connectionToken));
      t.value("socket address", holds(url));
      t.value("content", holds("a secret text"));
    },
  },
];
