import { ChatJS, ChatSession } from "amazon-connect-chat-wasm";
import { tell } from "./process.mjs";

await tell({ ChatJS, ChatSession });
