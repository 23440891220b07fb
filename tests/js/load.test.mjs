import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

/** A module that exports the function `answer`, which returns 42. */
const MODULE = [
  ...Buffer.from("0061736d010000000105016000017f03020100070a0106616e7377657200000a06010400412a0b", "hex"),
];

const GLUE = `
  export const instantiate = (module) => new WebAssembly.Instance(module).exports;`;

/** Loads js/load.js in a process of its own, after `before` has run there, and returns what it prints. */
function load(before) {
  const script = `
    import { register } from "node:module";
    register(${JSON.stringify(new URL("fixtures/virtual-module.mjs", import.meta.url).href)}, {
      data: {
        "pkg/amazon_connect_chat.js": ${JSON.stringify(GLUE)},
        "pkg/amazon_connect_chat_bg.wasm": ${JSON.stringify(`export default new Uint8Array([${MODULE}])`)},
      },
    });
    ${before}
    try {
      const { core } = await import(${JSON.stringify(new URL("../../js/load.js", import.meta.url).href)});
      console.log(core.answer());
    } catch (error) {
      console.log(error.message);
    }`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    encoding: "utf8",
  });
  return stdout.trim() || stderr;
}

test("instantiates the module from its bytes while the script runs", () => {
  assert.equal(load(""), "42");
});

test("an engine without WebAssembly is told apart, in words", () => {
  const told = "amazon-connect-chat could not start its WebAssembly core: this browser has no WebAssembly: use another";
  assert.equal(load("delete globalThis.WebAssembly;"), `${told}, or load amazon-connect-chat.asm.js.`);
});

test("a page whose policy refuses WebAssembly is told what to allow", () => {
  const refuse = 'WebAssembly.Module = function () { throw new WebAssembly.CompileError("blocked by policy"); };';
  const told = /the browser refused it \(blocked by policy\).*'wasm-unsafe-eval', or load amazon-connect-chat\.asm\.js\.$/;
  assert.match(load(refuse), told);
});
