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
  ["RECOVERY", "onRecovery"],
  ["CONNECTION_STATE_CHANGED", "onConnectionStateChanged"],
  // Of this side alone: the core knows nothing of them.
  ["TYPING_CHANGED", "onTypingChanged"],
  ["ERROR", "onError"],
];

const CONNECTION_LOST = 5;
const CONNECTION_BROKEN = 6;
export const CHAT_ENDED = 7;
export const TRANSCRIPT_CHANGED = 22;
export const STATE_CHANGED = 24;
export const INCOMING_MESSAGE = EVENTS[0][0];
export const INCOMING_TYPING = EVENTS[1][0];
export const TRANSCRIPT_UPDATED = EVENTS[TRANSCRIPT_CHANGED][0];
export const TYPING_CHANGED = EVENTS[25][0];
export const ERROR_EVENT = EVENTS[26][0];

/** Events that bring an item of the service which has a place in the transcript. */
export const isItem = (kind) => kind !== 1 && (kind < 4 || (kind > 7 && kind < 12) || (kind > 13 && kind < 22));

/**
 * The handlers of one session. A handler gets the payload, the event's name and this bus.
 *
 * `onError(eventName, error)` hears of a handler that threw: the others are called all the same. What an async
 * handler rejects with is its own affair and becomes an `unhandledrejection`.
 */
export function createBus(onError) {
  const handlers = new Map();
  const clearings = new Set();
  const bus = {
    /**
     * The same function twice is called twice. Lists are replaced, not changed: a dispatch under way keeps its own.
     * Returns the function that unsubscribes; `once`: after the first call; `signal`: when it is aborted.
     */
    subscribe(eventName, handler, { once, signal } = {}) {
      requireHandler(handler);
      const subscription = { handler, once, stop };
      function stop() {
        subscription.handler = undefined;
        signal?.removeEventListener("abort", stop);
        const others = (handlers.get(eventName) || []).filter((other) => other !== subscription);
        handlers.set(eventName, others);
      }
      if (!signal?.aborted) {
        handlers.set(eventName, [...(handlers.get(eventName) || []), subscription]);
        signal?.addEventListener("abort", stop);
      }
      return stop;
    },
    /** `clear` is called when all handlers go. */
    onClear(clear) {
      clearings.add(clear);
    },
    unsubscribeAll() {
      handlers.clear();
      for (const clear of clearings) {
        clear();
      }
      clearings.clear();
    },
    trigger(eventName, payload) {
      for (const subscription of handlers.get(eventName) || []) {
        const { handler, once, stop } = subscription;
        if (once) {
          stop();
        }
        try {
          handler?.(payload, eventName, bus);
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
