/**
 * Entry of the script build: when the script has run, `connect.ChatSession` is there.
 *
 * `self` before `globalThis`: where a page is emulated, it is `self` that the page sees.
 */
import { install } from "./install.js";
import { Client } from "./load.js";

install(typeof self === "undefined" ? globalThis : self, Client);
