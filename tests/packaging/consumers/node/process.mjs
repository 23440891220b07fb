import assert from "node:assert/strict";
import { WebSocket } from "ws";
import { converse } from "./conversation.mjs";

/** Holds the chat in Node, with a fetch and a WebSocket that are handed in, and prints how it went. */
export async function tell(library) {
  assert.equal(typeof window, "undefined");
  assert.equal(typeof document, "undefined");
  const used = new Set();
  const { fetch } = globalThis;
  globalThis.fetch = (...args) => {
    used.add("fetch");
    return fetch(...args);
  };
  globalThis.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      used.add("WebSocket");
    }
  };
  const outcome = await converse(library, process.argv[2]);
  console.log(JSON.stringify({ ...outcome, used: [...used].sort() }));
}
