import assert from "node:assert/strict";
import test from "node:test";
import { table } from "../../bench/table.mjs";

test("a benchmark becomes a table of medians and their ratio", () => {
  const cases = [
    { name: "small", numbers: { ours: [3, 1, 2], chatjs: [4, 9, 4] } },
    { name: "large", numbers: { ours: [1500], chatjs: [1000] } },
  ];
  assert.equal(
    table({ title: "Something", what: "so and so", unit: "µs", cases }),
    [
      "**Something**: so and so.",
      "",
      "| | this library | ChatJS | ratio |",
      "|---|---|---|---|",
      "| small | 2.0 µs | 4.0 µs | 0.50 |",
      "| large | 1,500 µs | 1,000 µs | 1.50 |",
    ].join("\n"),
  );
});

test("a benchmark can tell what the one case is of the other", () => {
  const cases = [
    { name: "few", numbers: { ours: [10, 12, 11], chatjs: [20] } },
    { name: "many", numbers: { ours: [22], chatjs: [50] } },
  ];
  const growth = [{ name: "many, of few", from: "few", to: "many" }];
  const [last] = table({ title: "Something", what: "so and so", unit: "µs", cases, growth }).split("\n").slice(-1);
  assert.equal(last, "| many, of few | 2.00 | 2.50 | |");
});
