import { ChatJS, ChatSession } from "amazon-connect-chat-wasm/asm";
import { tell } from "./process.mjs";

await tell({ ChatJS, ChatSession });
