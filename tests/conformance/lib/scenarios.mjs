/** Finds the scenarios: every module in scenarios/ exports `heading` and `scenarios`. */
import { readdir } from "node:fs/promises";

const FOLDER = new URL("../scenarios/", import.meta.url);

export async function loadScenarios(pattern) {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith(".mjs")).sort();
  const all = [];
  for (const file of files) {
    const { heading, scenarios } = await import(new URL(file, FOLDER));
    for (const scenario of scenarios) all.push({ ...scenario, heading, file });
  }
  const ids = all.map(({ id }) => id);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (repeated.length > 0) throw new Error(`scenario ids used twice: ${repeated.join(", ")}`);
  return pattern ? all.filter(({ id }) => new RegExp(pattern).test(id)) : all;
}
