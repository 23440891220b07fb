// What each bundler makes of a project whose page is index.html and whose script is main.js. Each resolves with the
// folder to serve, and none has more configuration than it needs.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import webpackCompiler from "webpack";
import { INSTALLED, program, run } from "./consumer.mjs";

export async function webpack(folder) {
  const compiler = webpackCompiler({
    context: folder,
    mode: "production",
    entry: "./main.js",
    output: { path: join(folder, "dist") },
    // What is in it is minified already, and this takes longer than all else.
    optimization: { minimize: false },
  });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString("errors-warnings"));
  return withPage(folder);
}

export async function rollup(folder) {
  await run(folder, program("rollup"), "main.js", "--dir", "dist", "--plugin", "node-resolve", "--silent");
  return withPage(folder);
}

export async function esbuild(folder) {
  await run(folder, program("esbuild"), "main.js", "--bundle", "--format=esm", "--outdir=dist");
  return withPage(folder);
}

export async function vite(folder) {
  await run(folder, program("vite"), "build", "--logLevel", "warn");
  return join(folder, "dist");
}

export async function parcel(folder) {
  const places = ["--dist-dir", "dist", "--cache-dir", ".cache", "--no-source-maps"];
  await run(folder, program("parcel"), "build", "index.html", ...places);
  return join(folder, "dist");
}

/** These bundle scripts alone; the page is the author's own. */
function withPage(folder) {
  copyFileSync(join(folder, "index.html"), join(folder, "dist/index.html"));
  return join(folder, "dist");
}

/** Rollup and esbuild do not follow `new URL(file, import.meta.url)`: the author puts the module beside the script. */
export function withModule(folder) {
  const name = "amazon-connect-chat.wasm";
  copyFileSync(join(INSTALLED, "dist/slim", name), join(folder, name));
  return folder;
}
