// What the tests need of the page: a host that keeps a record, and witnesses at the doors of the browser.
//
// The body of a function (see page.rs), not a module: wasm-bindgen's test server may leave a connection unanswered
// when a page opens more than four at once, and each module would be one more.

const { setTimeout, clearTimeout, fetch, WebSocket } = globalThis;

/** Resolves on a later task, after every timer that is due before then. */
const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Dispatches a plain event on the window or, for those that belong there, on the document. */
const dispatch = (name) => {
  const target = name === "visibilitychange" ? document : globalThis;
  target.dispatchEvent(new Event(name));
};

/** Makes the document look hidden, or like itself again. */
const hide = (hidden) => {
  if (hidden) Object.defineProperty(document, "hidden", { configurable: true, value: true });
  else delete document.hidden;
};

/** Lists a host's record under a name as JSON text, one entry of arguments for each call. */
const toldAs = (host, name) =>
  JSON.stringify(host.told.filter(([told]) => told === name).map(([, ...args]) => args));

/**
 * A page's side that writes down what it is told, then lets its `react(name, id)` act on it: `id` is the
 * session's, or the call's. `raise` gives the payload `[kind, data]`.
 */
const createHost = () => {
  const host = {
    told: [],
    react: () => {},
    client: undefined,
    listener: (listener, id) => (what, value) => host.client.told(listener, id, what, value),
  };
  for (const name of ["settle", "raise", "dispatch", "connected", "ended", "log", "metric"]) {
    host[name] = (...args) => {
      host.told.push([name, ...args]);
      host.react(name, args[0]);
      return name === "raise" ? args.slice(1) : undefined;
    };
  }
  return host;
};

/** This host throws the next time that it is told something under this name. */
const throwOnce = (host, failing) => {
  host.react = (name) => {
    if (name !== failing) return;
    host.react = () => {};
    throw new Error(`${name} went wrong`);
  };
};

/**
 * From now on this host uses the client at whatever it is told, as a page's handlers may, `most` times at most.
 * Returns what that threw, and the numbers of the calls that it made.
 */
const callBackAlways = (host, client, session, most) => {
  const record = { errors: [], calls: [] };
  host.react = () => {
    if (record.calls.length >= most) return;
    const call = 1_000 + record.calls.length;
    record.calls.push(call);
    try {
      client.configure({ logLevel: 10, endpoint: "https://service.test" });
      client.track_transcript(session);
      client.status(session);
      client.guard(session);
      client.connect(session, 0);
      client.dispose(client.create(1, "us-west-2", {}, undefined));
      client.call(session, call, 3, {});
    } catch (error) {
      record.errors.push(String(error));
    }
  };
  return record;
};

/**
 * A stand-in for WebSocket where there is no server: it does what the test says, when it says so. As with the
 * browser's own, what a listener throws does not reach whoever caused the event.
 */
class StandInSocket {
  constructor(url) {
    Object.assign(this, { url, readyState: 0, sent: [], closed: [], onopen: null, onmessage: null, onclose: null });
    witness.sockets.push(this);
  }

  send(text) {
    this.sent.push(text);
  }

  close(code, reason) {
    this.closed.push([code, reason]);
  }

  open() {
    this.readyState = 1;
    this.#tell(this.onopen, {});
  }

  receive(data) {
    this.#tell(this.onmessage, { data });
  }

  shut(code) {
    this.readyState = 3;
    this.#tell(this.onclose, { code });
  }

  #tell(listener, event) {
    try {
      listener?.(event);
    } catch (error) {
      witness.uncaught.push(error);
    }
  }

  hasListeners() {
    return [this.onopen, this.onmessage, this.onclose].some((listener) => listener !== null);
  }
}

/** A real one, whose close event can be waited for. */
class WitnessedSocket extends WebSocket {
  over = false;

  constructor(url) {
    super(url);
    this.addEventListener("close", () => {
      this.over = true;
    });
    witness.sockets.push(this);
  }
}

let witness = { timers: new Set(), listeners: [], sockets: [], requests: [], uncaught: [] };

/**
 * Puts a witness at each door, until `restore()`. With `answer(url, init)` that answers the requests, and sockets are
 * stand-ins; without it both are real.
 */
const watch = (answer) => {
  witness = { timers: new Set(), listeners: [], sockets: [], requests: [], uncaught: [] };
  const { timers, requests } = witness;
  globalThis.setTimeout = (callback, delay, ...args) => {
    const id = setTimeout(() => {
      timers.delete(id);
      callback(...args);
    }, delay);
    timers.add(id);
    return id;
  };
  globalThis.clearTimeout = (id) => {
    timers.delete(id);
    clearTimeout(id);
  };
  for (const target of [globalThis, document]) {
    target.addEventListener = (...listener) => {
      EventTarget.prototype.addEventListener.apply(target, listener);
      witness.listeners.push([target, ...listener]);
    };
    target.removeEventListener = (...listener) => {
      EventTarget.prototype.removeEventListener.apply(target, listener);
      const same = (one) => [target, ...listener].every((part, index) => part === one[index]);
      witness.listeners = witness.listeners.filter((one) => !same(one));
    };
  }
  globalThis.fetch = (url, init = {}) => {
    const answered = answer ? Promise.resolve().then(() => answer(url, init)) : fetch(url, init);
    const request = { url, init, over: false };
    const over = () => {
      request.over = true;
    };
    requests.push(request);
    answered.then(over, over);
    return answered;
  };
  globalThis.WebSocket = answer ? StandInSocket : WitnessedSocket;
};

/** Takes the witnesses away. What a test left behind must not reach the next one. */
const restore = () => {
  Object.assign(globalThis, { setTimeout, clearTimeout, fetch, WebSocket });
  for (const target of [globalThis, document]) {
    delete target.addEventListener;
    delete target.removeEventListener;
  }
  witness.timers.forEach(clearTimeout);
  witness.listeners.forEach(([target, ...listener]) => target.removeEventListener(...listener));
};

const armedTimers = () => witness.timers.size;
const listenerCount = () => witness.listeners.length;
const socketAt = (index) => witness.sockets[index];
const requestAt = (index) => witness.requests[index];
const uncaughtCount = () => witness.uncaught.length;

return {
  after,
  dispatch,
  hide,
  toldAs,
  createHost,
  throwOnce,
  callBackAlways,
  watch,
  restore,
  armedTimers,
  listenerCount,
  socketAt,
  requestAt,
  uncaughtCount,
};
