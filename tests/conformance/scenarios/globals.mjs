/** The namespace, its members and what loading the script does to a page. */
export const heading = "globals and surface";

/** Method names of an object and of its prototypes, up to Object.prototype. */
function methodsOf(object) {
  const names = new Set();
  for (let level = object; level && level !== Object.prototype; level = Object.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) {
      if (name !== "constructor" && typeof object[name] === "function") names.add(name);
    }
  }
  return [...names].sort();
}

const shapeOf = (object) =>
  Object.fromEntries(Object.keys(object).map((key) => [key, typeof object[key]]));

export const scenarios = [
  {
    id: "globals/fresh-page",
    title: "what stands on window.connect right after the script tag",
    loads: true,
    async run(t) {
      await t.load();
      t.value("connect", Object.keys(window.connect).sort());
      t.value("kinds", shapeOf(window.connect));
      t.value("LogLevel", window.connect.LogLevel);
      t.value("ChatJS", { ...window.connect.ChatJS, build: shapeOf(window.connect.ChatJS.build) });
      t.value("environment", window.connect.ChatJS.build.environment);
      t.value("one csmService", window.connect.csmService === window.connect.ChatSession.csmService);
    },
  },
  {
    id: "globals/build-time",
    title: "connect.ChatJS.build.timestamp",
    loads: true,
    async run(t) {
      await t.load();
      const { timestamp } = window.connect.ChatJS.build;
      t.value("an ISO time", new Date(timestamp).toISOString() === timestamp);
      t.value("later than the page", Date.parse(timestamp) > performance.timeOrigin);
    },
  },
  {
    id: "globals/chat-session",
    title: "members of connect.ChatSession, in order",
    loads: true,
    async run(t) {
      await t.load();
      const { ChatSession } = window.connect;
      t.value("keys", Object.keys(ChatSession));
      t.value("kinds", shapeOf(ChatSession));
      t.value("LogLevel", ChatSession.LogLevel);
      t.value("SessionTypes", ChatSession.SessionTypes);
      t.value("plain object", Object.getPrototypeOf(ChatSession) === Object.prototype);
      await t.call("new create", () => new ChatSession.create());
      await t.call("instanceof", () => ({}) instanceof ChatSession);
      await t.call("setFeatureFlag", () => ChatSession.setFeatureFlag("SOME_FLAG"));
      await t.call("setRegionOverride", () => ChatSession.setRegionOverride("eu-west-2"));
      await t.call("clear override", () => ChatSession.setRegionOverride(null));
    },
  },
  {
    id: "globals/logger-class",
    title: "connect.ChatSession.Logger is a class of empty methods",
    loads: true,
    async run(t) {
      await t.load();
      const { Logger } = window.connect.ChatSession;
      t.value("methods", Object.getOwnPropertyNames(Logger.prototype).sort());
      const logger = new Logger();
      await t.call("info of an instance", () => logger.info("x"));
      class Mine extends Logger {}
      t.value("can be extended", new Mine() instanceof Logger);
    },
  },
  {
    id: "globals/logger-statics",
    title: "the documented static use of Logger",
    loads: true,
    async run(t) {
      await t.load();
      await t.call("Logger.info", () => window.connect.ChatSession.Logger.info("x"));
    },
  },
  {
    id: "globals/existing-namespace",
    title: "an existing window.connect keeps its members",
    loads: true,
    async run(t) {
      const mine = {
        LogLevel: { INFO: "INFO" },
        WebSocketManager: { mine: true },
        version: "2.28.0",
        ChatJS: { version: "0" },
      };
      window.connect = mine;
      await t.load();
      t.value("same object", window.connect === mine);
      t.value("LogLevel", window.connect.LogLevel);
      t.value("WebSocketManager", window.connect.WebSocketManager);
      t.value("version", window.connect.version);
      t.value("ChatJS", window.connect.ChatJS.version);
      t.value("session log levels", window.connect.ChatSession.LogLevel);
    },
  },
  {
    id: "globals/loaded-twice",
    title: "loading the script twice keeps the first ChatSession",
    loads: true,
    async run(t) {
      await t.load();
      const first = { ...window.connect };
      await t.load();
      for (const key of Object.keys(first).sort()) {
        t.value(`${key} kept`, window.connect[key] === first[key]);
      }
    },
  },
  {
    id: "globals/own-chat-session",
    title: "a ChatSession that is there already is not replaced",
    loads: true,
    async run(t) {
      const mine = { mine: true };
      window.connect = { ChatSession: mine };
      await t.load();
      t.value("kept", window.connect.ChatSession === mine);
      t.value("connect", Object.keys(window.connect).sort());
    },
  },
  {
    id: "globals/frozen-namespace",
    title: "a frozen window.connect makes the script fail",
    loads: true,
    async run(t) {
      window.connect = Object.freeze({});
      await t.load();
      t.value("connect", Object.keys(window.connect));
      t.value("failed", t.trace.errors.length);
      t.trace.errors.length = 0;
    },
  },
  {
    id: "globals/leaks",
    title: "no other global appears",
    loads: true,
    async run(t) {
      const before = new Set(Object.getOwnPropertyNames(window));
      await t.load();
      const added = Object.getOwnPropertyNames(window).filter((name) => !before.has(name));
      t.value("added", added.sort());
    },
  },
  {
    id: "globals/es-module",
    title: "imported as a module it exports nothing",
    loads: true,
    async run(t) {
      const namespace = await import(t.libraryUrl);
      t.value("exports", Object.keys(namespace));
      t.value("create", typeof window.connect.ChatSession.create);
    },
  },
  {
    id: "globals/worker",
    title: "the script runs where there is no document",
    loads: true,
    async run(t) {
      const source = `self.window = self; importScripts(${JSON.stringify(location.origin + t.libraryUrl)});
        const session = connect.ChatSession.create({
          chatDetails: { contactId: "c", participantId: "p", participantToken: "t" },
          type: "CUSTOMER", disableCSM: true });
        postMessage([Object.keys(connect).sort(), typeof session.connect]);`;
      const worker = new Worker(URL.createObjectURL(new Blob([source])));
      const [connect, kind] = await new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      });
      worker.terminate();
      t.value("connect", connect);
      t.value("session.connect", kind);
    },
  },
  {
    id: "globals/customer-session",
    title: "members of a customer session",
    async run(t) {
      const session = t.customer({ contactId: "c", participantId: "p", participantToken: "t" });
      t.value("keys", Object.keys(session));
      t.value("methods", methodsOf(session));
      t.value("then", typeof session.then);
      t.value("levels", [
        Object.hasOwn(Object.getPrototypeOf(session), "disconnectParticipant"),
        Object.hasOwn(Object.getPrototypeOf(Object.getPrototypeOf(session)), "sendMessage"),
      ]);
      await t.call("detached", () => (0, session.getChatDetails)());
    },
  },
  {
    id: "globals/agent-session",
    title: "members of an agent session",
    async run(t) {
      const chatDetails = { contactId: "c", participantId: "p", participantToken: "t" };
      const session = window.connect.ChatSession.create({ chatDetails, type: "AGENT" });
      t.value("keys", Object.keys(session));
      t.value("methods", methodsOf(session));
    },
  },
  {
    id: "globals/controller",
    title: "members of session.controller before connect",
    async run(t) {
      const session = t.customer({ contactId: "c", participantId: "p", participantToken: "t" });
      const { controller } = session;
      for (const name of [
        "contactId",
        "initialContactId",
        "participantId",
        "participantToken",
        "sessionType",
        "connectionDetails",
        "connectionHelper",
        "websocketManager",
        "sessionMetadata",
        "hasChatEnded",
      ]) {
        t.value(name, controller[name]);
      }
      const documented = [
        "subscribe", "sendMessage", "sendAttachment", "downloadAttachment", "getAttachmentURL",
        "sendEvent", "getTranscript", "connect", "getChatDetails", "describeView",
        "getAuthenticationUrl", "cancelParticipantAuthentication", "cleanUpOnParticipantDisconnect",
        "disconnectParticipant", "getConnectionStatus", "breakConnection",
      ];
      t.value("methods", Object.fromEntries(documented.map((name) => [name, typeof controller[name]])));
      t.value("details", controller.getChatDetails());
      await t.call("getConnectionStatus", () => controller.getConnectionStatus());
    },
  },
  {
    id: "globals/controller-in-use",
    title: "the controller works in place of its session",
    async run(t) {
      const { session } = await t.open();
      const { controller } = session;
      t.value("status", controller.getConnectionStatus());
      controller.subscribe("INCOMING_MESSAGE", (payload, event) => t.mark(`subscribed: ${event}`));
      await t.call("send", () => controller.sendMessage({ message: "hi", contentType: "text/plain" }));
      await t.event("main", "INCOMING_MESSAGE");
      t.value("details", Object.keys(controller.getChatDetails()));
      await t.call("disconnect", () => controller.disconnectParticipant());
      await t.event("main", "CHAT_ENDED");
    },
  },
  {
    id: "globals/websocket-manager",
    title: "connect.WebSocketManager and an instance of it",
    loads: true,
    async run(t) {
      await t.load();
      const { WebSocketManager } = window.connect;
      t.value("keys", Object.keys(WebSocketManager));
      t.value("LogLevel", WebSocketManager.LogLevel);
      t.value("Logger", typeof WebSocketManager.Logger);
      const manager = WebSocketManager.create({});
      t.value("methods", methodsOf(manager));
      t.value("unsubscribe", typeof manager.onConnectionGain(() => {}));
      manager.closeWebSocket();
    },
  },
  {
    id: "globals/websocket-manager-alone",
    title: "a manager that a page creates itself",
    async run(t) {
      const { contactId, participantToken } = await t.contact();
      const details = await t.service.connection(participantToken);
      const manager = window.connect.WebSocketManager.create({});
      manager.onConnectionGain(() => t.mark("gain"));
      manager.onInitFailure(() => t.mark("init failure"));
      const transport = { url: details.Websocket.Url, expiry: "x", transportLifeTimeInSeconds: 3540 };
      await t.call("init", () => manager.init(() => Promise.resolve({ webSocketTransport: transport })));
      t.value("contact", typeof contactId);
      await t.settled();
      manager.closeWebSocket();
    },
  },
];
