import assert from "node:assert/strict";
import test from "node:test";
import { isAtLeast, lockedVersion, versionOf } from "../../scripts/lib/versions.mjs";

test("versions are compared number by number", () => {
  assert.ok(isAtLeast("1.100.0", "1.85"));
  assert.ok(isAtLeast("20.0.0", "20.0.0"));
  assert.ok(isAtLeast("1.97.0-nightly", "1.92.0"));
  assert.ok(!isAtLeast("1.63.0", "1.85"));
  assert.ok(!isAtLeast("0.14.9", "0.15.0"));
});

test("the lock file names the version of wasm-bindgen", async () => {
  assert.match(await lockedVersion("wasm-bindgen"), /^0\.2\.\d+$/);
  await assert.rejects(lockedVersion("no-such-crate"), { name: "Stop" });
});

test("a program that isn't there has no version", async () => {
  assert.equal(await versionOf(process.execPath), process.versions.node);
  assert.equal(await versionOf("no-such-program"), undefined);
});
