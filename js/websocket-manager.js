import { LogLevel, WARN } from "./level.js";
import { WEB_SOCKET_MANAGER } from "./logs.js";

/** Things that happen to a manager that connects. To this one only the first can happen. */
const SUBSCRIPTIONS = [
  "onInitFailure",
  "onConnectionOpen",
  "onConnectionClose",
  "onConnectionGain",
  "onConnectionLost",
  "onSubscriptionUpdate",
  "onSubscriptionFailure",
  "onMessage",
  "onAllMessage",
  "onDeepHeartbeatSuccess",
  "onDeepHeartbeatFailure",
  "onTopicFailure",
];

/**
 * `connect.WebSocketManager`, present for pages that look for it.
 *
 * The connections of sessions are kept by the core, not by this object. What `create` gives has every member of its
 * counterpart in ChatJS and says plainly what it is: a manager that has no connection and gets none. `init` therefore
 * fails the way a manager fails that cannot connect: it resolves with `{ webSocketConnectionFailed: true }` and the
 * `onInitFailure` callbacks are called. On agent pages Streams' own object is kept and this one is not used.
 */
export function createWebSocketManager(config, logs) {
  function create(logMetaData) {
    const warn = (text) => logs.write(WARN, WEB_SOCKET_MANAGER, logMetaData, text);
    const onFailure = new Set();
    let failure;

    /** Takes the callback last (`onMessage` has a topic before it) and gives the function that takes it back. */
    const subscriber = (name) => (topic, callback) => {
      const listener = name === "onMessage" ? callback : topic;
      if (typeof listener !== "function") {
        throw new Error("cb must be a function");
      }
      if (name === SUBSCRIPTIONS[0]) {
        onFailure.add(listener);
        if (failure) {
          listener(failure);
        }
      }
      return () => onFailure.delete(listener);
    };

    function terminateWebSocketManager(reason) {
      failure = { connectWebSocketRetryCount: 0, connectionAttemptStartTime: Date.now(), reason };
      onFailure.forEach((listener) => listener(failure));
    }

    return {
      ...Object.fromEntries(SUBSCRIPTIONS.map((name) => [name, subscriber(name)])),

      init() {
        const reason = "This manager opens no connection: sessions of connect.ChatSession keep their own";
        warn(reason);
        terminateWebSocketManager(reason);
        return Promise.resolve({ webSocketConnectionFailed: true });
      },

      subscribeTopics(topics) {
        if (!Array.isArray(topics)) {
          throw new Error(`${topics} is not an array`);
        }
      },

      sendMessage() {
        warn("Cannot send message, web socket connection is not open");
      },

      closeWebSocket() {
        onFailure.clear();
      },

      terminateWebSocketManager,
    };
  }

  return { create, setGlobalConfig: config.configureConnection, LogLevel, Logger: logs.Logger };
}
