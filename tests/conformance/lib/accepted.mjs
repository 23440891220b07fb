/**
 * Sorts the differences that were found into accepted and unexplained ones, and finds entries of
 * the table that no longer occur.
 */
import { readFile } from "node:fs/promises";
import { nameOf } from "./compare.mjs";

const DOCUMENT = new URL("../../../docs/differences.md", import.meta.url);
const LONGEST = 60;

/** What a table says of a value: a name where it has one, its keys where its JSON would be long. */
export function summary(value) {
  if (value === undefined) return undefined;
  const name = nameOf(value);
  if (name !== undefined && typeof value === "object") return name;
  const text = JSON.stringify(value);
  if (text.length <= LONGEST) return value;
  if (typeof value === "string") return `${value.slice(0, LONGEST)}...`;
  return Array.isArray(value) ? `${value.length} entries` : `{${Object.keys(value).join(", ")}}`;
}

const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);

/** Throws if an entry of the table names no entry of docs/differences.md. */
export async function checkAnchors(table) {
  if (table.length === 0) return;
  const text = await readFile(DOCUMENT, "utf8");
  const missing = table.filter(({ anchor }) => !text.includes(`<a id="${anchor}"></a>`));
  if (missing.length > 0) {
    throw new Error(`not in docs/differences.md: ${missing.map(({ anchor }) => anchor).join(", ")}`);
  }
}

/**
 * @param {{anchor: string, path: string, ours?: unknown, at: string[]}[]} table of differences.mjs
 * @param {{scenario: {id: string}, found: object[]}[]} runs differences per scenario that ran
 */
export function judge(table, runs) {
  const used = new Map(table.map((entry) => [entry, new Set()]));
  const unexplained = new Map();
  for (const { scenario, found } of runs) {
    for (const difference of found) {
      const entry = table.find(
        ({ at, path, ours }) =>
          path === difference.path && at.includes(scenario.id) && same(ours, summary(difference.ours)),
      );
      if (entry) {
        used.get(entry).add(scenario.id);
        difference.anchor = entry.anchor;
      } else {
        unexplained.set(scenario.id, [...(unexplained.get(scenario.id) ?? []), difference]);
      }
    }
  }
  const ran = new Set(runs.map(({ scenario }) => scenario.id));
  const stale = table.flatMap((entry) =>
    entry.at
      .filter((id) => ran.has(id) && !used.get(entry).has(id))
      .map((id) => ({ anchor: entry.anchor, path: entry.path, id })),
  );
  return { unexplained, stale };
}
