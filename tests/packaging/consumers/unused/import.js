import { ChatSession } from "amazon-connect-chat-wasm";

console.log("left");
