import assert from "node:assert/strict";
import test from "node:test";
import { countCargo, countConformance, countNode } from "../../scripts/lib/counts.mjs";

test("cargo's closing lines are added up", () => {
  const output = [
    "running 2 tests",
    "test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s",
    "   Doc-tests connect_local",
    "test result: FAILED. 3 passed; 4 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s",
  ].join("\n");
  const closing = "5 passed; 4 failed; 1 ignored; in 2 programs";
  assert.deepEqual(countCargo(output), { tests: 9, closing });
});

test("a cargo that got to no test has run none", () => {
  assert.equal(countCargo("error: could not compile `x`").tests, 0);
  assert.equal(countCargo("no tests to run!").tests, 0);
});

const nodeOutput = (lines, tests, skipped = 0) =>
  [...lines, `ℹ tests ${tests}`, `ℹ pass ${tests - skipped}`, "ℹ fail 0", `ℹ skipped ${skipped}`].join("\n");

test("skipped tests have not run", () => {
  const count = countNode(nodeOutput(["✔ a (1.2ms)", "﹣ b (0.1ms) # SKIP"], 2, 1), ["tests/a.test.mjs"]);
  assert.equal(count.tests, 1);
  assert.equal(count.closing, "tests 2, pass 1, fail 0, skipped 1");
});

test("a file without a test doesn't count as one", () => {
  const files = ["tests/a.test.mjs", "tests/b.test.mjs"];
  const count = countNode(nodeOutput(["✔ a (1.2ms)", "✔ /home/me/tests/b.test.mjs (3.4ms)"], 2), files);
  assert.equal(count.tests, 1);
  assert.deepEqual(count.empty, ["tests/b.test.mjs"]);
});

test("the conformance suite's closing line tells how many scenarios there were", () => {
  assert.deepEqual(countConformance("ok a\nconformance: 79/80\n"), { tests: 80, closing: "conformance: 79/80" });
  assert.equal(countConformance("Error: no browser").tests, 0);
});
