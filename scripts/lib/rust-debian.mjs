/**
 * The Rust of Debian's own packages, for machines that can't reach Rust's download site. Its
 * browsers need a current compiler, so Debian carries one, and the matching source of the
 * standard library with it; only the library for wasm32 is missing and is built here.
 *
 * Nothing outside the project is changed beyond installing the packages: the compiler gets a
 * sysroot of our own, which is Debian's with the wasm32 target added, and small programs that
 * name it go first on the PATH.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { aptCandidates, aptInstall } from "./apt.mjs";
import { cache } from "./paths.mjs";
import { capture, pathWith } from "./process.mjs";
import { say, Stop } from "./report.mjs";
import { recall, remember } from "./state.mjs";
import { isAtLeast, OLDEST_RUST, versionOf } from "./versions.mjs";

const TARGET = "wasm32-unknown-unknown";
const SYSTEM = "/usr/lib/rustlib";

const COMPILER = { "rustc-web": "rustc", "cargo-web": "cargo" };
const LINTS = { "rust-web-clippy": "cargo-clippy", "rustfmt-web": "cargo-fmt" };

/**
 * @param {{ lints: boolean }} options
 * @returns {Promise<import("./rust.mjs").Rust>}
 */
export async function setUpDebianRust({ lints }) {
  await installPackages(lints);
  const linker = newestLinker();
  const env = {
    PATH: pathWith(cache("debian", "bin")),
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: linker,
    // Where clippy looks for the libraries of the target.
    SYSROOT: cache("debian", "sysroot"),
  };
  const version = await versionOf("/usr/bin/rustc");
  const known = recall("debian");
  if (known.version !== version || known.folder !== cache() || !existsSync(targetLibrary())) {
    rmSync(cache("debian"), { recursive: true, force: true });
    layOutSysroot();
    await writePrograms();
    await buildStandardLibrary(env);
    remember("debian", { version, folder: cache() });
  }
  return { version, env, hasSource: true };
}

async function installPackages(lints) {
  const wanted = { ...COMPILER, ...(lints ? LINTS : {}) };
  const missing = Object.keys(wanted).filter((name) => !existsSync(`/usr/bin/${wanted[name]}`));
  if (!existsSync(join(SYSTEM, "src/rust/library/std/Cargo.toml"))) missing.push("rust-web-src");
  if (!newestLinker()) missing.push((await newestLinkerPackage()) ?? "lld");
  if (missing.length > 0) await aptInstall(missing, "Rust from Debian's packages");

  const version = await versionOf("/usr/bin/rustc");
  if (!version || !isAtLeast(version, OLDEST_RUST)) {
    const command = "curl -sSf https://sh.rustup.rs | sh";
    throw new Stop(`Debian's compiler is ${version}; ${OLDEST_RUST} or newer is needed`, command);
  }
}

/** @returns {string | undefined} the newest `wasm-ld-NN` */
function newestLinker() {
  return byNumber(readdirSync("/usr/bin").filter((name) => /^wasm-ld-\d+$/.test(name))).at(-1);
}

async function newestLinkerPackage() {
  return byNumber(await aptCandidates("^lld-[0-9]+$")).at(-1);
}

const byNumber = (names) => {
  const number = (name) => Number(name.match(/\d+$/)[0]);
  return names.sort((a, b) => number(a) - number(b));
};

const targetLibrary = () => cache("debian", "sysroot/lib/rustlib", TARGET, "lib");

/** Debian's sysroot by links, so that a target can be added without touching the system's. */
function layOutSysroot() {
  const library = cache("debian", "sysroot/lib/rustlib");
  mkdirSync(library, { recursive: true });
  for (const name of readdirSync(SYSTEM)) {
    if (name !== TARGET) symlinkSync(join(SYSTEM, name), join(library, name));
  }
}

/**
 * Programs and not shell scripts: a shell drops variables such as `CARGO_BIN_EXE_connect-local`,
 * whose names it could not write, and tests are compiled with those.
 */
const WITH_SYSROOT = `
use std::os::unix::process::CommandExt;

fn main() {
    let error = std::process::Command::new(env!("PROGRAM"))
        .args(["--sysroot", env!("SYSROOT")])
        .args(std::env::args_os().skip(1))
        .exec();
    panic!("{}: {error}", env!("PROGRAM"));
}
`;

async function writePrograms() {
  const bin = cache("debian", "bin");
  mkdirSync(bin, { recursive: true });
  const source = cache("debian", "with-sysroot.rs");
  writeFileSync(source, WITH_SYSROOT);
  for (const name of ["rustc", "rustdoc"]) {
    const env = { PROGRAM: `/usr/bin/${name}`, SYSROOT: cache("debian", "sysroot") };
    const args = ["--edition", "2021", "-o", join(bin, name), source];
    const { ok, output } = await capture("/usr/bin/rustc", args, { env });
    if (!ok) throw new Stop(`Debian's compiler doesn't work:\n${output}`);
  }
  for (const name of ["cargo", "cargo-clippy", "clippy-driver", "cargo-fmt", "rustfmt"]) {
    symlinkSync(`/usr/bin/${name}`, join(bin, name));
  }
}

/** Compiling an empty crate with a rebuilt standard library leaves that library's parts behind. */
async function buildStandardLibrary(env) {
  say(`Rust: building the standard library for ${TARGET}`);
  const folder = cache("debian", "std");
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "src/lib.rs"), "");
  const manifest = ['[package]', 'name = "empty"', 'version = "0.0.0"', 'edition = "2021"'];
  writeFileSync(join(folder, "Cargo.toml"), [...manifest, "[workspace]", ""].join("\n"));

  const crates = "std,panic_abort,panic_unwind,test";
  const args = ["build", "--release", "--target", TARGET, "-Z", `build-std=${crates}`];
  const { ok, output } = await capture("cargo", args, {
    cwd: folder,
    env: {
      ...env,
      RUSTC_BOOTSTRAP: "1",
      // Fat link-time optimisation reads the bitcode.
      CARGO_ENCODED_RUSTFLAGS: "-Cembed-bitcode=yes",
      CARGO_TARGET_DIR: join(folder, "target"),
    },
  });
  if (!ok) throw new Stop(`the standard library for ${TARGET} could not be built:\n${output}`);

  const built = join(folder, "target", TARGET, "release/deps");
  const complete = cache("debian", "lib");
  mkdirSync(complete);
  for (const file of readdirSync(built)) {
    if (!file.endsWith(".rlib") || file.startsWith("libempty-")) continue;
    copyFileSync(join(built, file), join(complete, file));
  }
  mkdirSync(join(targetLibrary(), ".."), { recursive: true });
  renameSync(complete, targetLibrary());
  rmSync(folder, { recursive: true });
}
