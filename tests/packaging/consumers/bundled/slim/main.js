import { init } from "amazon-connect-chat-wasm/slim";
import { chat } from "./page.mjs";

init().then(chat);
