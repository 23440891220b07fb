// What the library can do by itself beyond ChatJS: the switches in the start form, and what the log says of it.
import { find } from "./dom.js";
import { preciseTime } from "./format.js";

/** Callbacks that tell what it does. */
export const CALLBACKS = ["onRecovery", "onConnectionStateChanged", "onError"];

/**
 * The switches as they stand.
 *
 * @returns {{recovery: boolean, outbox: boolean, persist: boolean}}
 */
export function readSwitches() {
  const names = ["recovery", "outbox", "persist"];
  return Object.fromEntries(names.map((name) => [name, find(`#switch-${name}`).checked]));
}

/** The options of a session for these switches. One that is kept is gone on with by `create` itself. */
export function optionsOf({ recovery, outbox, persist } = {}) {
  return {
    ...(recovery && { recoverMissedMessages: true }),
    ...(outbox && { offlineQueue: true }),
    ...(persist && { persist: sessionStorage }),
  };
}

/** What a line of the log says of one of these callbacks; undefined for any other. */
export function summarise(name, { data, error, eventName }) {
  switch (name) {
    case "onRecovery": {
      const how = data.complete ? "complete" : `incomplete: ${data.reason}`;
      return `${data.items} missed in ${data.milliseconds} ms, ${how}`;
    }
    case "onConnectionStateChanged": {
      const retry = data.retryAt && `next try at ${preciseTime(new Date(data.retryAt))}`;
      return [data.state, data.reason, retry].filter(Boolean).join(", ");
    }
    case "onError":
      return `${eventName ?? "storage"}: ${error?.message ?? error}`;
    default:
      return undefined;
  }
}
