import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { init } from "amazon-connect-chat-wasm/slim";
import { tell } from "./process.mjs";

const file = fileURLToPath(import.meta.resolve("amazon-connect-chat-wasm/amazon-connect-chat.wasm"));

await tell(await init(readFile(file)));
