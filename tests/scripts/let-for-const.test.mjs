import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import webpack from "webpack";
import { LetForConst } from "../../scripts/webpack/let-for-const.mjs";

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "let-for-const-"));
});

after(() => rmSync(folder, { recursive: true }));

/** What webpack makes of a source, not minified. */
async function bundled(source) {
  writeFileSync(join(folder, "entry.js"), source);
  const compiler = webpack({
    context: folder,
    mode: "none",
    entry: "./entry.js",
    output: { path: folder, filename: "bundle.js", iife: false },
    plugins: [new LetForConst()],
  });
  const run = (resolve, reject) => compiler.run((error, stats) => (error ? reject(error) : resolve(stats)));
  assert.equal((await new Promise(run)).hasErrors(), false);
  await new Promise((resolve) => compiler.close(resolve));
  return readFileSync(join(folder, "bundle.js"), "utf8");
}

test("declarations and those of loops become let", async () => {
  const code = await bundled("const one = 1;\nfor (const item of [one]) {\n  const { length } = [item];\n  log(length);\n}\n");
  assert.match(code, /^let one = 1;\nfor \(let item of \[one\]\) \{\n  let \{ length \} = \[item\];\n/m);
});

test("texts, members and longer words stay", async () => {
  const source = 'log("const one", { const: 1 }, `a const`);\nlog(constant);\n';
  assert.ok((await bundled(source)).includes(source));
});
