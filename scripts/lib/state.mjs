import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cache } from "./paths.mjs";

/**
 * What the set-up found out about this machine and can't cheaply find out again, such as
 * that a download site can't be reached.
 *
 * @param {string} name
 * @returns {Record<string, unknown>} empty when nothing is known
 */
export function recall(name) {
  try {
    return JSON.parse(readFileSync(cache("state", `${name}.json`), "utf8"));
  } catch {
    return {};
  }
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} facts replaces what was known
 */
export function remember(name, facts) {
  mkdirSync(cache("state"), { recursive: true });
  writeFileSync(cache("state", `${name}.json`), `${JSON.stringify(facts, null, 2)}\n`);
}
