/** Entry of the script build: when the script has run, `connect.ChatSession` is there. */
import { install } from "./install.js";
import { core } from "./load.js";
import { page } from "./global.js";

export const connect = install(page, core);
