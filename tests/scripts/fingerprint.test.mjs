import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import test from "node:test";
import { fingerprint, whenChanged } from "../../scripts/lib/fingerprint.mjs";
import { cache, root } from "../../scripts/lib/paths.mjs";

function folder(t) {
  mkdirSync(cache(), { recursive: true });
  const path = mkdtempSync(cache("test-"));
  t.after(() => {
    rmSync(path, { recursive: true });
    rmSync(cache("stamps", `${relative(cache(), path)}.json`), { force: true });
  });
  return {
    name: relative(cache(), path),
    file: (name) => relative(root, join(path, name)),
    write: (name, text) => writeFileSync(join(path, name), text),
    touch: (name) => utimesSync(join(path, name), new Date(), new Date(0)),
  };
}

test("a fingerprint is of names and contents, not of times", (t) => {
  const { file, write, touch } = folder(t);
  write("a", "1");
  const before = fingerprint([file("")]);
  touch("a");
  assert.equal(fingerprint([file("")]), before);
  write("a", "2");
  assert.notEqual(fingerprint([file("")]), before);
  write("a", "1");
  write("b", "");
  assert.notEqual(fingerprint([file("")]), before);
});

test("a step is done again when an input, an option or an output changed", async (t) => {
  const { name, file, write } = folder(t);
  let runs = 0;
  const step = (also) =>
    whenChanged(name, { inputs: [file("in")], also, outputs: [file("out")] }, async () => {
      runs += 1;
      write("out", "built");
    });
  write("in", "1");
  assert.equal(await step("x"), true);
  assert.equal(await step("x"), false);
  write("in", "2");
  assert.equal(await step("x"), true);
  assert.equal(await step("y"), true);
  write("out", "damaged");
  assert.equal(await step("y"), true);
  assert.equal(runs, 4);
});

test("a step that failed is done again", async (t) => {
  const { name, file, write } = folder(t);
  const what = { inputs: [file("in")], outputs: [file("out")] };
  write("in", "1");
  const failing = whenChanged(name, what, async () => {
    write("out", "half");
    throw new Error("no space");
  });
  await assert.rejects(failing, /no space/);
  assert.equal(await whenChanged(name, what, async () => write("out", "built")), true);
});
