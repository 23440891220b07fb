/**
 * Gives the module's imports and exports one or two letters each, in the module and in the glue.
 *
 * wasm-bindgen's names carry hashes, which no compressor can shorten, and they travel twice: in
 * the module's text and in the glue. With 74 imports and 29 exports short ones save 2.1 kB of
 * 47 kB after brotli.
 */
import { Stop } from "./report.mjs";

/** The pass of wasm-opt that renames in the module and prints what it did, as JSON. */
export const RENAMING = "--minify-imports-and-exports-and-modules";

/**
 * Renames in the glue what the pass renamed in the module.
 *
 * @param {string} glue source of the ES module that wasm-bindgen wrote for `--target web`
 * @param {string} printed what wasm-opt printed
 * @returns {string} the glue with short names
 * @throws {Stop} when the glue doesn't look as expected, as it may after an update
 */
export function renameInGlue(glue, printed) {
  const { imports, exports } = JSON.parse(printed.slice(printed.indexOf("{")));
  const namespaces = new Map(
    [...glue.matchAll(/^import \* as (\w+) from "(.+)"/gm)].map(([, name, path]) => [path, name]),
  );
  let result = glue;
  const others = [];
  for (const [module, name, short] of imports) {
    const namespace = namespaces.get(module);
    if (namespace) others.push(`        "${short}": ${namespace}.${name},\n`);
    else result = replaceOnce(result, new RegExp(`^ {8}${name}: function(\\(.*\\)) \\{`, "m"), `        "${short}": $1 => {`);
  }
  // The others are for what wasm-opt found to be used by nobody.
  result = result.replace(/^ {8}\w+: function\(.*\) \{\n(?: {12}.*\n)* {8}\},\n/gm, "");
  result = replaceOnce(result, /^ {4}const import0 = \{\n {8}__proto__: null,\n/m, `    const import0 = {\n${others.join("")}`);
  result = replaceOnce(
    result,
    /^ {4}return \{\n {8}__proto__: null,\n(?: {8}".+": import\d+,\n)+ {4}\};/m,
    `    return { "a": import0 };`,
  );
  const shortNames = new Map(exports);
  return result.replace(/\bwasm\.(\w+)/g, (access, name) => {
    if (!shortNames.has(name)) throw new Stop(`the glue uses ${access}, which the module doesn't export`);
    return `wasm.${shortNames.get(name)}`;
  });
}

function replaceOnce(text, pattern, replacement) {
  const count = text.match(new RegExp(pattern, "gm"))?.length ?? 0;
  if (count !== 1) throw new Stop(`the glue has ${count} places like ${pattern}: one was expected`);
  return text.replace(pattern, replacement);
}
