/**
 * Sorts the differences that were found into accepted and unexplained ones, and finds entries of
 * the table that no longer occur.
 */
import { readFile } from "node:fs/promises";

const DOCUMENT = new URL("../../../docs/differences.md", import.meta.url);
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
 * @param {object[]} table entries of differences.mjs
 * @param {{scenario: {id: string}, found: object[]}[]} runs differences per scenario that ran
 */
export function judge(table, runs) {
  const used = new Set();
  const unexplained = new Map();
  for (const { scenario, found } of runs) {
    for (const difference of found) {
      const entry = table
        .flatMap(({ anchor, at }) => at.map((place) => ({ anchor, place })))
        .find(
          ({ place: [id, path, ours] }) =>
            id === scenario.id && path === difference.path && same(ours, difference.ours),
        );
      if (entry) {
        used.add(entry.place);
        difference.anchor = entry.anchor;
      } else {
        unexplained.set(scenario.id, [...(unexplained.get(scenario.id) ?? []), difference]);
      }
    }
  }
  const ran = new Set(runs.map(({ scenario }) => scenario.id));
  const stale = table.flatMap(({ anchor, at }) =>
    at
      .filter((place) => ran.has(place[0]) && !used.has(place))
      .map(([id, path]) => ({ anchor, id, path })),
  );
  return { unexplained, stale };
}
