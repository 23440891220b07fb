// As it was written for ChatJS, with another name.
import "amazon-connect-chat-wasm";
import { chat } from "./page.mjs";

chat(window.connect);
