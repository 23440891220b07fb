import { EventEmitter, once } from "node:events";

/** Listens to the service's live feed, and knows which sockets of a contact can hear something. */
export class Feed {
  #stop = new AbortController();
  #sockets = new Map();
  #news = new EventEmitter().setMaxListeners(0);

  /** @param {string} url of the service */
  static async open(url) {
    const feed = new Feed();
    const response = await fetch(`${url}/agent/events`, { signal: feed.#stop.signal });
    feed.#read(response.body.pipeThrough(new TextDecoderStream()));
    return feed;
  }

  /** Resolves with true when a socket of the contact is open and not known to be dead, with false when that takes long. */
  async isLive(contactId, patienceMs) {
    const signal = AbortSignal.timeout(patienceMs);
    try {
      while (this.#of(contactId).size === 0) await once(this.#news, contactId, { signal });
      return true;
    } catch {
      return false;
    }
  }

  /** The sockets that are open now are as good as gone: they were told to fall silent. */
  bury(contactId) {
    this.#of(contactId).clear();
  }

  close() {
    this.#stop.abort();
  }

  #of(contactId) {
    if (!this.#sockets.has(contactId)) this.#sockets.set(contactId, new Set());
    return this.#sockets.get(contactId);
  }

  async #read(stream) {
    let text = "";
    try {
      for await (const chunk of stream) {
        const events = (text + chunk).split("\n\n");
        text = events.pop();
        for (const event of events) this.#hear(event);
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
    }
  }

  #hear(event) {
    const data = event.split("\n").find((line) => line.startsWith("data:"));
    if (!data) return;
    const { type, contactId, socketId } = JSON.parse(data.slice("data:".length));
    if (type === "socket.opened") this.#of(contactId).add(socketId);
    if (type === "socket.closed") this.#of(contactId).delete(socketId);
    this.#news.emit(contactId);
  }
}
