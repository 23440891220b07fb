// What the page tells about its network and its visibility (page.rs), its clock (clock.rs), and what it
// handed over (perform.rs). React Native and workers have no document, some runtimes no `performance`:
// every use is guarded.

export const monotonic = () => globalThis.performance?.now?.() ?? Date.now();

/** Stops something that was started. What the page's own functions throw then is not ours to mend. */
export const undo = (stop) => {
  try {
    stop();
  } catch {
    // It is as undone as it will be.
  }
};

/** Whether the browser believes that there is no network. A runtime that does not say counts as online. */
export const seemsOffline = () => globalThis.navigator?.onLine === false;

/** Calls `tell` with 0 offline, 1 online, 2 woke up. Returns the function that stops it. */
export const listen = (tell) => {
  const undo = [];
  const on = (target, name, handler) => {
    if (!target?.addEventListener) return;
    target.addEventListener(name, handler);
    undo.push(() => target.removeEventListener(name, handler));
  };
  on(globalThis, "offline", () => tell(0));
  on(globalThis, "online", () => tell(1));
  for (const name of ["pageshow", "focus"]) on(globalThis, name, () => tell(2));
  const { document } = globalThis;
  on(document, "visibilitychange", () => document.hidden || tell(2));
  return () => undo.forEach((stop) => stop());
};

/** Asks the page's own predicate, sync or async. Tells 3 offline or 4 online; one that fails counts as online. */
export const askNetwork = (predicate, tell) => {
  const answer = new Promise((resolve) => resolve(predicate()));
  answer.then((online) => tell(online ? 4 : 3), () => tell(4));
};

/** Asks the page for an agent's connection token. Tells 0 and the token, 1 rejected, 2 and what was thrown. */
export const askToken = (getConnectionToken, tell) => {
  try {
    getConnectionToken().then((token) => tell(0, token), () => tell(1));
  } catch (error) {
    tell(2, error);
  }
};

/**
 * Subscribes to the chat on a WebSocket manager that the page supplied (Streams owns that socket): its documented
 * methods only, the optional ones where they are there. Returns the function that undoes what can be undone.
 */
export const attach = (manager, tell) => {
  const undo = [];
  const on = (method, ...args) => {
    const stop = manager[method]?.(...args);
    if (typeof stop === "function") undo.push(stop);
  };
  try {
    manager.subscribeTopics(["aws/chat"]);
    manager.onMessage && on("onMessage", "aws/chat", (frame) => tell(5, frame));
    on("onConnectionGain", () => tell(0));
    on("onConnectionLost", () => tell(1));
    on("onInitFailure", () => tell(2));
    on("onDeepHeartbeatSuccess", () => tell(3));
    on("onDeepHeartbeatFailure", () => tell(4));
  } catch (error) {
    // Nothing will be heard of it: it has failed. The error itself is for the page's author to see.
    tell(2);
    setTimeout(() => {
      throw error;
    });
  }
  return () => undo.forEach((stop) => stop());
};
