import { install } from "../../js/install.js";

/**
 * A stand-in for what the WebAssembly module exports, for unit tests of the shim alone. It decides nothing: it writes
 * down what the shim tells it, and the test answers through `host`, as the core would.
 */
export function stubClient() {
  const core = {
    told: [],
    states: new Map(),
    status: 1,
    pending: [],
    host: undefined,
    connectAnswer: 1,
    trap: undefined,
  };

  const enter = (name, ...args) => {
    if (core.trap) {
      throw core.trap;
    }
    if (name !== "status" && name !== "guard" && name !== "pending_messages") {
      core.told.push([name, ...args]);
    }
  };

  const client = {
    start(host) {
      core.host = host;
    },

    /** Kept as they were told: the shim goes on changing its own object. */
    configure(settings) {
      enter("configure", { ...settings });
    },

    status() {
      enter("status");
      return core.status;
    },

    create(...args) {
      enter("create", ...args);
      return core.told.filter(([name]) => name === "create").length;
    },

    connect(...args) {
      enter("connect", ...args);
      return core.connectAnswer;
    },

    guard(session) {
      enter("guard");
      return core.states.get(session) ?? 0;
    },

    pending_messages() {
      enter("pending_messages");
      return core.pending;
    },
  };
  for (const name of ["call", "told", "track_transcript", "break_connection", "dispose"]) {
    client[name] = (...args) => enter(name, ...args);
  }

  return {
    core,
    client,
    /** One setting in every configuration that the shim told, in order. */
    settings: (name) => core.told.filter(([method]) => method === "configure").map(([, all]) => all[name]),
    /** What the shim told the core under a name, in order. */
    told: (name) => core.told.filter(([method]) => method === name).map(([, ...args]) => args),
    /** The last of these. */
    last: (name) =>
      core.told
        .filter(([method]) => method === name)
        .pop()
        ?.slice(1),
  };
}

/** A sink that keeps its lines as `[method, line]`. */
export function sink() {
  const lines = [];
  const method = (name) => (line) => {
    lines.push([name, line]);
  };
  return { lines, debug: method("debug"), info: method("info"), warn: method("warn"), error: method("error") };
}

export const DETAILS = { contactId: "contact", participantId: "participant", participantToken: "participant-token" };

/** A failure of the service, as the core settles it. */
export const FAILURE = {
  kind: 0,
  type: "ValidationException",
  message: "no",
  stack: ["ValidationException"],
  statusCode: 400,
};

/** A page with the library installed over a stub. */
export function page(global = {}) {
  const stub = stubClient();
  install(global, stub.client);
  const { connect } = global;
  return {
    ...stub,
    global,
    connect,
    create: (args = {}) =>
      connect.ChatSession.create({ type: "CUSTOMER", disableCSM: true, chatDetails: DETAILS, ...args }),
    /** Sends the library's lines to a fresh sink and returns it. */
    listen(loggerConfig = {}, config = {}) {
      const logger = sink();
      connect.ChatSession.setGlobalConfig({
        ...config,
        loggerConfig: { customizedLogger: logger, level: 10, advancedLogWriter: "info", ...loggerConfig },
      });
      logger.lines.length = 0;
      return logger;
    },
    /** Settles the call that the shim made last, as the core would. */
    settle(ok, value) {
      const [, , id] = stub.core.told.filter(([name]) => name === "call" || name === "connect").pop();
      stub.core.host.settle(id, ok, value);
    },
    /** Raises and dispatches an event of a session. */
    emit(session, kind, data) {
      const payload = stub.core.host.raise(session, kind, data);
      stub.core.host.dispatch(session, kind, payload);
    },
  };
}

/** A page's storage, with what it holds as the member `kept`: parsed, undefined when there is nothing. */
export function storage(records) {
  const texts = new Map(records ? [["amazon-connect-chat", JSON.stringify(records)]] : []);
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => texts.set(key, text),
    removeItem: (key) => texts.delete(key),
    get kept() {
      const [text] = texts.values();
      return text && JSON.parse(text);
    },
    get keys() {
      return [...texts.keys()];
    },
  };
}

/** The value that a promise rejects with; fails when it resolves. */
export async function rejection(promise) {
  const outcome = await promise.then(
    (value) => ({ value }),
    (reason) => ({ reason }),
  );
  if (!("reason" in outcome)) {
    throw new Error(`expected a rejection, got ${JSON.stringify(outcome.value)}`);
  }
  return outcome.reason;
}
