/** Instantiates the WebAssembly core while the script runs, from the bytes that the bundler wrote into the script. */

import { Client, initSync } from "../pkg/amazon_connect_chat.js";
import bytes from "../pkg/amazon_connect_chat_bg.wasm";

try {
  initSync({ module: bytes });
} catch (error) {
  const reason =
    typeof WebAssembly === "undefined"
      ? "this browser has no WebAssembly"
      : `the browser refused it (${error.message}); a Content-Security-Policy, if there is one, must allow 'wasm-unsafe-eval'`;
  throw Object.assign(new Error(`amazon-connect-chat could not start its WebAssembly core: ${reason}`), {
    cause: error,
  });
}

export { Client };
