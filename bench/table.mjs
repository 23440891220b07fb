import { median } from "../tests/reliability/table.mjs";

const shown = (number) => (number >= 100 ? Math.round(number).toLocaleString("en-US") : number.toFixed(1));

/** What a benchmark has measured, as a table in Markdown. A ratio below 1 is less than ChatJS takes. */
export function table({ title, what, unit, cases }) {
  const rows = cases.map(({ name, numbers }) => {
    const [ours, chatjs] = [median(numbers.ours), median(numbers.chatjs)];
    return `| ${name} | ${shown(ours)} ${unit} | ${shown(chatjs)} ${unit} | ${(ours / chatjs).toFixed(2)} |`;
  });
  return [`**${title}**: ${what}.`, "", "| | this library | ChatJS | ratio |", "|---|---|---|---|", ...rows].join("\n");
}
