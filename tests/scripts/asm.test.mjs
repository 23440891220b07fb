import assert from "node:assert/strict";
import test from "node:test";
import { asmGlue, calledBy } from "../../scripts/lib/asm-glue.mjs";
import { flatModule } from "../../scripts/lib/asm-module.mjs";
import { Stop } from "../../scripts/lib/report.mjs";

/** As wasm2js writes it: two functions, one import, a text of three bytes at address 8. */
const WRITTEN = `import * as $_glue_js from './glue.js';

  var bufferView;
  var base64ReverseLookup = new Uint8Array(123);
  function base64DecodeToExistingUint8Array(uint8Array, offset, b64) {
    return uint8Array;
  }
function initActiveSegments(imports) {
  base64DecodeToExistingUint8Array(bufferView, 8, "QQD/");
}

      function wasm2js_trap() { throw new Error('abort'); }

function asmFunc(imports) {
 var buffer = new ArrayBuffer(64);
 var HEAP32 = new Int32Array(buffer);
 var HEAPU8 = new Uint8Array(buffer);
 var $_glue_js = imports["./glue.js"];
 var fimport$0 = $_glue_js.tell;
 function $0($0_1) {
  if ($0_1) {
   wasm2js_trap()
  }
  fimport$0(HEAPU8[8] | 0);
 }

 function $1() {
  return HEAPU8[10];
 }

 bufferView = HEAPU8;
 initActiveSegments(imports);
 return {
  "memory": Object.create(Object.prototype, {
   "buffer": {
    "get": function () {
     return buffer;
    }

   }
  }),${" "}
  "client_call": $0,${" "}
  "client_status": $1
 };
}

var retasmFunc = asmFunc({
  "./glue.js": $_glue_js,
});
export var memory = retasmFunc.memory;
export var client_call = retasmFunc.client_call;
`;

const OPTIONS = { exported: ["client_call", "client_status"], runtime: "./runtime.js" };

const moduleOf = (source) => `data:text/javascript,${encodeURIComponent(source)}`;

/** The flat module with what it imports, as a module that runs. */
async function run(source) {
  const runtime = moduleOf(`
    export const trap = () => { throw new Error("trapped"); };
    export const write = (bytes, address, text) => bytes.set([...text].map((one) => one.charCodeAt(0)), address);`);
  const glue = moduleOf("export const told = []; export const tell = (value) => { told.push(value); };");
  const flat = source.replace("./runtime.js", runtime).replace("./glue.js", glue);
  return { core: await import(moduleOf(flat)), told: (await import(glue)).told };
}

test("a core that wasm2js wrote runs without the function around it", async () => {
  const { core, told } = await run(flatModule(WRITTEN, OPTIONS));
  assert.deepEqual(Object.keys(core).sort(), ["HEAPU8", "client_call", "client_status"]);
  core.client_call(0);
  assert.deepEqual(told, [65]);
  assert.equal(core.client_status(), 255);
  assert.throws(() => core.client_call(1), /trapped/);
});

test("a core in another shape, or without what the glue calls, stops the build", () => {
  assert.throws(() => flatModule(WRITTEN.replace("function asmFunc(", "function core("), OPTIONS), Stop);
  assert.throws(() => flatModule(WRITTEN, { ...OPTIONS, exported: ["client_create"] }), Stop);
});

const GLUE = `import { open } from './snippets/socket.js';

export function tell(arg0, arg1) {
    open(getStringFromWasm0(arg0, arg1));
}
export function status(session) {
    return wasm.client_status(session);
}

function getStringFromWasm0(ptr, len) {
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}

let cachedUint8ArrayMemory0 = null;
function getUint8ArrayMemory0() {
    return cachedUint8ArrayMemory0;
}

let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
cachedTextDecoder.decode();
function decodeText(bytes) {
    return cachedTextDecoder.decode(bytes);
}

let wasm;
export function __wbg_set_wasm(val) {
    wasm = val;
}
`;

const PATHS = { core: "./core.js", codec: "./utf8.js" };

test("the glue uses the core's own memory, whichever it is, and a decoder that is always there", () => {
  const glue = asmGlue(GLUE, PATHS);
  assert.match(glue, /^import \* as wasm from "\.\/core\.js";\nimport \{ decode \} from "\.\/utf8\.js";\n/);
  assert.match(glue, /const getUint8ArrayMemory0 = \(\) => wasm\.HEAPU8;/);
  assert.match(glue, /return decode\(bytes\);/);
  assert.doesNotMatch(glue, /cached|TextDecoder|__wbg_set_wasm|undefined/);
});

test("what the glue calls is found in it", () => {
  assert.deepEqual([...calledBy(asmGlue(GLUE, PATHS))], ["client_status"]);
});

test("glue in another shape stops the build", () => {
  assert.throws(() => asmGlue(GLUE.replace("cachedTextDecoder.decode();", ""), PATHS), /nothing for the decoder/);
  assert.throws(() => asmGlue(GLUE + "getDataViewMemory0().setInt32(0);", PATHS), Stop);
});
