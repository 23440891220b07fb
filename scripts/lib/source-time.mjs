import { execFileSync } from "node:child_process";
import { root } from "./paths.mjs";

/** What is built, and with what. */
const SOURCES = ["js", "src", "wasm", "scripts", "Cargo.lock", "package.json", "package-lock.json", "webpack.config.js"];

/**
 * When what is built was written: the same sources give the same bytes, whenever they are built. Other commits change
 * nothing, so that a document can name the hash of what was built.
 *
 * @returns {string | undefined} ISO 8601; undefined where that is not known: in an unpacked archive
 */
export function sourceTime() {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given) return new Date(Number(given) * 1000).toISOString();
  try {
    const seconds = execFileSync("git", ["log", "-1", "--format=%ct", "--", ...SOURCES], { cwd: root, stdio: "pipe" });
    return new Date(Number(seconds) * 1000).toISOString();
  } catch {
    return undefined;
  }
}
