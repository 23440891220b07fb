// A WebSocket manager that the page supplied (Streams owns that socket): its documented methods only,
// the optional ones where they are there.

/** Subscribes to the chat. Returns the function that undoes every registration that can be undone. */
export const attach = (manager, tell) => {
  const undo = [];
  const on = (method, ...args) => {
    const stop = manager[method]?.(...args);
    if (typeof stop === "function") undo.push(stop);
  };
  manager.subscribeTopics(["aws/chat"]);
  manager.onMessage && on("onMessage", "aws/chat", (frame) => tell(5, frame));
  on("onConnectionGain", () => tell(0));
  on("onConnectionLost", () => tell(1));
  on("onInitFailure", () => tell(2));
  on("onDeepHeartbeatSuccess", () => tell(3));
  on("onDeepHeartbeatFailure", () => tell(4));
  return () => undo.forEach((stop) => stop());
};
