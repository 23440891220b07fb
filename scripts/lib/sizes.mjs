import { existsSync, readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { BUNDLES, downloads } from "./bundles.mjs";
import { filesBelow } from "./fingerprint.mjs";
import { MODULES, wasmOf } from "./module.mjs";
import { at } from "./paths.mjs";

const SCRIPT = "dist/amazon-connect-chat.js";
const REPLACED = "node_modules/amazon-connect-chatjs/dist/amazon-connect-chat.js";

/**
 * @typedef {{ raw: number, gzip: number, brotli: number }} Sizes in bytes: as it is, after
 *   `gzip -9` and after brotli at its highest quality, 11
 */

/**
 * @param {string} file path relative to the repository
 * @returns {Sizes}
 */
export function sizesOf(file) {
  return sizesOfContent(readFileSync(at(file)));
}

/** @param {Buffer} content */
function sizesOfContent(content) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  return {
    raw: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content, { params }).length,
  };
}

/**
 * The sizes of every built file beside those of the library that it replaces.
 *
 * @returns {string}
 */
export function sizeTable() {
  const modules = MODULES.map(({ folder }) => wasmOf(folder));
  const ours = [...filesBelow(["dist"]), ...modules];
  const theirs = filesBelow(["node_modules/amazon-connect-chatjs/dist"]);
  const sizes = Object.fromEntries([...ours, ...theirs].map((file) => [file, sizesOf(file)]));

  const line = (file, cells) => file.padEnd(56) + cells.map((cell) => cell.padStart(11)).join("");
  const row = (file) => {
    const name = file.replace("node_modules/amazon-connect-chatjs/dist", "amazon-connect-chatjs@5.0.0");
    return line(name, Object.values(sizes[file]).map((bytes) => bytes.toLocaleString("en-US")));
  };
  const [script, replaced] = [sizes[SCRIPT], sizes[REPLACED]];
  const shares = Object.keys(script).map((key) => `${((100 * script[key]) / replaced[key]).toFixed(1)} %`);
  return [
    line("bytes", ["raw", "gzip -9", "brotli 11"]),
    ...ours.map(row),
    "",
    ...theirs.map(row),
    "",
    line("the script, of the one it replaces", shares),
  ].join("\n");
}

/** The time of the last commit, which a bundle says of itself. */
const BUILD_TIME = /\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z\b/g;

/**
 * The size that counts for the budget. The build time alone moves it by 50 bytes up or down: a commit that changes no
 * code must not break it, so that it is taken as always the same.
 */
function brotliAtAnyTime(file) {
  const content = readFileSync(at(file));
  // Modules are bytes and say no time.
  if (file.endsWith(".wasm")) return sizesOfContent(content).brotli;
  return sizesOfContent(Buffer.from(String(content).replace(BUILD_TIME, "2000-01-01T00:00:00.000Z"))).brotli;
}

/**
 * What a page may download of each bundle, in bytes after brotli. The goals are 24,000 for the script, 19,500 for
 * the slim build and 36,000 for the one in pure JavaScript: these keep what has been reached.
 */
const BUDGETS = {
  "amazon-connect-chat.js": 34_500,
  "amazon-connect-chat.mjs": 34_500,
  "amazon-connect-chat.cjs": 34_700,
  "slim/amazon-connect-chat.mjs": 34_300,
  "amazon-connect-chat.reliable.js": 38_200,
  "amazon-connect-chat.reliable.mjs": 38_200,
  "amazon-connect-chat.reliable.cjs": 38_400,
  "slim/amazon-connect-chat.reliable.mjs": 38_100,
  "amazon-connect-chat.asm.js": 40_500,
};

/**
 * @returns {string[]} one sentence for each bundle that is missing, larger than it may be, or without a budget
 */
export function overBudget() {
  return BUNDLES.flatMap((bundle) => {
    const files = downloads(bundle);
    const missing = files.filter((file) => !existsSync(at(file)));
    if (missing.length > 0) {
      return [`${missing.join(" and ")}: not built, which takes the compiler's sources (rustup component add rust-src)`];
    }
    const brotli = files.reduce((sum, file) => sum + brotliAtAnyTime(file), 0);
    const budget = BUDGETS[bundle.file] ?? 0;
    return brotli > budget ? [`${files.join(" and ")}: ${brotli} bytes after brotli, ${budget} are allowed`] : [];
  });
}
