/**
 * What a WebAssembly module is made of: its sections, and its functions by name.
 *
 * Source: WebAssembly core specification, binary format; the symbol map is what `wasm-opt --symbolmap` writes.
 */

const SECTIONS = ["custom", "type", "import", "function", "table", "memory", "global", "export", "start"];
SECTIONS.push("element", "code", "data", "data count", "tag");

/** First byte of a module's sections: after the magic number and the version. */
const FIRST_SECTION = 8;

/**
 * @param {Buffer} bytes
 * @param {number} at
 * @returns {[number, number]} an unsigned LEB128 number, and where the next byte is
 */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

/**
 * @param {Buffer} bytes a module
 * @returns {{ name: string, content: Buffer }[]}
 */
export function sectionsOf(bytes) {
  const sections = [];
  for (let at = FIRST_SECTION; at < bytes.length; ) {
    const [size, start] = number(bytes, at + 1);
    sections.push({ name: SECTIONS[bytes[at]], content: bytes.subarray(start, start + size) });
    at = start + size;
  }
  return sections;
}

/**
 * The functions of a module by their sizes.
 *
 * @param {Buffer} bytes a module
 * @param {string} symbols its symbol map: lines of an index and a name, imported functions first
 * @returns {{ name: string, size: number }[]} largest first
 */
export function functionsOf(bytes, symbols) {
  const names = symbols.trimEnd().split("\n");
  const { content } = sectionsOf(bytes).find(({ name }) => name === "code");
  const functions = [];
  let [count, at] = number(content, 0);
  const imported = names.length - count;
  for (let index = imported; index < names.length; index++) {
    const [size, start] = number(content, at);
    functions.push({ name: readable(names[index]), size: start + size - at });
    at = start + size;
  }
  return functions.sort((a, b) => b.size - a.size);
}

/** Without the index, the escapes of the map, the hashes of crates, and the one payload that the browser has. */
function readable(line) {
  return line
    .slice(line.indexOf(":") + 1)
    .replace(/\\([0-9a-f]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\[[0-9a-f]{10,16}\]/g, "")
    .replaceAll("amazon_connect_chat_wasm::", "")
    .replaceAll("wasm_bindgen::JsValue", "JsValue");
}
