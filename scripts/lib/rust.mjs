import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { hasApt } from "./apt.mjs";
import { setUpDebianRust } from "./rust-debian.mjs";
import { capture, pathWith, which } from "./process.mjs";
import { say, Stop, warn } from "./report.mjs";
import { recall, remember } from "./state.mjs";
import { isAtLeast, OLDEST_RUST, versionOf } from "./versions.mjs";

export const TARGET = "wasm32-unknown-unknown";

/** rustup retries for minutes where its site doesn't answer. */
const DOWNLOAD_TIMEOUT_MS = 180_000;

/**
 * @typedef {object} Rust
 * @property {string} version of the compiler
 * @property {Record<string, string>} env what its programs want in the environment
 * @property {boolean} hasSource whether the standard library can be rebuilt
 */

/**
 * Finds or installs a Rust toolchain with the wasm32 target.
 *
 * @param {{ kind?: "rustup" | "debian", lints: boolean }} options `kind`: the toolchain to use
 *   from now on; default: the one used before, at first whatever works. `lints`: clippy and
 *   rustfmt are needed too.
 * @returns {Promise<Rust>}
 */
export async function setUpRust({ kind = recall("rust").kind, lints }) {
  if (kind !== "debian") {
    const rust = await setUpInstalledRust({ lints });
    if (rust) return rust;
    if (kind === "rustup" || !hasApt()) {
      throw new Stop(
        `Rust ${OLDEST_RUST} or newer with the target ${TARGET} is needed`,
        which("rustup") ? `rustup target add ${TARGET}` : "curl -sSf https://sh.rustup.rs | sh",
      );
    }
  }
  const rust = await setUpDebianRust({ lints });
  remember("rust", { kind: "debian" });
  return rust;
}

/** @returns {Promise<Rust | undefined>} undefined: there is none, or none for wasm32 */
async function setUpInstalledRust({ lints }) {
  const env = { PATH: pathWith() };
  const home = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "bin");
  // Right after its installation rustup is not on the PATH of the running shell.
  if (!which("rustc") && existsSync(join(home, "rustc"))) env.PATH = pathWith(home);

  const version = await versionOf("rustc", { env });
  if (!version || !isAtLeast(version, OLDEST_RUST)) return undefined;
  const { stdout } = await capture("rustc", ["--print", "sysroot"], { env });
  const inSysroot = (path) => () => existsSync(join(stdout.trim(), path));
  const has = {
    target: inSysroot(`lib/rustlib/${TARGET}/lib`),
    source: inSysroot("lib/rustlib/src/rust/library/std/Cargo.toml"),
    clippy: inSysroot("bin/cargo-clippy"),
    rustfmt: inSysroot("bin/cargo-fmt"),
  };
  const rustup = (...args) => runRustup(args, env);

  if (!has.target() && !((await rustup("target", "add", TARGET)) && has.target())) return undefined;
  const known = recall("rust");
  if (!has.source() && known.withoutSource !== version) {
    await rustup("component", "add", "rust-src");
    if (!has.source()) warn("the compiler's sources can't be had: the module will be larger");
  }
  if (lints) {
    const missing = ["clippy", "rustfmt"].filter((name) => !has[name]());
    if (missing.length > 0 && !(await rustup("component", "add", ...missing))) {
      throw new Stop(`${missing.join(" and ")} are needed`, `rustup component add ${missing.join(" ")}`);
    }
  }
  remember("rust", { kind: "rustup", ...(has.source() ? {} : { withoutSource: version }) });
  return { version, env, hasSource: has.source() };
}

async function runRustup(args, env) {
  if (!which("rustup", env.PATH)) return false;
  say(`Rust: rustup ${args.join(" ")}`);
  const { ok, output } = await capture("rustup", args, { env, timeout: DOWNLOAD_TIMEOUT_MS });
  if (!ok) warn(`rustup could not: ${output.trim().split("\n").at(-1)}`);
  return ok;
}
