import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { ASM } from "./asm.mjs";
import { BUNDLES, downloads } from "./bundles.mjs";
import { writeDeclarations } from "./declarations.mjs";
import { whenChanged } from "./fingerprint.mjs";
import { MODULES, wasmOf } from "./module.mjs";
import { at } from "./paths.mjs";
import { say, Stop } from "./report.mjs";
import { sourceTime } from "./source-time.mjs";

const CORES = [...MODULES.map(({ folder }) => folder), ASM];
const INPUTS = ["js", ...CORES, "package.json", "package-lock.json", "webpack.config.js"];

const SCRIPTS = ["bundle", "bundles", "declarations", "source-time"].map((name) => `scripts/lib/${name}.mjs`);

/**
 * Bundles `js/` and each core into `dist/`, if anything about them changed.
 *
 * @param {{ dev: boolean, asm: boolean }} options `asm`: whether there is a core in JavaScript
 */
export async function buildBundle({ dev, asm }) {
  const bundles = BUNDLES.filter(({ module }) => asm || module !== ASM);
  const what = {
    inputs: [...INPUTS, ...SCRIPTS, "scripts/webpack"],
    also: { dev, asm, time: sourceTime() },
    outputs: [...bundles.flatMap(downloads), "dist/index.d.ts", "dist/package.json"],
  };
  await whenChanged("bundle", what, async () => {
    say("bundle: webpack");
    rmSync(at("dist"), { recursive: true, force: true });
    await bundle({ dev, bundles });
    for (const { module, wasm } of bundles) {
      if (wasm) copyFileSync(at(wasmOf(module)), at("dist", wasm));
    }
    writeDeclarations();
    // The sources are ES modules, the script isn't: without this Node and bundlers would
    // take it for one, by the package's own "type".
    writeFileSync(at("dist/package.json"), '{ "type": "commonjs" }\n');
  });
}

async function bundle(options) {
  // Imported here since it is not installed before the set-up has run.
  const { default: webpack } = await import("webpack");
  const { default: config } = await import("../../webpack.config.js");
  const compiler = webpack(config(options));
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, stats) => (error ? reject(error) : resolve(stats)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  const problems = stats.hasErrors() || stats.hasWarnings();
  if (problems) console.log(stats.toString("errors-warnings"));
  if (stats.hasErrors()) throw new Stop("webpack could not bundle the script");
}
