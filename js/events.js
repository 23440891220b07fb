import { requireHandler } from "./validate.js";

/**
 * Events by the number the core gives them: the name that a handler receives as its second argument, and the
 * session method that subscribes to it.
 */
export const EVENTS = [
  ["INCOMING_MESSAGE", "onMessage"],
  ["INCOMING_TYPING", "onTyping"],
  ["INCOMING_READ_RECEIPT", "onReadReceipt"],
  ["INCOMING_DELIVERED_RECEIPT", "onDeliveredReceipt"],
  ["CONNECTION_ESTABLISHED", "onConnectionEstablished"],
  ["CONNECTION_LOST", "onConnectionLost"],
  ["CONNECTION_BROKEN", "onConnectionBroken"],
  ["CHAT_ENDED", "onEnded"],
  ["PARTICIPANT_IDLE", "onParticipantIdle"],
  ["PARTICIPANT_RETURNED", "onParticipantReturned"],
  ["PARTICIPANT_INVITED", "onParticipantInvited"],
  ["AUTODISCONNECTION", "onAutoDisconnection"],
  ["DEEP_HEARTBEAT_SUCCESS", "onDeepHeartbeatSuccess"],
  ["DEEP_HEARTBEAT_FAILURE", "onDeepHeartbeatFailure"],
  ["AUTHENTICATION_INITIATED", "onAuthenticationInitiated"],
  ["AUTHENTICATION_SUCCESSFUL", "onAuthenticationSuccessful"],
  ["AUTHENTICATION_FAILED", "onAuthenticationFailed"],
  ["AUTHENTICATION_TIMEOUT", "onAuthenticationTimeout"],
  ["AUTHENTICATION_EXPIRED", "onAuthenticationExpired"],
  ["AUTHENTICATION_CANCELED", "onAuthenticationCanceled"],
  ["PARTICIPANT_DISPLAY_NAME_UPDATED", "onParticipantDisplayNameUpdated"],
  ["CHAT_REHYDRATED", "onChatRehydrated"],
  ["TRANSCRIPT_UPDATED", "onTranscriptUpdated"],
];

const CONNECTION_LOST = 5;
const CONNECTION_BROKEN = 6;
export const CHAT_ENDED = 7;
export const TRANSCRIPT_UPDATED = EVENTS[22][0];

/**
 * The handlers of one session. A handler gets the payload, the event's name and this bus.
 *
 * `onError(eventName, error)` hears of a handler that threw: the others are called all the same. What an async
 * handler rejects with is its own affair and becomes an `unhandledrejection`.
 */
export function createBus(onError) {
  const handlers = new Map();
  const bus = {
    /** The same function twice is called twice. Lists are replaced, not changed: a dispatch under way keeps its own. */
    subscribe(eventName, handler) {
      requireHandler(handler);
      handlers.set(eventName, [...(handlers.get(eventName) || []), handler]);
    },
    unsubscribeAll() {
      handlers.clear();
    },
    trigger(eventName, payload) {
      for (const handler of handlers.get(eventName) || []) {
        try {
          handler(payload, eventName, bus);
        } catch (error) {
          onError(eventName, error);
        }
      }
    },
  };
  return bus;
}

/**
 * What handlers of an event get, built when the event is raised: the snapshot of the session's details is of that
 * moment, not of the later one when the handlers run.
 *
 * `data` of the core: a transcript item or another object for most events; null for the end; a number, the status
 * of that moment, for the CONNECTION_ESTABLISHED of `connect()` (`onConnect` then gives the other members); a text,
 * the reason, for what happens to the socket. ChatJS gives an empty object for all of the latter; here a lost and a
 * broken connection say why in it.
 */
export function payloadOf(kind, data, chatDetails, onConnect) {
  if (typeof data === "number") {
    return { chatDetails, ...onConnect(data) };
  }
  if (typeof data === "object") {
    return { data, chatDetails };
  }
  return { data: kind === CONNECTION_LOST || kind === CONNECTION_BROKEN ? { reason: data } : {}, chatDetails };
}
