/** Instantiates the WebAssembly core while the script runs, from the bytes that the bundler wrote into the script. */

import { Client, initSync } from "../pkg/amazon_connect_chat.js";
import hex from "../pkg/amazon_connect_chat_bg.wasm";

/** Value of a lower-case hexadecimal digit. Arithmetic: parsing pairs as text takes longer than compiling the module. */
const digit = (code) => code - (code < 58 ? 48 : 87);

function decode(text) {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = digit(text.charCodeAt(2 * i)) * 16 + digit(text.charCodeAt(2 * i + 1));
  }
  return bytes;
}

try {
  initSync({ module: decode(hex) });
} catch (error) {
  const reason =
    typeof WebAssembly === "undefined"
      ? "this browser has no WebAssembly"
      : `the browser refused it (${error.message}); a Content-Security-Policy must allow 'wasm-unsafe-eval'`;
  throw Object.assign(new Error(`amazon-connect-chat could not start its WebAssembly core: ${reason}`), {
    cause: error,
  });
}

export { Client };
