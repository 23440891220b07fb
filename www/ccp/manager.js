// A websocket manager over the desk's socket of connect-local, with the methods that Streams documents for its own.
// In production Streams brings this object along: `connect.core.getWebSocketManager()`.

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;

/**
 * Opens the socket of an agent and keeps it open.
 *
 * @param {string} url e.g. `ws://127.0.0.1:8080/agent/socket?agent=kim`
 * @returns {object} for `websocketManager` of `connect.ChatSession.create`; each `on…` returns a function that
 *   takes the callback out again, and nothing is called back at the moment of registration
 */
export function openManager(url) {
  const callbacks = new Map();
  const topics = new Set();
  let pause = FIRST_PAUSE_MS;
  let socket;
  let wasOpen = false;

  const on = (name) => (callback) => {
    if (!callbacks.has(name)) callbacks.set(name, new Set());
    callbacks.get(name).add(callback);
    return () => callbacks.get(name).delete(callback);
  };
  const tell = (name, value) => {
    for (const callback of [...(callbacks.get(name) ?? [])]) callback(value);
  };
  const send = (frame) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };
  const subscribe = () => {
    if (topics.size > 0) send({ topic: "aws/subscribe", content: { topics: [...topics] } });
  };

  const open = () => {
    socket = new WebSocket(url);
    socket.onopen = () => {
      pause = FIRST_PAUSE_MS;
      wasOpen = true;
      subscribe();
      tell("gain", {});
    };
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(data);
      tell(`message ${frame.topic}`, frame);
    };
    socket.onclose = () => {
      if (wasOpen) tell("lost", {});
      wasOpen = false;
      setTimeout(open, pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    };
  };
  open();

  return {
    subscribeTopics(wanted) {
      for (const topic of wanted) topics.add(topic);
      subscribe();
    },
    sendMessage: send,
    onMessage: (topic, callback) => on(`message ${topic}`)(callback),
    onConnectionGain: on("gain"),
    onConnectionLost: on("lost"),
    // This one never gives up.
    onInitFailure: on("failure"),
  };
}
