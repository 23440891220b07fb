import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { whenChanged } from "./fingerprint.mjs";
import { at, root } from "./paths.mjs";
import { capture } from "./process.mjs";
import { say, Stop, warn } from "./report.mjs";
import { renameInGlue, RENAMING } from "./short-names.mjs";
import { slimGlue } from "./slim-glue.mjs";
import { isAtLeast } from "./versions.mjs";

/** What wasm-bindgen calls what it writes. */
export const NAME = "amazon_connect_chat";

/**
 * The modules, each in its folder, by the features of the crate that it has. A page downloads one of them.
 *
 * @type {{ folder: string, features: string[] }[]}
 */
export const MODULES = [
  { folder: "pkg", features: [] },
  { folder: "pkg-reliable", features: ["reliable"] },
];

const glue = (folder) => `${folder}/${NAME}.js`;
/** The module in its folder. */
export const wasmOf = (folder) => `${folder}/${NAME}_bg.wasm`;
/** The names of the module's functions, which it does not carry itself. */
const symbols = (folder) => `${folder}/${NAME}.symbols`;

/** What decides what is compiled. */
export const SOURCES = [
  "Cargo.toml",
  "Cargo.lock",
  "src",
  "wasm",
  "package-lock.json",
  "scripts/lib/module.mjs",
  "scripts/lib/slim-glue.mjs",
];

const INPUTS = [...SOURCES, "scripts/lib/short-names.mjs"];

/** First compiler whose panics can be single instructions, without a message. */
const IMMEDIATE_ABORT = "1.92.0";

/**
 * What wasm-opt may use, by name: with all features it writes encodings of proposals that no
 * browser loads.
 */
const FEATURES = [
  "bulk-memory",
  "sign-ext",
  "nontrapping-float-to-int",
  "mutable-globals",
  "reference-types",
  "multivalue",
];

/**
 * Whether the standard library can be compiled with the module, in the way that makes it small.
 *
 * @param {import("./rust.mjs").Rust} rust
 */
export const canRebuildStd = (rust) => rust.hasSource && isAtLeast(rust.version, IMMEDIATE_ABORT);

/**
 * Builds a WebAssembly module and its glue into `folder`, if anything about them changed.
 *
 * @param {{ folder: string, features: string[] }} which one of {@link MODULES}
 * @param {object} options
 * @param {Record<string, string>} options.env
 * @param {import("./rust.mjs").Rust} options.rust
 * @param {boolean} options.dev quickly, large and with panic messages
 */
export async function buildModule({ folder, features }, { env, rust, dev }) {
  const rebuildsStd = !dev && canRebuildStd(rust);
  const what = {
    inputs: INPUTS,
    also: { version: rust.version, rebuildsStd, dev, features },
    outputs: [glue(folder), wasmOf(folder), ...(dev ? [] : [symbols(folder)])],
  };
  await whenChanged(`module-${folder}`, what, async () => {
    if (!dev && !rebuildsStd) warn("built with the prebuilt standard library: larger than released");
    await compile({ folder, features, env, dev, rebuildsStd, codegen: dev ? [] : INLINING });
    checkImports(folder);
    if (!dev) await optimise(folder);
  });
}

/**
 * The module's stack in bytes. Its memory begins with it, and the linker's own choice is 1 MiB, of which a page would
 * use nothing. The deepest call takes less than 2 KiB; a handler that calls back from within takes that once more.
 */
const STACK = 128 * 1024;

/** What is this small is inlined: 5 with "z", where a call often takes more than what it calls (150 bytes in all). */
const INLINING = ["llvm-args=-inline-threshold=15"];

/**
 * Compiles the module into `folder`. A standard library that aborts at once leaves out all of formatting and unwinding.
 *
 * @param {object} options
 * @param {string} [options.target] of wasm-bindgen: what kind of glue it writes
 * @param {string[]} [options.codegen] what the compiler may use, as `-C` options
 */
export async function compile({ folder, features, env, dev, rebuildsStd, target = "web", codegen = [] }) {
  say(`${folder}: wasm-pack build${rebuildsStd ? ", with the standard library" : ""}`);
  rmSync(at(folder), { recursive: true, force: true });
  const flags = [`--remap-path-prefix=${root}=`, `--remap-path-prefix=${cargoHome()}=cargo`];
  flags.push(`-Clink-arg=-zstack-size=${STACK}`);
  flags.push(...codegen.map((option) => `-C${option}`));
  const cargo = ["--locked", "--features", features.join()];
  if (rebuildsStd) {
    flags.push("-Zunstable-options", "-Cpanic=immediate-abort");
    cargo.push("-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size");
  }
  const args = ["build", "wasm", dev ? "--dev" : "--release", "--target", target];
  args.push("--out-dir", `../${folder}`, "--out-name", NAME);
  args.push("--mode", "no-install", "--no-opt", "--no-pack", "--no-gitignore", "--no-typescript");
  args.push("--", ...cargo);
  const { ok, output } = await capture("wasm-pack", args, {
    env: {
      ...env,
      CARGO_ENCODED_RUSTFLAGS: flags.join("\x1f"),
      ...(rebuildsStd ? { RUSTC_BOOTSTRAP: "1" } : {}),
    },
  });
  if (!ok) throw new Stop(`the module could not be built:\n${output.trimEnd()}`);
}

/**
 * Passes of wasm-opt: taken apart and put together anew, it finds more. No pointer is below address 1,024: the linker
 * puts the stack there, which grows down towards 0, and all data behind it.
 */
export const SMALL = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz", "--converge"];

const STRIP = ["--strip-producers", "--strip-target-features"];

async function optimise(folder) {
  say(`${folder}: wasm-opt -Oz`);
  await wasmOpt(folder, FEATURES, "-g", ...SMALL, "--reorder-functions", ...STRIP);
  // On its own: passes that converge run more than once, and this one prints each time.
  const renamed = await wasmOpt(folder, FEATURES, "-Oz", RENAMING, `--symbolmap=${at(symbols(folder))}`);
  const file = at(glue(folder));
  writeFileSync(file, renameInGlue(slimGlue(readFileSync(file, "utf8")), renamed));
}

/**
 * Rewrites the module in `folder`.
 *
 * @param {string} folder
 * @param {string[]} features what wasm-opt may use, by name
 * @param {...string} passes
 * @returns {Promise<string>} what it printed
 */
export async function wasmOpt(folder, features, ...passes) {
  const file = at(wasmOf(folder));
  const args = [...features.map((name) => `--enable-${name}`), ...passes, file, "-o", file];
  const { ok, stdout, output } = await capture(at("node_modules/.bin/wasm-opt"), args);
  if (!ok) throw new Stop(`wasm-opt failed:\n${output.trimEnd()}`);
  return stdout;
}

/** Imports from "env" are C functions that nobody provides: the page could not load the module. */
function checkImports(folder) {
  const module = new WebAssembly.Module(readFileSync(at(wasmOf(folder))));
  const missing = WebAssembly.Module.imports(module).filter((one) => one.module === "env");
  if (missing.length > 0) {
    const names = missing.map((one) => one.name).join(", ");
    throw new Stop(`the module imports from "env" what no page provides: ${names}`);
  }
}

const cargoHome = () => process.env.CARGO_HOME ?? join(homedir(), ".cargo");
