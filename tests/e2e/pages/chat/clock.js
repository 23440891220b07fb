// A clock that tests can move, for pages whose address asks for it with `?clock`. It runs by itself as well.
"use strict";

window.pageClock = (() => {
  const real = {
    setTimeout: window.setTimeout.bind(window),
    clearTimeout: window.clearTimeout.bind(window),
    date: Date.now.bind(Date),
    now: performance.now.bind(performance),
  };
  const timers = new Map();
  let lastId = 0;
  /** Milliseconds by which the page's clock has been moved. */
  let ahead = 0;

  const now = () => real.now() + ahead;

  const arm = (timer) => {
    real.clearTimeout(timer.handle);
    timer.handle = real.setTimeout(() => fire(timer), Math.max(0, timer.due - now()));
  };

  const start = (every) => (callback, delay, ...args) => {
    const wait = Math.max(every ? 1 : 0, Number(delay) || 0);
    const timer = { id: (lastId += 1), due: now() + wait, every: every ? wait : null, callback, args };
    timers.set(timer.id, timer);
    arm(timer);
    return timer.id;
  };

  const stop = (id) => {
    real.clearTimeout(timers.get(id)?.handle);
    timers.delete(id);
  };

  const fire = (timer) => {
    if (timer.every === null) {
      stop(timer.id);
    } else {
      timer.due = now() + timer.every;
      arm(timer);
    }
    try {
      timer.callback(...timer.args);
    } catch (error) {
      reportError(error);
    }
  };

  const dueBy = (moment) => [...timers.values()].filter(({ due }) => due <= moment).sort((a, b) => a.due - b.due);

  const moveTo = (moment) => {
    ahead += Math.max(0, moment - now());
  };

  // A message, because browsers make timers that follow each other wait.
  const { port1, port2 } = new MessageChannel();
  const resting = [];
  port1.onmessage = () => resting.shift()();

  /** Lets the browser do what waits: messages, answers. No matter of the page's clock. */
  const rest = () =>
    new Promise((resolve) => {
      resting.push(resolve);
      port2.postMessage(null);
    });

  return {
    rest,

    install() {
      Object.assign(window, {
        setTimeout: start(false),
        clearTimeout: stop,
        setInterval: start(true),
        clearInterval: stop,
        Date: new Proxy(Date, {
          construct: (target, args, newTarget) =>
            Reflect.construct(target, args.length > 0 ? args : [target.now()], newTarget),
        }),
      });
      Date.now = () => Math.floor(real.date() + ahead);
      performance.now = now;
    },

    /** Moves the clock on, timer by timer; what `settle` waits for is done before the next one. */
    async runFor(milliseconds, settle = rest) {
      const end = now() + milliseconds;
      for (let [next] = dueBy(end); next; [next] = dueBy(end)) {
        moveTo(next.due);
        fire(next);
        await settle();
      }
      moveTo(end);
      timers.forEach(arm);
    },

    /** Lets the clock jump, as that of a machine that slept: what is due fires once. */
    async fastForward(milliseconds) {
      moveTo(now() + milliseconds);
      for (const timer of dueBy(now())) {
        if (!timers.has(timer.id)) continue;
        fire(timer);
        await rest();
      }
      timers.forEach(arm);
    },
  };
})();

if (location.search === "?clock") window.pageClock.install();
