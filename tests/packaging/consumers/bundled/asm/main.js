import "amazon-connect-chat-wasm/asm";
import { chat } from "./page.mjs";

chat(window.connect);
