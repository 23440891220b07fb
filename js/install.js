import { createMetadata } from "./about.js";
import { createChatSession } from "./chat-session.js";
import { createConfig } from "./config.js";
import { createCore } from "./core.js";
import { CsmService } from "./csm.js";
import { createHost } from "./host.js";
import { ERROR, LogLevel } from "./level.js";
import { CHAT_CONTROLLER, createLogs, CSM_SERVICE } from "./logs.js";
import { createSessions } from "./sessions.js";
import { createStreams } from "./streams.js";
import { createWebSocketManager } from "./websocket-manager.js";

/** Builds the library of one page around `module`, what the WebAssembly module exports, and starts the core. */
function createLibrary(global, module) {
  const settings = {};
  const configure = (changes) => {
    Object.assign(settings, changes);
    core.tell((client) => client.configure(settings));
  };
  const logs = createLogs((logLevel) => configure({ logLevel }));
  const core = createCore((crash) => {
    console.error(crash, crash.cause);
    logs.write(ERROR, CHAT_CONTROLLER, undefined, crash.message, crash.cause);
  });
  const csm = new CsmService(global, logs.logger(CSM_SERVICE));
  const streams = createStreams(global.connect, logs);
  const sessions = createSessions(globalThis, (handle) => core.tell((client) => client.dispose(handle)));

  core.start(module, createHost(core, logs, csm, sessions));
  logs.announce();
  const config = createConfig(configure, logs, csm);

  return {
    WebSocketManager: createWebSocketManager(config, logs),
    ChatSession: createChatSession({ global, core, config, logs, csm, streams, sessions }),
    LogManager: logs.main,
    LogLevel,
    csmService: csm,
  };
}

/** What stands in the namespace, in this order. */
const NAMES = ["WebSocketManager", "ChatSession", "LogManager", "LogLevel", "csmService"];

/**
 * Adds the library to `global.connect`, a namespace that it shares with Amazon Connect Streams and the page: what is
 * there already stays, so a second copy of the script changes nothing but the metadata in `connect.ChatJS`.
 */
export function install(global, module) {
  const connect = global.connect || (global.connect = {});
  if (NAMES.some((name) => !connect[name])) {
    const library = createLibrary(global, module);
    for (const name of NAMES) {
      connect[name] = connect[name] || library[name];
    }
  }
  connect.ChatJS = createMetadata();
  return connect;
}
