// One WebSocket (socket.rs).

/**
 * Opens a socket. Calls `tell` with 0 once it is open, 1 and the text for each frame, 2 and the close
 * code at the end. The error event has no listener: it says nothing, and a close event always follows.
 * Returns nothing for a URL that the browser does not accept.
 */
export const open = (url, tell) => {
  let socket;
  try {
    socket = new WebSocket(url);
  } catch {
    return undefined;
  }
  socket.onopen = () => tell(0);
  socket.onmessage = ({ data }) => tell(1, data);
  socket.onclose = ({ code }) => tell(2, code);
  return socket;
};

/** A socket that is not open drops the frame, as a network would. */
export const sendText = (socket, text) => {
  if (socket.readyState === 1) socket.send(text);
};

/** Closes it, if it is not closed yet, and forgets its listeners. */
export const close = (socket, reason) => {
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close(1000, reason);
};
