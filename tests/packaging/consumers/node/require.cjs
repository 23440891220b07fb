const library = require("amazon-connect-chat-wasm");

import("./process.mjs").then(({ tell }) => tell(library));
