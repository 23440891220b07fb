import { cache } from "./paths.mjs";
import { capture } from "./process.mjs";
import { say, Stop } from "./report.mjs";
import { isAtLeast, lockedVersion, OLDEST_WASM_PACK, versionOf, WASM_PACK } from "./versions.mjs";

/**
 * wasm-pack, and the wasm-bindgen CLI of exactly the library's version. Where the machine has
 * neither, they go into the project's cache: two projects that want different versions then
 * don't take them from each other.
 *
 * @param {{ env: Record<string, string> }} rust its PATH is extended
 * @returns {Promise<Record<string, string>>} the environment in which they are found
 */
export async function setUpWasmTools({ env }) {
  const own = { ...env, PATH: `${cache("tools", "bin")}:${env.PATH}` };
  const wasmBindgen = await lockedVersion("wasm-bindgen");
  const [pack, bindgen] = await Promise.all([
    versionOf("wasm-pack", { env: own }),
    versionOf("wasm-bindgen", { env: own }),
  ]);
  if (!pack || !isAtLeast(pack, OLDEST_WASM_PACK)) {
    await cargoInstall("wasm-pack", WASM_PACK, own);
  }
  if (bindgen !== wasmBindgen) await cargoInstall("wasm-bindgen-cli", wasmBindgen, own);
  return own;
}

/** The versions that a crate was released with may not be had any more: then any that fit. */
async function cargoInstall(crate, version, env) {
  say(`${crate} ${version}: cargo install (a minute or two)`);
  const args = ["install", crate, "--version", version, "--root", cache("tools"), "--force"];
  const locked = await capture("cargo", [...args, "--locked"], { env, cwd: "/" });
  if (locked.ok) return;
  say(`${crate} ${version}: again without --locked`);
  const { ok, output } = await capture("cargo", args, { env, cwd: "/" });
  if (!ok) {
    const last = output.trimEnd().split("\n").slice(-8).join("\n");
    throw new Stop(`${crate} could not be installed:\n${last}`, `cargo ${args.join(" ")}`);
  }
}
