import assert from "node:assert/strict";
import test from "node:test";
import { renameInGlue } from "../../scripts/lib/short-names.mjs";

const GLUE = `import * as import1 from "./snippets/page.js"
export const now = () => wasm.client_now(wasm.memory);
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_now_0123: function(arg0) {
            return arg0;
        },
        __wbg_unused_89ab: function(arg0) {
            throw new Error(arg0);
        },
    };
    return {
        __proto__: null,
        "./module_bg.js": import0,
        "./snippets/page.js": import1,
    };
}
`;

const renamed = (imports, exports) => JSON.stringify({ imports, exports });
const IMPORTS = [
  ["./module_bg.js", "__wbg_now_0123", "a"],
  ["./snippets/page.js", "listen", "b"],
];
const EXPORTS = [
  ["client_now", "c"],
  ["memory", "d"],
];

test("imports and exports are renamed in every place, and what is not imported goes", () => {
  const glue = renameInGlue(GLUE, renamed(IMPORTS, EXPORTS));
  assert.match(glue, /wasm\.c\(wasm\.d\)/);
  assert.match(glue, /"a": \(arg0\) => \{/);
  assert.match(glue, /const import0 = \{\n +"b": import1\.listen,\n +"a"/);
  assert.match(glue, /return \{ "a": import0 \};/);
  assert.doesNotMatch(glue, /__wbg_now|client_now|__wbg_unused|throw/);
});

test("an import that the glue doesn't provide stops the build", () => {
  const imports = [...IMPORTS, ["./module_bg.js", "__wbg_gone_4567", "e"]];
  assert.throws(() => renameInGlue(GLUE, renamed(imports, EXPORTS)), { name: "Stop", message: /__wbg_gone_4567/ });
});

test("an export that the module lacks stops the build", () => {
  const exports = EXPORTS.slice(1);
  assert.throws(() => renameInGlue(GLUE, renamed(IMPORTS, exports)), { name: "Stop", message: /wasm\.client_now/ });
});
