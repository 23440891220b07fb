// Has the library twice, and prints what it exports and whether that is one library.
const required = require("amazon-connect-chat-wasm");

import("amazon-connect-chat-wasm").then((imported) => {
  console.log(Object.keys(required).sort().join());
  console.log(required.ChatSession === imported.ChatSession);
  console.log(imported.default === globalThis.connect);
});
