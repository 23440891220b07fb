// What a page asks the network for and complains of, told by the page itself: for browsers whose drivers don't tell.
// It can also take the network from the page, where the browser has no emulation of that.
"use strict";

window.witness = (() => {
  const requested = [];
  const problems = [];
  let underWay = 0;
  let offline = false;

  const complain = (what, error) => problems.push(`${what}: ${error?.message ?? error}\n${error?.stack ?? ""}`);
  window.addEventListener("error", ({ error, message }) => complain("uncaught", error ?? message));
  window.addEventListener("unhandledrejection", (event) => {
    // Listeners of the page come later and may say that they have seen to it.
    setTimeout(() => event.defaultPrevented || complain("unhandled", event.reason));
  });
  for (const method of ["warn", "error"]) {
    const write = console[method];
    console[method] = (...args) => {
      problems.push(args.join(" "));
      write.apply(console, args);
    };
  }

  const begin = (url) => {
    requested.push(new URL(url, location).href);
    underWay += 1;
    let over = false;
    return () => {
      if (!over) underWay -= 1;
      over = true;
    };
  };

  const { fetch, WebSocket } = window;
  window.fetch = async (resource, ...rest) => {
    const end = begin(resource.url ?? resource);
    try {
      if (offline) throw new TypeError("offline");
      return await fetch.call(window, resource, ...rest);
    } finally {
      end();
    }
  };

  const { open, send } = XMLHttpRequest.prototype;
  const addresses = new WeakMap();
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    addresses.set(this, url);
    open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (body) {
    this.addEventListener("loadend", begin(addresses.get(this)));
    send.call(this, body);
  };

  /** Nobody listens on this port. */
  const NOWHERE = "ws://127.0.0.1:1";
  window.WebSocket = class extends WebSocket {
    #begun;

    constructor(url, ...rest) {
      const begun = begin(url);
      super(offline ? NOWHERE : url, ...rest);
      this.#begun = begun;
      for (const event of ["error", "close"]) this.addEventListener(event, begun);
    }

    /** What is sent first is the subscription, as soon as the handshake is done. */
    send(data) {
      super.send(data);
      this.#begun();
    }
  };

  return {
    problems,

    /** Addresses asked for so far, those of the page and its parts included. */
    requested: () => {
      const parts = ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type));
      const own = new Set(requested.map((url) => new URL(url).pathname));
      return [...parts.map(({ name }) => name).filter((url) => !own.has(new URL(url).pathname)), ...requested];
    },

    idle: () => underWay === 0,

    /** Takes the network from the page, or gives it back. Sockets that are open stay so, as in browsers' emulations. */
    setOffline(value) {
      offline = value;
      Object.defineProperty(Navigator.prototype, "onLine", { get: () => !offline, configurable: true });
      window.dispatchEvent(new Event(offline ? "offline" : "online"));
    },
  };
})();
