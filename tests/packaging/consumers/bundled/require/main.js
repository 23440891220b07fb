import { chat } from "./page.mjs";

chat(require("amazon-connect-chat-wasm"));
