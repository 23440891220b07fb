// The app of these tests: sessions by name, what the library tells them, and a network that comes and goes.
"use strict";

const METHODS = ["onMessage", "onConnectionEstablished", "onConnectionLost", "onDeepHeartbeatSuccess", "onEnded"];

globalThis.app = {
  sessions: {},
  events: [],
  online: true,
  /** How often the library asked whether it is. */
  asked: 0,

  isNetworkOnline() {
    app.asked += 1;
    return app.online;
  },

  /** Makes a session; `answers` says how the library is told about the network: "at once", "later", or not at all. */
  create(name, endpoint, { ContactId, ParticipantId, ParticipantToken }, answers) {
    const isNetworkOnline = {
      "at once": app.isNetworkOnline,
      later: async () => app.isNetworkOnline(),
    }[answers];
    const webSocketManagerConfig = isNetworkOnline && { isNetworkOnline };
    const { ChatSession } = modules["amazon-connect-chat-wasm"];
    ChatSession.setGlobalConfig({ endpoint, region: "us-west-2", webSocketManagerConfig });
    const chatDetails = { contactId: ContactId, participantId: ParticipantId, participantToken: ParticipantToken };
    const session = ChatSession.create({ chatDetails, type: "CUSTOMER", disableCSM: true });
    for (const method of METHODS) {
      session[method]((payload) => app.events.push({ name, method, data: payload && payload.data }));
    }
    app.sessions[name] = session;
  },
};
