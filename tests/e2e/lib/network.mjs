/** What a page asks the network for, as its browser tells. */
export class Network {
  #requested = [];
  #underWay = new Set();

  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    const start = (what) => {
      this.#requested.push(what.url());
      this.#underWay.add(what);
    };
    const end = (what) => this.#underWay.delete(what);
    page.on("request", start).on("requestfinished", end).on("requestfailed", end);
    page.on("websocket", (socket) => {
      start(socket);
      // What is sent first is the subscription, as soon as the handshake is done.
      for (const event of ["framesent", "socketerror", "close"]) socket.once(event, () => end(socket));
    });
  }

  /** Addresses that the page asked for so far, sockets and the library's script included. */
  async requested() {
    return [...this.#requested];
  }

  /** Whether everything that was asked for has its answer. */
  async idle() {
    return this.#underWay.size === 0;
  }
}
