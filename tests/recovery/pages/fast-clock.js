// Lets the page's time run faster, for every library alike: what waits for thirty seconds waits for a few.
"use strict";
{
  const speed = Number(new URLSearchParams(location.search).get("speed") ?? 1);
  const [RealDate, realTimeout, realInterval] = [Date, setTimeout, setInterval];
  const realNow = performance.now.bind(performance);
  // A page that is loaded again does not go back in time.
  const origin = Number((sessionStorage.origin ??= RealDate.now()));
  const now = () => Math.round(origin + (RealDate.now() - origin) * speed);

  window.Date = class extends RealDate {
    constructor(...args) {
      super(...(args.length > 0 ? args : [now()]));
    }

    static now() {
      return now();
    }
  };
  performance.now = () => realNow() * speed;
  window.setTimeout = (callback, ms = 0, ...args) => realTimeout(callback, ms / speed, ...args);
  window.setInterval = (callback, ms = 0, ...args) => realInterval(callback, ms / speed, ...args);

  /** A pause of the test's own. */
  window.pause = (ms) => new Promise((resolve) => realTimeout(resolve, ms));
}
