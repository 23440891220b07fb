// The native side of React Native, as far as a chat needs it: timers, requests and sockets, all of them real. What
// the engine asks for comes as messages (device/globals.js); what comes of it goes back by `tell(id, message)`.
import { packages } from "./lower.mjs";

const { WebSocket } = packages("ws");

export class Bridge {
  #tell;
  #running = new Map();

  /** @param {(id: number, message?: object) => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  /** How many timers, requests and sockets there are. */
  get size() {
    return this.#running.size;
  }

  timer({ id, delay = 0, repeats }) {
    const stop = repeats ? clearInterval : clearTimeout;
    const ring = () => {
      if (!repeats) this.#running.delete(id);
      this.#tell(id);
    };
    const handle = (repeats ? setInterval : setTimeout)(ring, delay);
    this.#running.set(id, () => stop(handle));
  }

  async request({ id, method, url, headers, body }) {
    const controller = new AbortController();
    this.#running.set(id, () => controller.abort());
    const answer = await this.#fetch(url, { method, headers, body, signal: controller.signal });
    if (this.#running.delete(id)) this.#tell(id, answer);
  }

  async #fetch(url, init) {
    try {
      const response = await fetch(url, init);
      const responseHeaders = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join("");
      const { status, statusText } = response;
      return { status, statusText, responseHeaders, responseURL: response.url, response: await response.text() };
    } catch (error) {
      return { error: error.message };
    }
  }

  socket({ id, url }) {
    const socket = new WebSocket(url);
    const tell = (event, members) => this.#running.has(id) && this.#tell(id, { event, ...members });
    socket.on("open", () => tell("open"));
    socket.on("message", (data) => tell("message", { data: String(data) }));
    socket.on("error", (error) => tell("error", { message: error.message }));
    socket.on("close", (code, reason) => {
      tell("close", { code, reason: String(reason) });
      this.#running.delete(id);
    });
    this.#running.set(id, Object.assign(() => socket.terminate(), { socket }));
  }

  frame({ id, text }) {
    this.#running.get(id)?.socket.send(text);
  }

  close({ id, code, reason }) {
    this.#running.get(id)?.socket.close(code, reason);
  }

  /** Gives one of them up: nothing is told of it any more. */
  stop({ id }) {
    this.#running.get(id)?.();
    this.#running.delete(id);
  }

  /** Gives up what is left. */
  end() {
    for (const id of [...this.#running.keys()]) this.stop({ id });
  }
}
