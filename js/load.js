/** Instantiates the WebAssembly core while the script runs, from the bytes that the bundler wrote into the script. */

import { Client, initSync } from "../pkg/amazon_connect_chat.js";
import bytes from "../pkg/amazon_connect_chat_bg.wasm";
import { refusal } from "./refusal.js";

try {
  initSync({ module: bytes });
} catch (error) {
  throw refusal(error);
}

export { Client };
