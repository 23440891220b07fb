import { BUNDLES, downloads } from "./bundles.mjs";

const DOCUMENTS = ["CHANGELOG.md", "LICENSE", "NOTICE", "README.md"];
const DECLARATIONS = [
  "index.d.ts",
  "amazon-connect-chat.d.cts",
  "amazon-connect-chat.d.mts",
  "slim/amazon-connect-chat.d.mts",
  "slim/amazon-connect-chat.wasm.d.mts",
].map((name) => `dist/${name}`);

/** Every file of the npm package, sorted: the builds with their maps and types, the documents, and nothing else. */
export function publishedFiles() {
  const maps = BUNDLES.map(({ file }) => `dist/${file}.map`);
  const builds = [...BUNDLES.flatMap(downloads), ...maps, ...DECLARATIONS];
  return [...DOCUMENTS, "package.json", "dist/package.json", ...builds].sort();
}

/** Whether a file belongs into the crate. Cargo adds some of its own. */
export function belongsIntoCrate(file) {
  const own = ["Cargo.toml", "Cargo.toml.orig", "Cargo.lock", ".cargo_vcs_info.json"];
  return /^src\/.+\.rs$|^src\/web\/.+\.js$/.test(file) || [...DOCUMENTS, ...own].includes(file);
}
