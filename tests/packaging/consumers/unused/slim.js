import { init } from "amazon-connect-chat-wasm/slim";

console.log("left");
