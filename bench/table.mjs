import { median } from "../tests/reliability/table.mjs";

const shown = (number) => (number >= 100 ? Math.round(number).toLocaleString("en-US") : number.toFixed(1));

/**
 * What a benchmark has measured, as a table in Markdown. A ratio below 1 is less than ChatJS takes.
 *
 * @param {object} benchmark
 * @param {{ name: string, from: string, to: string }[]} [benchmark.growth] what the median of one case is of that of another
 */
export function table({ title, what, unit, cases, growth = [] }) {
  const rows = cases.map(({ name, numbers }) => {
    const [ours, chatjs] = [median(numbers.ours), median(numbers.chatjs)];
    return `| ${name} | ${shown(ours)} ${unit} | ${shown(chatjs)} ${unit} | ${(ours / chatjs).toFixed(2)} |`;
  });
  const numbersOf = (wanted) => cases.find(({ name }) => name === wanted).numbers;
  const growths = growth.map(({ name, from, to }) => {
    const cells = ["ours", "chatjs"].map((library) => {
      return (median(numbersOf(to)[library]) / median(numbersOf(from)[library])).toFixed(2);
    });
    return `| ${name} | ${cells.join(" | ")} | |`;
  });
  const head = ["| | this library | ChatJS | ratio |", "|---|---|---|---|"];
  return [`**${title}**: ${what}.`, "", ...head, ...rows, ...growths].join("\n");
}
