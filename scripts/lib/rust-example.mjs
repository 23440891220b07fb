import { at } from "./paths.mjs";
import { capture } from "./process.mjs";
import { say, Stop } from "./report.mjs";
import { TARGET } from "./rust.mjs";

const CRATE = "chat-in-rust";
const FOLDER = "examples/rust/pkg";

/**
 * Builds the widget of `examples/rust/`, quickly: for trying it, not for a page that is downloaded.
 *
 * @param {{ env: Record<string, string> }} options
 */
export async function buildRustExample({ env }) {
  say(`examples/rust: cargo build -p ${CRATE}, wasm-bindgen`);
  await orStop("cargo", ["build", "--locked", "-p", CRATE, "--target", TARGET], env);
  const target = env.CARGO_TARGET_DIR ?? at("target");
  const module = `${target}/${TARGET}/debug/${CRATE.replaceAll("-", "_")}.wasm`;
  await orStop("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", at(FOLDER), module], env);
}

async function orStop(program, args, env) {
  const { ok, output } = await capture(program, args, { env });
  if (!ok) throw new Stop(`examples/rust could not be built:\n${output.trimEnd()}`);
}
