import assert from "node:assert/strict";
import test from "node:test";
import { plot } from "../../bench/plot.mjs";
import { aboveGoal, table } from "../../bench/table.mjs";

const once = (ours, chatjs) => [{ rate: 1, ours, chatjs }];
const rows = [
  { name: "small", numbers: once([3, 1, 2], [4, 9, 4]) },
  { name: "large", unit: "s", why: "it is large.", numbers: once([1500], [1000]) },
  { name: "heard", unit: "", asItIs: true, numbers: once([7], [7]) },
  { name: "grown", numbers: once([1], [-2]) },
];

test("a benchmark becomes a table of medians and their ratio, and says why a row is above half", () => {
  assert.equal(
    table({ title: "Something", what: "so and so", unit: "µs", rows }),
    [
      "**Something**: so and so.",
      "",
      "| | this library | ChatJS | ratio |",
      "| --- | ---: | ---: | ---: |",
      "| small | 2.0 µs | 4.0 µs | 0.50 |",
      "| large | 1,500 s | 1,000 s | 1.50 |",
      "| heard | 7.0 | 7.0 | |",
      "| grown | 1.0 µs | -2.0 µs | |",
      "",
      "Above half (large): it is large.",
    ].join("\n"),
  );
});

test("each rate has columns of its own, and one above half is enough", () => {
  const numbers = [
    { rate: 1, ours: [1], chatjs: [4] },
    { rate: 4, ours: [3], chatjs: [4] },
  ];
  const text = table({ title: "T", what: "w", unit: "ms", rows: [{ name: "one", numbers }] });
  assert.match(text, /^\| \| this library 1x \| ChatJS 1x \| ratio 1x \| this library 4x \| ChatJS 4x \| ratio 4x \|$/m);
  assert.match(text, /^\| one \| 1\.0 ms \| 4\.0 ms \| 0\.25 \| 3\.0 ms \| 4\.0 ms \| 0\.75 \|$/m);
  assert.deepEqual(aboveGoal([{ name: "one", numbers }]).map(({ name }) => name), ["one"]);
});

test("the plot has a bar for every ratio that there is", () => {
  const svg = plot([{ title: "Until `create` & more", rows }]);
  assert.equal(svg.match(/<rect [^>]*rx=/g).length, 2);
  assert.match(svg, />Until create &#38; more</);
  assert.match(svg, />1\.50</);
  assert.match(svg, />0\.50</);
});

test("a benchmark can tell what the one case is of the other", () => {
  const cases = [
    { name: "few", numbers: once([10, 12, 11], [20]) },
    { name: "many", numbers: once([22], [50]) },
  ];
  const growth = [{ name: "many, of few", from: "few", to: "many" }];
  const lines = table({ title: "Something", what: "so and so", unit: "µs", rows: cases, growth }).split("\n");
  assert.equal(lines.at(6), "| many, of few | 2.00 | 2.50 | |");
  assert.equal(lines.at(5), "| many | 22.0 µs | 50.0 µs | 0.44 |");
});
