import { aptInstall, hasApt } from "./apt.mjs";
import { setUpChromium } from "./chromium.mjs";
import { setUpConsumers } from "./consumers.mjs";
import { setUpEngines } from "./engines.mjs";
import { setUpHermes } from "./hermes.mjs";
import { alone } from "./lock.mjs";
import { setUpNpm } from "./npm.mjs";
import { which } from "./process.mjs";
import { Stop } from "./report.mjs";
import { setUpRust } from "./rust.mjs";
import { installCommand } from "./system.mjs";
import { isAtLeast, OLDEST_NODE } from "./versions.mjs";
import { setUpWasmTools } from "./wasm-tools.mjs";

/**
 * Brings this machine to where the project can be built and, if asked for, tested. What is
 * there already is left as it is; every change is said before it is made.
 *
 * @param {{ tests?: boolean, toolchain?: "rustup" | "debian" }} [options]
 * @returns {Promise<{ env: Record<string, string>, rust: import("./rust.mjs").Rust }>}
 *   `env`: what everything that is run afterwards wants in its environment
 * @throws {Stop} where only the user can go on
 */
export async function setUp({ tests = false, toolchain } = {}) {
  const node = process.versions.node;
  if (!isAtLeast(node, OLDEST_NODE)) {
    throw new Stop(`this is Node ${node}; ${OLDEST_NODE} or newer is needed`);
  }
  return alone(async () => {
    await setUpNpm();
    await setUpLinker();
    const rust = await setUpRust({ kind: toolchain, lints: tests });
    const env = await setUpWasmTools(rust);
    return { rust, env: tests ? { ...env, ...(await setUpChromium()) } : env };
  });
}

/** Brings in the engines of other browsers, for the one suite that needs them: it alone fails where they can't be had. */
export const setUpForEngines = () => alone(setUpEngines);

/** Brings in the bundlers, for the one suite that needs them. */
export const setUpForPackaging = () => alone(setUpConsumers);

/** Brings in React Native's engine, for the one suite that needs it. */
export const setUpForHermes = () => alone(setUpHermes);

/** Rust's programs for this machine are linked by its C compiler. */
async function setUpLinker() {
  if (which("cc")) return;
  if (hasApt()) return aptInstall(["gcc", "libc6-dev"], "A linker");
  const command = process.platform === "darwin" ? "xcode-select --install" : undefined;
  throw new Stop(
    "a C compiler, which links Rust's programs, is needed on the PATH as cc",
    command ?? installCommand({ dnf: "gcc", pacman: "gcc" }),
  );
}
