/**
 * The core without WebAssembly: the same Rust, compiled for the first version of WebAssembly and turned into JavaScript
 * by Binaryen's wasm2js.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { asmGlue, calledBy } from "./asm-glue.mjs";
import { flatModule } from "./asm-module.mjs";
import { whenChanged } from "./fingerprint.mjs";
import { canRebuildStd, compile, NAME, SMALL, SOURCES, wasmOf, wasmOpt } from "./module.mjs";
import { at } from "./paths.mjs";
import { capture } from "./process.mjs";
import { say, Stop, warn } from "./report.mjs";
import { slimGlue } from "./slim-glue.mjs";

/** Its folder. */
export const ASM = "pkg-asm";

const GLUE = `${ASM}/${NAME}_bg.js`;
const CORE = `${ASM}/${NAME}_core.js`;
const SCRIPTS = ["asm", "asm-glue", "asm-module"].map((name) => `scripts/lib/${name}.mjs`);

/**
 * What wasm2js can turn into JavaScript: no references to objects of the page (the glue then keeps a table of them),
 * and of the later instructions those that copy memory, which are one call of a typed array.
 */
const CODEGEN = ["target-cpu=mvp", "target-feature=+bulk-memory"];
const FEATURES = ["mutable-globals", "bulk-memory"];

/**
 * Builds the core and its glue into {@link ASM}, if anything about them changed. That takes the sources of the standard
 * library: the prebuilt one uses what wasm2js has no JavaScript for.
 *
 * @param {object} options
 * @param {Record<string, string>} options.env
 * @param {import("./rust.mjs").Rust} options.rust
 * @returns {Promise<boolean>} whether it is there
 */
export async function buildAsm({ env, rust }) {
  if (!canRebuildStd(rust)) {
    warn("without the pure JavaScript build, which takes a current compiler's sources: rustup component add rust-src");
    return false;
  }
  const what = { inputs: [...SOURCES, ...SCRIPTS], also: { version: rust.version }, outputs: [GLUE, CORE] };
  await whenChanged(`module-${ASM}`, what, async () => {
    const target = { target: "bundler", codegen: CODEGEN };
    await compile({ folder: ASM, features: [], env, dev: false, rebuildsStd: true, ...target });
    say(`${ASM}: wasm-opt -Oz, wasm2js`);
    await wasmOpt(ASM, FEATURES, ...SMALL);
    const written = await wasm2js();
    const glue = asmGlue(slimGlue(readFileSync(at(GLUE), "utf8"), { direct: false }), {
      core: `./${NAME}_core.js`,
      codec: "../js/asm/utf8.js",
    });
    writeFileSync(at(CORE), flatModule(written, { exported: calledBy(glue), runtime: "../js/asm/runtime.js" }));
    writeFileSync(at(GLUE), glue);
    rmSync(at(wasmOf(ASM)));
    rmSync(at(ASM, `${NAME}.js`));
  });
  return true;
}

async function wasm2js() {
  const args = [...FEATURES.map((name) => `--enable-${name}`), "-Oz", at(wasmOf(ASM))];
  const { ok, stdout, output } = await capture(at("node_modules/.bin/wasm2js"), args);
  if (!ok) throw new Stop(`wasm2js failed:\n${output.trimEnd().split("\n").slice(-8).join("\n")}`);
  return stdout;
}
