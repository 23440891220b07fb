import { AGENT, CUSTOMER } from "./controller.js";
import { EVENTS } from "./events.js";
import { defineHidden } from "./hidden.js";
import { OPERATIONS } from "./operations.js";

/** What a page holds: `controller` is the only member of its own, so a session is never taken for a promise. */
class ChatSession {
  constructor(controller) {
    this.controller = controller;
  }
}

class AgentChatSession extends ChatSession {}

class CustomerChatSession extends ChatSession {}

/** Hands a method to the controller. A session without one throws here, as in ChatJS. */
function forward(Session, name) {
  defineHidden(Session.prototype, {
    [name](args) {
      return this.controller[name](args);
    },
  });
}

for (const [eventName, method] of EVENTS) {
  defineHidden(ChatSession.prototype, {
    [method](handler, options) {
      return this.controller.subscribe(eventName, handler, options);
    },
  });
}
for (const name of ["connect", "getChatDetails", "messages", "dispose", ...Object.keys(OPERATIONS)]) {
  forward(name === "disconnectParticipant" ? CustomerChatSession : ChatSession, name);
}
for (const name of ["connectionState", "pendingMessages"]) {
  Object.defineProperty(ChatSession.prototype, name, {
    get() {
      return this.controller[name];
    },
    configurable: true,
  });
}
forward(AgentChatSession, "cleanUpOnParticipantDisconnect");

/** The session for a controller by its type; undefined for a type that does not exist. */
export function createSession(type, controller) {
  const Session = type === AGENT ? AgentChatSession : type === CUSTOMER && CustomerChatSession;
  return Session ? new Session(controller) : undefined;
}
