import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { at, cache } from "./paths.mjs";

/**
 * Every file below the given files and folders, sorted; paths relative to the repository.
 *
 * @param {string[]} paths what isn't there is left out
 * @returns {string[]}
 */
export function filesBelow(paths) {
  const files = [];
  const visit = (path) => {
    if (!existsSync(at(path))) return;
    if (!statSync(at(path)).isDirectory()) return void files.push(path);
    for (const name of readdirSync(at(path)).sort()) visit(join(path, name));
  };
  paths.forEach(visit);
  return files;
}

/**
 * One hash over the names and contents of files and over anything else that decides a result.
 * Contents, not modification times: a checkout touches files that it doesn't change.
 *
 * @param {string[]} paths files and folders
 * @param {unknown} [also] JSON
 * @returns {string}
 */
export function fingerprint(paths, also) {
  const hash = createHash("sha256").update(JSON.stringify(also ?? null));
  for (const file of filesBelow(paths)) {
    const content = readFileSync(at(file));
    hash.update(`\n${file}\n${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/**
 * Does a step of a build, unless its inputs and outputs are as the step left them last time.
 *
 * @param {string} name
 * @param {{ inputs: string[], also?: unknown, outputs: string[] }} what `outputs`: files it writes
 * @param {() => Promise<void>} step
 * @returns {Promise<boolean>} whether it was done
 */
export async function whenChanged(name, { inputs, also, outputs }, step) {
  const stamp = cache("stamps", `${name}.json`);
  const before = fingerprint(inputs, also);
  const isThere = () => outputs.every((file) => existsSync(at(file)));
  if (existsSync(stamp) && isThere()) {
    const last = JSON.parse(readFileSync(stamp, "utf8"));
    if (last.inputs === before && last.outputs === fingerprint(outputs)) return false;
  }
  await step();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, JSON.stringify({ inputs: before, outputs: fingerprint(outputs) }));
  return true;
}
