// Keeps account of what a page has going on, from outside of the library. Runs in the page, before its scripts.

/** What `window.account` gives. `timers`: armed now; all others: ever since. */
export function keepAccount() {
  const armed = new Set();
  const count = { requests: 0, sockets: 0, frames: 0 };

  for (const [arm, disarm, once] of [
    ["setTimeout", "clearTimeout", true],
    ["setInterval", "clearInterval", false],
    ["requestAnimationFrame", "cancelAnimationFrame", true],
    ["requestIdleCallback", "cancelIdleCallback", true],
  ]) {
    const [real, stop] = [window[arm], window[disarm]];
    window[arm] = (callback, ...rest) => {
      const run = (...args) => {
        if (once) armed.delete(id);
        return callback(...args);
      };
      const id = real.call(window, run, ...rest);
      armed.add(id);
      return id;
    };
    window[disarm] = (id) => {
      armed.delete(id);
      stop.call(window, id);
    };
  }

  const { fetch, WebSocket } = window;
  window.fetch = (...args) => {
    count.requests += 1;
    return fetch.apply(window, args);
  };
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (...args) {
    count.requests += 1;
    return send.apply(this, args);
  };
  const sockets = [];
  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      count.sockets += 1;
      sockets.push(this);
    }

    send(text) {
      count.frames += 1;
      super.send(text);
    }
  };

  const alive = ({ readyState }) => readyState <= WebSocket.OPEN;
  window.account = () => ({ ...count, timers: armed.size, open: sockets.filter(alive).length });
}
