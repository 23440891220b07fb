// What the run of forced disconnects makes of what a page shows.
import assert from "node:assert/strict";
import test from "node:test";
import { createRandom } from "../recovery/random.mjs";
import { table } from "../recovery/report.mjs";
import { faults, tally, total } from "../recovery/tally.mjs";

const said = ["a", "b", "c"].map((Id) => ({ Id, Content: `text ${Id}` }));
const written = [{ text: "text a", outcome: "accepted" }];

test("a page that shows everything once, in order, has no fault", () => {
  const sum = tally(said, ["a", "b", "c"], written);
  assert.deepEqual(faults(sum), []);
  assert.deepEqual([sum.said, sum.written], [3, 1]);
});

for (const [fault, shown] of [
  ["lost", ["a", "c"]],
  ["doubled", ["a", "b", "b", "c"]],
  ["misplaced", ["a", "c", "b"]],
  ["invented", ["a", "b", "c", "d"]],
]) {
  test(`${fault} is found in ${shown}`, () => {
    const sum = tally(said, shown, written);
    assert.equal(sum[fault], 1);
    assert.ok(faults(sum).includes(fault));
  });
}

test("a message that never arrived is a fault, unless the customer was told", () => {
  assert.deepEqual(faults(tally(said, ["a", "b", "c"], [{ text: "gone", outcome: "accepted" }])), ["unsent"]);
  assert.deepEqual(faults(tally(said, ["a", "b", "c"], [{ text: "gone" }])), ["unsent"]);
  assert.equal(tally(said, ["a", "b", "c"], [{ text: "gone", outcome: "rejected" }]).unsent, 0);
});

test("a message that arrived twice, or was given back although it arrived, is a fault", () => {
  const twice = [...said, { Id: "d", Content: "text a" }];
  assert.deepEqual(faults(tally(twice, ["a", "b", "c", "d"], written)), ["sentTwice"]);
  const sum = tally(said, ["a", "b", "c"], [{ text: "text a", outcome: "rejected" }]);
  assert.deepEqual([sum.rejected, sum.rejectedInVain], [1, 1]);
});

test("sums and the table", () => {
  const sum = total([tally(said, ["a"], []), tally(said, ["b"], [])]);
  assert.deepEqual([sum.said, sum.lost], [6, 4]);
  const text = table([{ variant: { title: "a page" }, sum: { ...sum, said: 6_000 } }]);
  assert.match(text, /^\| {2}\| a page \|\n/);
  assert.match(text, /messages said by both sides \| 6,000 \|/);
});

test("the same seed makes the same decisions, another one others", () => {
  const draw = (seed) => {
    const random = createRandom(seed);
    return Array.from({ length: 50 }, () => random.between(1, 6));
  };
  assert.deepEqual(draw(1), draw(1));
  assert.notDeepEqual(draw(1), draw(2));
  assert.deepEqual([...new Set(draw(3))].sort(), [1, 2, 3, 4, 5, 6]);
});

test("weights are kept to", () => {
  const random = createRandom(4);
  const drawn = Array.from({ length: 2_000 }, () => random.weighted([[90, "often"], [10, "seldom"], [0, "never"]]));
  const often = drawn.filter((one) => one === "often").length;
  assert.ok(often > 1_700 && often < 1_900, `${often} of 2,000`);
  assert.ok(!drawn.includes("never"));
});
