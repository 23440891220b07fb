import { existsSync, readFileSync } from "node:fs";
import { at } from "./paths.mjs";
import { capture } from "./process.mjs";
import { Stop } from "./report.mjs";

/** Oldest Node, compiler and wasm-pack that the scripts work with. */
export const OLDEST_NODE = "20.0.0";
export const OLDEST_RUST = readFileSync(at("Cargo.toml"), "utf8").match(/^rust-version = "(.+)"/m)[1];
export const OLDEST_WASM_PACK = "0.15.0";

/** The wasm-pack that is installed where there is none. */
export const WASM_PACK = "0.15.1";

/**
 * The version of a crate in `Cargo.lock`.
 *
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function lockedVersion(name) {
  const lock = at("Cargo.lock");
  if (!existsSync(lock)) throw new Stop("Cargo.lock is missing", "git checkout Cargo.lock");
  const entry = new RegExp(`^name = "${name}"\\nversion = "(.+)"$`, "m");
  const found = readFileSync(lock, "utf8").match(entry);
  if (!found) throw new Stop(`Cargo.lock names no version of ${name}`);
  return found[1];
}

/**
 * Whether a version is the given one or newer; what follows a `-` or `+` is ignored.
 *
 * @param {string} version
 * @param {string} oldest
 */
export function isAtLeast(version, oldest) {
  const numbers = (text) => text.split(/[-+]/)[0].split(".").map(Number);
  const [have, want] = [numbers(version), numbers(oldest)];
  for (let i = 0; i < want.length; i++) {
    if ((have[i] ?? 0) !== want[i]) return (have[i] ?? 0) > want[i];
  }
  return true;
}

/**
 * The version that a program says it has.
 *
 * @param {string} program
 * @param {{ env?: Record<string, string> }} [options]
 * @returns {Promise<string | undefined>} undefined when it isn't there
 */
export async function versionOf(program, options) {
  const { ok, stdout } = await capture(program, ["--version"], options);
  return ok ? stdout.match(/\d+\.\d+\.\d+[^\s]*/)?.[0] : undefined;
}
