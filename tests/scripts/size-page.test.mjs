import assert from "node:assert/strict";
import test from "node:test";
import { codeBySource } from "../../scripts/lib/source-map.mjs";
import { functionsOf, sectionsOf } from "../../scripts/lib/wasm-parts.mjs";

/** Two functions, of 2 and of 4 bytes, after an imported one. */
const MODULE = Buffer.from([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 4, 1, 0x60, 0, 0],
  ...[2, 7, 1, 1, 0x61, 1, 0x62, 0, 0],
  ...[3, 3, 2, 0, 0],
  ...[10, 9, 2, 2, 0, 0x0b, 4, 0, 1, 1, 0x0b],
]);

test("a module is taken apart into its sections", () => {
  assert.ok(WebAssembly.validate(MODULE));
  const sizes = sectionsOf(MODULE).map(({ name, content }) => [name, content.length]);
  assert.deepEqual(sizes, [
    ["type", 4],
    ["import", 7],
    ["function", 3],
    ["code", 9],
  ]);
});

test("functions are named by the map, without the hashes of crates, largest first", () => {
  const symbols = "0:imported\n1:small\n2:amazon_connect_chat_wasm[0123456789abcdef]::hub::\\3cimpl\\3e\n";
  assert.deepEqual(functionsOf(MODULE, symbols), [
    { name: "hub::<impl>", size: 5 },
    { name: "small", size: 3 },
  ]);
});

test("every character of a bundle belongs to a source or to none", () => {
  // "ab" from one.js, "cd" from two.js, "e" from none; the next line from two.js.
  const map = { sources: ["one.js", "two.js"], mappings: "AAAA,ECAA,E;AAAA" };
  const parts = codeBySource("abcde\nf", map);
  assert.deepEqual(Object.fromEntries(parts), { "": "e", "one.js": "ab", "two.js": "cdf" });
});
