import { ChatJS, ChatSession } from "amazon-connect-chat-wasm";
import { chat } from "./page.mjs";

chat({ ChatJS, ChatSession });
