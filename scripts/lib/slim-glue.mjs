/**
 * Leaves out of the glue what wasm-bindgen writes for every module and a page of this one has no use for. What the module
 * exports takes and gives numbers and page values alone, no texts; it reads no gigabytes of text out of it, and gets
 * the module compiled.
 */
import { Stop } from "./report.mjs";

/** A new decoder after 2 GB of text, for Safari. */
const NEW_DECODER = /^ {4}numBytesDecoded \+= bytes\.length;\n[^]*?^ {4}\}\n/m;

/** Reading texts out of a memory that may have gone, and every way to load and start the module. */
const READING_AND_LOADING = /^function getStringFromWasm0\([^]*^let wasmModule, wasmInstance, wasm;\n[^]*/m;

/** A function that the module exports; its documentation goes with it. */
const EXPORTED = /(?:^\/\*\*\n(?: \*.*\n)*? \*\/\n)?^export function (\w+)\((.*)\) \{\n([^]*?)^\}\n/gm;

/** Whether the glue of an export only hands on: with references to page values, all of it does. */
const handsOn = (name, parameters, body) =>
  body.replace("const ret = ", "").replace(/ {4}return ret(?: >>> 0)?;\n/, "") === `    wasm.${name}(${parameters});\n`;

/**
 * @param {string} glue source of the ES module that wasm-bindgen wrote
 * @param {object} [options]
 * @param {boolean} [options.direct] whether the module takes page values as they are: without glue then
 * @returns {string} the same without what is not used, and with `instantiate(module)`, which starts the compiled module
 *   and gives what it exports as one object. A core in JavaScript, which is not `direct`, is started already
 * @throws {Stop} when the glue doesn't look as expected, as it may after an update
 */
export function slimGlue(glue, { direct = true } = {}) {
  if (/\bpassString/.test(glue)) throw new Stop("the module takes a text, which costs 600 bytes: hand page values in");
  const exported = [];
  const rest = without(NEW_DECODER, glue).replace(EXPORTED, (whole, name, parameters, body) => {
    if (name.startsWith("__")) return whole;
    exported.push(name);
    if (!direct) return whole;
    if (!handsOn(name, parameters, body)) throw new Stop(`the glue of ${name}() does more than hand on`);
    return "";
  });
  if (exported.length === 0) throw new Stop("the glue exports no function: see scripts/lib/slim-glue.mjs");
  if (!direct) return `${rest}\nexport const instantiate = () => ({ ${exported.join(", ")} });\n`;
  return `${without(READING_AND_LOADING, rest)}const decoder = new TextDecoder();
const getStringFromWasm0 = (at, length) => decoder.decode(new Uint8Array(wasm.memory.buffer, at, length));
let wasm;
export function instantiate(module) {
    wasm = new WebAssembly.Instance(module, __wbg_get_imports()).exports;
    wasm.__wbindgen_start();
    return { ${exported.map((name) => `${name}: wasm.${name}`).join(", ")} };
}
`;
}

function without(pattern, glue) {
  if (!pattern.test(glue)) throw new Stop(`the glue has nothing like ${pattern}: see scripts/lib/slim-glue.mjs`);
  return glue.replace(pattern, "");
}
