const library = require("amazon-connect-chat-wasm/asm");

import("./process.mjs").then(({ tell }) => tell(library));
