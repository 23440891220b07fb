import assert from "node:assert/strict";
import test from "node:test";
import { Stop } from "../../scripts/lib/report.mjs";
import { slimGlue } from "../../scripts/lib/slim-glue.mjs";

const GLUE = `/**
 * What the connection is doing.
 * @param {number} session
 * @returns {number}
 */
export function status(session) {
    const ret = wasm.status(session);
    return ret;
}

/**
 * @param {number} kind
 * @param {any} details
 * @returns {number}
 */
export function create(kind, details) {
    const ret = wasm.create(kind, details);
    return ret >>> 0;
}

export function dispose(session) {
    wasm.dispose(session);
}
function getStringFromWasm0(ptr, len) {
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
function decodeText(bytes) {
    numBytesDecoded += bytes.length;
    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
        numBytesDecoded = bytes.length;
    }
    return cachedTextDecoder.decode(bytes);
}
let wasmModule, wasmInstance, wasm;
function initSync(module) {
    return wasm;
}
export { initSync };
`;

const SLIM = `

const decoder = new TextDecoder();
const getStringFromWasm0 = (at, length) => decoder.decode(new Uint8Array(wasm.memory.buffer, at, length));
let wasm;
export function instantiate(module) {
    wasm = new WebAssembly.Instance(module, __wbg_get_imports()).exports;
    wasm.__wbindgen_start();
    return { status: wasm.status, create: wasm.create, dispose: wasm.dispose };
}
`;

test("what no page uses is left out, and what only hands on is called without it", () => {
  assert.equal(slimGlue(GLUE), SLIM);
});

test("what translates page values stays where the core is JavaScript", () => {
  const glue = slimGlue(GLUE, { direct: false });
  assert.match(glue, /export function create\(kind, details\)/);
  assert.match(glue, /export const instantiate = \(\) => \(\{ status, create, dispose \}\);\n$/);
});

test("glue of another shape stops the build", () => {
  assert.throws(() => slimGlue(GLUE.replace("numBytesDecoded +=", "bytesDecoded +=")), Stop);
  assert.throws(() => slimGlue(GLUE.replace("wasm.create(kind, details)", "wasm.create(kind, heap(details))")), Stop);
  assert.throws(() => slimGlue(GLUE.replace("let wasmModule, ", "let ")), Stop);
  assert.throws(() => slimGlue(GLUE + "passStringToWasm0(text);"), Stop);
});
