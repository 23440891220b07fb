/** What the core that wasm2js wrote asks of its surroundings. */

/** Where the WebAssembly module would run into `unreachable`: an error of the same name. */
export function trap() {
  throw Object.assign(new Error("unreachable"), { name: "RuntimeError" });
}

/** Puts a part of the memory where it belongs when the core starts: `text` has one character for each byte. */
export function write(bytes, address, text) {
  for (let i = 0; i < text.length; i += 1) {
    bytes[address + i] = text.charCodeAt(i);
  }
}
