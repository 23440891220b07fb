/* global exports -- of the CommonJS module that this file is where there are such; a script tag has none */

/**
 * Entry of the pure JavaScript build: the script and the CommonJS module in one, for engines and pages without
 * WebAssembly. It does what `connect.js` does and hands out what `module.js` does.
 */
import { instantiate } from "../pkg-asm/amazon_connect_chat_bg.js";
import { page } from "./global.js";
import { install } from "./install.js";

const connect = install(page, instantiate());

if (typeof exports === "object") {
  Object.defineProperty(exports, "__esModule", { value: true });
  // One by one: Node finds the names of a CommonJS module by reading it.
  exports.ChatSession = connect.ChatSession;
  exports.ChatJS = connect.ChatJS;
  exports.LogManager = connect.LogManager;
  exports.csmService = connect.csmService;
  exports.default = connect;
}
