import { requireHandler } from "./validate.js";

/** Methods that are not called after their event. */
const METHODS = { CHAT_ENDED: "onEnded", AUTODISCONNECTION: "onAutoDisconnection" };

/** `onReadReceipt` for `INCOMING_READ_RECEIPT`. */
const methodOf = (name) =>
  METHODS[name] ||
  name
    .replace(/^(INCOMING_)?/, "on_")
    .toLowerCase()
    .replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/**
 * Events by the number the core gives them: the name that a handler receives as its second argument, and the
 * session method that subscribes to it. The last two are of this side alone: the core knows nothing of them.
 */
export const EVENTS = (
  "INCOMING_MESSAGE INCOMING_TYPING INCOMING_READ_RECEIPT INCOMING_DELIVERED_RECEIPT CONNECTION_ESTABLISHED" +
  " CONNECTION_LOST CONNECTION_BROKEN CHAT_ENDED PARTICIPANT_IDLE PARTICIPANT_RETURNED PARTICIPANT_INVITED" +
  " AUTODISCONNECTION DEEP_HEARTBEAT_SUCCESS DEEP_HEARTBEAT_FAILURE AUTHENTICATION_INITIATED" +
  " AUTHENTICATION_SUCCESSFUL AUTHENTICATION_FAILED AUTHENTICATION_TIMEOUT AUTHENTICATION_EXPIRED" +
  " AUTHENTICATION_CANCELED PARTICIPANT_DISPLAY_NAME_UPDATED CHAT_REHYDRATED TRANSCRIPT_UPDATED RECOVERY" +
  " CONNECTION_STATE_CHANGED TYPING_CHANGED ERROR"
)
  .split(" ")
  .map((name) => [name, methodOf(name)]);

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
