// How a page brings the core to a real trap: by calling into it while it reads an argument.

/** Runs in the page: sends a message whose text, when it is read, asks for what only the core knows. */
export const sendReentering = () =>
  window.chat.call("customer", "sendMessage", {
    contentType: "text/plain",
    get message() {
      window.chat.sessions.customer.controller.getConnectionStatus();
      return "Hello";
    },
  });
