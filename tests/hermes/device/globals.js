// What React Native puts around Hermes, as far as a chat needs it. As there, timers and the network are native: here
// each is a message to Node (tests/hermes/lib/bridge.mjs), and what comes of it is a call of `receive`. `print` is the
// engine's own. Left out on purpose, though React Native has some of it: `URL`, `document`, `crypto`, text codecs.
"use strict";

{
  const MARK = "@bridge ";
  const listeners = new Map();
  let lastId = 0;

  const tell = (what, message) => print(MARK + JSON.stringify({ what, ...message }));

  /** Has `listener` called with everything that Node tells about the thing of this id. */
  const listen = (listener) => {
    lastId += 1;
    listeners.set(lastId, listener);
    return lastId;
  };

  const timer = (repeats) => (callback, delay, ...args) => {
    const id = listen(() => {
      if (!repeats) listeners.delete(id);
      callback(...args);
    });
    tell("timer", { id, delay, repeats });
    return id;
  };
  const stop = (id) => {
    if (listeners.delete(id)) tell("stop", { id });
  };

  const text = (value) => (value instanceof Error ? `${value.name}: ${value.message}` : String(value));
  const line = (level) => (...values) => tell("line", { level, text: values.map(text).join(" ") });

  /** What `fetch` of whatwg-fetch, which is React Native's, uses of it. */
  class XMLHttpRequest {
    headers = {};
    readyState = 0;

    open(method, url) {
      Object.assign(this, { method, url });
    }

    setRequestHeader(name, value) {
      this.headers[name] = value;
    }

    getAllResponseHeaders() {
      return this.responseHeaders;
    }

    send(body) {
      const { method, url, headers } = this;
      this.id = listen((answer) => {
        listeners.delete(this.id);
        Object.assign(this, answer, { readyState: 4 });
        if (answer.error) this.onerror();
        else this.onload();
      });
      tell("request", { id: this.id, method, url, headers, body });
    }

    abort() {
      stop(this.id);
      this.onabort();
    }
  }

  class WebSocket {
    readyState = 0;

    constructor(url) {
      this.id = listen(({ event, ...members }) => {
        this.readyState = { open: 1, message: 1, close: 3 }[event];
        if (event === "close") listeners.delete(this.id);
        this[`on${event}`]?.(members);
      });
      tell("socket", { id: this.id, url });
    }

    send(frame) {
      tell("frame", { id: this.id, text: frame });
    }

    close(code, reason) {
      this.readyState = 2;
      tell("close", { id: this.id, code, reason });
    }
  }

  const started = Date.now();
  const self = globalThis;
  Object.assign(globalThis, {
    global: self,
    self,
    window: self,
    navigator: { product: "ReactNative" },
    performance: { now: () => Date.now() - started },
    console: Object.fromEntries(["debug", "log", "info", "warn", "error"].map((level) => [level, line(level)])),
    setTimeout: timer(false),
    setInterval: timer(true),
    clearTimeout: stop,
    clearInterval: stop,
    XMLHttpRequest,
    WebSocket,

    /** Node tells something about the thing of this id; nobody listens any more if it was given up. */
    receive: (id, message) => listeners.get(id)?.(message),

    /** Runs a function for Node and tells what it gave: its result, or the parts of an Error. */
    run(id, action) {
      const parts = ({ name, message, code }) => ({ isError: true, name, message, code });
      const rejected = (reason) => tell("result", { id, rejected: reason instanceof Error ? parts(reason) : reason });
      Promise.resolve()
        .then(action)
        .then((resolved) => tell("result", { id, resolved }), rejected);
    },
  });
}
