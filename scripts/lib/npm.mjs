import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { capture } from "./process.mjs";
import { say, Stop } from "./report.mjs";

/**
 * Installs the npm packages that the lock file names, unless they are all there.
 *
 * @param {{ folder?: string, what?: string, command?: "ci" | "install" }} [options] `folder`: with the lock file
 *   (default: the repository); `what`: what to call them
 */
export async function setUpNpm({ folder = root, what = "npm packages", command = "ci" } = {}) {
  if (isInstalled(folder)) return;
  say(`${what}: npm ${command}`);
  const { ok, output } = await capture("npm", [command, "--no-audit", "--no-fund"], { cwd: folder });
  if (!ok) throw new Stop(`npm could not install the packages:\n${output.trimEnd()}`, `cd ${folder} && npm ${command}`);
}

/**
 * Installs what some tests need beyond that, outside of them and of the repository's own packages.
 *
 * @param {string} wanted folder with `package.json` and `package-lock.json`
 * @param {string} folder where to
 * @param {string} what what to call them
 */
export async function setUpNpmFor(wanted, folder, what) {
  mkdirSync(folder, { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) copyFileSync(join(wanted, name), join(folder, name));
  // Bundlers have packages for other systems, which not every registry has: `npm ci` refuses a lock file without them.
  await setUpNpm({ folder, what, command: "install" });
}

/**
 * npm writes what it installed into a lock file of its own inside `node_modules`: the same
 * entries, without the ones meant for other systems.
 */
function isInstalled(folder) {
  const read = (path) => JSON.parse(readFileSync(join(folder, path), "utf8")).packages;
  const wanted = read("package-lock.json");
  let installed;
  try {
    installed = read("node_modules/.package-lock.json");
  } catch {
    return false;
  }
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === "" || optional || installed[path]?.version === version,
  );
}
