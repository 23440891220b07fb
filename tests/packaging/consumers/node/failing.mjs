// Tries to start the slim build in vain, then with what it needs, and prints what each try said.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { init } from "amazon-connect-chat-wasm/slim";

const file = fileURLToPath(import.meta.resolve("amazon-connect-chat-wasm/amazon-connect-chat.wasm"));
const tries = [undefined, `${process.argv[2]}/nothing.wasm`, new Uint8Array(8), readFile(file)];

for (const source of tries) {
  const said = await init(source).then(({ ChatSession }) => typeof ChatSession.create, ({ message }) => message);
  console.log(said);
}
