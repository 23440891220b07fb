// One session of the library, used as any page would: through window.connect. Every call and callback is written to
// the event log on its way.
import { CALLBACKS as RELIABILITY_CALLBACKS } from "./reliability.js";

/** Callbacks whose items do no more than show in the conversation. */
export const NEWS = [
  "onReadReceipt",
  "onDeliveredReceipt",
  "onParticipantIdle",
  "onParticipantReturned",
  "onParticipantInvited",
  "onAutoDisconnection",
  "onParticipantDisplayNameUpdated",
  "onChatRehydrated",
  "onAuthenticationInitiated",
  "onAuthenticationSuccessful",
  "onAuthenticationFailed",
  "onAuthenticationTimeout",
  "onAuthenticationExpired",
  "onAuthenticationCanceled",
];

/** All callbacks that are listed; a library that lacks one is used without it. */
const CALLBACKS = [
  "onMessage",
  "onTyping",
  "onConnectionEstablished",
  "onConnectionLost",
  "onConnectionBroken",
  "onEnded",
  "onDeepHeartbeatSuccess",
  "onDeepHeartbeatFailure",
  ...NEWS,
  ...RELIABILITY_CALLBACKS,
];

/**
 * Configures the library for the local service and opens a session.
 *
 * @param {object} args of `connect.ChatSession.create`
 * @param {Pick<import("./event-log.js").EventLog, "call" | "callback">} log
 * @param {Record<string, (event: object) => void>} handlers by callback name
 * @returns {{
 *   call: (method: string, ...args: unknown[]) => Promise<any>,
 *   isPending: (id: string) => boolean,
 * }} `call` runs a method of the session; `isPending`: the message with this client token is in the outbox
 */
export function openSession(args, log, handlers) {
  const { ChatSession } = window.connect;
  ChatSession.setGlobalConfig({
    region: "us-west-2",
    endpoint: location.origin,
    features: { messageReceipts: { shouldSendMessageReceipts: true, throttleTime: 1000 } },
  });
  const session = ChatSession.create(args);
  for (const name of CALLBACKS) {
    session[name]?.((event) => {
      log.callback(name, event);
      handlers[name]?.(event);
    });
  }
  return {
    isPending: (id) => session.pendingMessages?.some((message) => message.id === id) ?? false,
    async call(method, ...args) {
      const line = log.call(method, args);
      try {
        const result = await session[method](...args);
        line.resolved(result);
        return result;
      } catch (reason) {
        line.rejected(reason);
        throw reason;
      }
    },
  };
}

/** The HTTP status behind a rejection of `connect()`, if there was an answer. */
export function connectStatus(reason) {
  return reason?._debug?._debug?.statusCode;
}
