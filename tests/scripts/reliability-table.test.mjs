// What `npm run reliability` writes down.
import assert from "node:assert/strict";
import test from "node:test";
import { median, outcomeOf, replaceMeasured, table } from "../reliability/table.mjs";

const after = (time) => ({ time, broken: false, tries: 2 });
const silence = { time: null, broken: false, tries: 1 };
const broken = { time: null, broken: true, tries: 1 };

test("the median is the middle one, whatever the order", () => {
  assert.equal(median([30, 10, 20]), 20);
  assert.equal(median([5]), 5);
  assert.equal(median([9, 1, 2, 8]), 2);
});

test("an outcome is a time, or says why there is none", () => {
  assert.equal(outcomeOf([after(900), after(300), after(640)]), "0.6 s");
  assert.equal(outcomeOf([after(900), silence, after(300)]), "0.3 s in 2 of 3, else not within 90 s");
  assert.equal(outcomeOf([silence, broken]), "still not connected after 90 s");
  assert.equal(outcomeOf([broken, broken]), "never: it gives up, with `CONNECTION_BROKEN`");
});

test("a table has a row for each fault", () => {
  const rows = [{ title: "a fault", ours: [after(250)], original: [broken] }];
  assert.equal(
    table(rows).split("\n").at(-1),
    "| a fault | 0.3 s | never: it gives up, with `CONNECTION_BROKEN` | 2 | 1 |",
  );
});

test("only what stands between the markers is replaced", () => {
  const [begin, end] = ["<!-- measured: begin -->", "<!-- measured: end -->"];
  const document = `above\n${begin}\nold\n${end}\nbelow\n`;
  assert.equal(replaceMeasured(document, "new"), `above\n${begin}\n\nnew\n\n${end}\nbelow\n`);
  assert.throws(() => replaceMeasured("nothing", "new"), /lacks/);
});
