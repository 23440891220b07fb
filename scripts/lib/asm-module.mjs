/**
 * Makes of what wasm2js writes an ES module that a bundler can see through.
 *
 * wasm2js wraps the core into a function that gets an object of imports and gives one of exports, and carries the texts
 * of its memory as base64. Taken out of that function, with real imports and exports, its functions and the glue's call
 * each other by names that the minifier shortens or inlines; and texts compress as text.
 */
import { Stop } from "./report.mjs";

/** What goes, by what it is for. */
const UNWRAPPED = [
  { what: "base64", pattern: /^ {2}var bufferView;\n[^]*?^ {2}\}\n(?=function initActiveSegments)/m },
  { what: "the trap", pattern: /^ +function wasm2js_trap\(\) \{.*\}\n/m },
  { what: "the function around it", pattern: /^function asmFunc\(imports\) \{\n/m },
  { what: "what it is called with", pattern: /(?<=initActiveSegments\()imports(?=\))/ },
  { what: "the namespaces of its imports", pattern: /^ var \$_\w+ = imports\[".+"\];\n/m },
  { what: "its exports", pattern: /^ return \{\n {2}"memory": [^]*/m },
];

/**
 * @param {string} written what wasm2js wrote: an ES module
 * @param {{ exported: Iterable<string>, runtime: string }} options `exported`: what the glue uses; `runtime`: path of
 *   `js/asm/runtime.js`, as the module imports it
 * @returns {string} an ES module that exports that and its memory, `HEAPU8`
 * @throws {Stop} when it doesn't look as expected, as it may after an update
 */
export function flatModule(written, { exported, runtime }) {
  const names = new Map([...written.matchAll(/^ {2}"(\w+)": (\$\w+),? *$/gm)].map(([, name, own]) => [name, own]));
  const exports = [...exported].map((name) => {
    if (!names.has(name)) throw new Stop(`the glue uses wasm.${name}, which the pure JavaScript core doesn't export`);
    return `${names.get(name)} as ${name}`;
  });
  const body = UNWRAPPED.reduce((text, { what, pattern }) => without(text, pattern, what), withImports(written));
  return [
    `import { trap as wasm2js_trap, write } from ${JSON.stringify(runtime)};`,
    "var bufferView;",
    withTexts(body),
    `export { HEAPU8, ${exports.join(", ")} };`,
    "",
  ].join("\n");
}

/** Each imported function by name, in place of a member of a namespace. */
function withImports(written) {
  const namespaces = written.matchAll(/^import \* as (\S+) from '(.+)';\n/gm);
  const paths = new Map([...namespaces].map(([, name, path]) => [name, path]));
  return written
    .replace(/^import \* as .*\n/gm, "")
    .replace(/^ var (fimport\$\d+) = (\$_\w+)\.(\w+);$/gm, (_, own, namespace, name) => {
      return `import { ${name} as ${own} } from ${JSON.stringify(paths.get(namespace))};`;
    });
}

/** The segments of its memory as text. */
function withTexts(body) {
  return body.replace(/base64DecodeToExistingUint8Array\(bufferView, (\d+), "(.*)"\);/g, (_, address, base64) => {
    return `write(HEAPU8, ${address}, ${literal(Buffer.from(base64, "base64"))});`;
  });
}

/** A string of one character for each byte, in ASCII whatever the bytes are. */
const literal = (bytes) =>
  JSON.stringify(bytes.toString("latin1")).replace(/[\x7f-\xff]/g, (one) => `\\x${one.charCodeAt(0).toString(16)}`);

function without(text, pattern, what) {
  if (!pattern.test(text)) throw new Stop(`wasm2js wrote nothing for ${what}: see scripts/lib/asm-module.mjs`);
  return text.replace(new RegExp(pattern, `${pattern.flags}g`), "");
}
