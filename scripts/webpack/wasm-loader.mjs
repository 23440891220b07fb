import { fileURLToPath } from "node:url";
import { encode } from "./wasm-text.mjs";

/**
 * Webpack loader: `import bytes from "./module.wasm"` is the module's bytes, a `Uint8Array`,
 * there at once. They travel as text inside the script, so that a page has the whole library
 * on the line after its script tag, with no second request.
 *
 * @param {Buffer} bytes
 * @returns {string} source of an ES module
 */
export default function wasmLoader(bytes) {
  const runtime = fileURLToPath(new URL("wasm-text.mjs", import.meta.url));
  const { text, alphabet } = encode(bytes);
  const request = this.utils.contextify(this.context, runtime);
  return [
    `import { decode } from ${JSON.stringify(request)};`,
    `export default decode(${JSON.stringify(text)}, ${JSON.stringify(alphabet)});`,
  ].join("\n");
}

/** The loader gets a Buffer, not text. */
export const raw = true;
