/** Instantiates the WebAssembly core while the script runs, from the bytes that the bundler wrote into the script. */

import { instantiate } from "../pkg/amazon_connect_chat.js";
import bytes from "../pkg/amazon_connect_chat_bg.wasm";
import { refusal } from "./refusal.js";

function start() {
  try {
    return instantiate(new WebAssembly.Module(bytes));
  } catch (error) {
    throw refusal(error);
  }
}

/** What the module exports. */
export const core = start();
