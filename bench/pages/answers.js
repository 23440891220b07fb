// Runs before the library: knows what the page has asked the service for and has no answer to. A page whose clock is
// moved faster than answers come would take every one of them for late.
"use strict";

window.answers = (() => {
  const LIMIT_MS = 2_000;
  const { fetch, WebSocket } = window;
  const now = performance.now.bind(performance);
  const asked = new Set();

  window.fetch = async (...args) => {
    const call = {};
    asked.add(call);
    try {
      return await fetch.apply(window, args);
    } finally {
      asked.delete(call);
    }
  };

  window.WebSocket = class extends WebSocket {
    /** What the service owes: a handshake, then an answer to each frame. Items of the chat come unasked. */
    #owed = [{}];

    constructor(...args) {
      super(...args);
      asked.add(this.#owed[0]);
      const answer = () => asked.delete(this.#owed.shift());
      this.addEventListener("open", answer);
      this.addEventListener("message", ({ data }) => data.includes('"topic":"aws/chat"') || answer());
      this.addEventListener("close", () => this.#owed.splice(0).forEach((what) => asked.delete(what)));
    }

    send(data) {
      const frame = {};
      this.#owed.push(frame);
      asked.add(frame);
      super.send(data);
    }
  };

  return {
    /** Resolves when everything is answered; rejects when the service takes too long. */
    async all() {
      await window.pageClock.rest();
      for (const start = now(); asked.size > 0; await window.pageClock.rest()) {
        if (now() - start > LIMIT_MS) throw new Error(`${asked.size} answers did not come`);
      }
    },
  };
})();
