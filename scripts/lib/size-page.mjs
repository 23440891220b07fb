import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { encode } from "../webpack/wasm-text.mjs";
import { BUNDLES, downloads } from "./bundles.mjs";
import { at } from "./paths.mjs";
import { sizesOf } from "./sizes.mjs";
import { codeBySource } from "./source-map.mjs";
import { functionsOf, sectionsOf } from "./wasm-parts.mjs";

const SCRIPT = "dist/amazon-connect-chat.js";
const MODULE = "pkg/amazon_connect_chat_bg.wasm";
const SYMBOLS = "pkg/amazon_connect_chat.symbols";
/** Functions that have a line of their own. */
const LARGEST = 25;

const brotli = (content) => brotliCompressSync(content).length;
const figure = (bytes) => bytes.toLocaleString("en-US");

/**
 * A table in Markdown, largest first.
 *
 * @param {string[]} head
 * @param {[string, ...number[]][]} rows
 */
function table(head, rows) {
  const sorted = [...rows].sort((a, b) => b.at(-1) - a.at(-1));
  const cells = sorted.map(([name, ...figures]) => [name, ...figures.map(figure)]);
  const line = (parts) => `| ${parts.join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index ? "--:" : "---"))), ...cells.map(line)].join("\n");
}

/** Adds up sizes by a key. */
function grouped(parts, keyOf) {
  const sums = new Map();
  for (const part of parts) sums.set(keyOf(part), (sums.get(keyOf(part)) ?? 0) + part.size);
  return [...sums];
}

/** The part of the core that a function belongs to, or the crate that it comes from. */
function ownerOf({ name }) {
  // What the module exports is named without a path.
  if (/^[a-z]\w*( externref shim)?$/.test(name)) return "`web/client`, with what is called from there alone";
  if (/^__|externref shim|wasm_bindgen|js_sys/.test(name)) return "wasm-bindgen";
  const own = name.match(/\b(backoff|connection|context|error|hub|ids|io|rng|service|session|time|web|wire)::(\w+)/);
  if (/lol_alloc|__rust_/.test(name)) return "allocator";
  if (!own) return "standard library";
  const [, part, inner] = own;
  return ["session", "web", "connection"].includes(part) && /^[a-z]/.test(inner) ? `\`${part}/${inner}\`` : `\`${part}\``;
}

/** The name of a source in the bundle, as it is called in the repository. */
function fileOf(source) {
  const path = source.replace(/^webpack:\/\/[^/]+\/(\.\/)?/, "").replace(/^pkg\/snippets\/[^/]+\//, "");
  if (source === "" || path.startsWith("webpack/")) return "what joins the files";
  return path === "pkg/amazon_connect_chat.js" ? "the glue of wasm-bindgen" : `\`${path}\``;
}

/**
 * What each build weighs, and where the bytes of the script go.
 *
 * @returns {string} Markdown
 */
export function sizePage() {
  const script = readFileSync(at(SCRIPT), "utf8");
  const module = readFileSync(at(MODULE));
  const { text, alphabet } = encode(module);
  const withoutModule = (code) => code.replace(text, "").replace(alphabet, "");
  const map = JSON.parse(readFileSync(at(`${SCRIPT}.map`), "utf8"));
  const code = withoutModule(script);
  const sections = sectionsOf(module).map(({ name, content }) => [
    `module: ${name} section`,
    content.length,
    brotli(content),
  ]);
  const large = sections.filter(([, size]) => size >= 1_000);
  const rest = module.length - large.reduce((sum, [, size]) => sum + size, 0);
  const functions = functionsOf(module, readFileSync(at(SYMBOLS), "utf8"));
  const files = [...codeBySource(script, map)].map(([source, part]) => {
    return { name: fileOf(source), size: withoutModule(part).length };
  });
  const literals = [...code.matchAll(/"(?:[^"\\\n]|\\.)*"/g)].map(([literal]) => literal).join("\n");

  return `# Where the bytes go

Written by \`npm run size -- --write\`; the figures are those of the last time that it was run. Bytes; brotli at its highest quality. A part is
compressed alone: the parts together are larger than the script, in which one finds again what another has said.

## What a page downloads

All of a build: the slim one with its module. \`asm\` is the one in pure JavaScript.

${table(
  ["Build", "raw", "brotli 11"],
  BUNDLES.map((bundle) => {
    const files = downloads(bundle).map(sizesOf);
    const sum = (key) => files.reduce((all, sizes) => all + sizes[key], 0);
    return [`\`${bundle.file}\``, sum("raw"), sum("brotli")];
  }),
)}

## The script

${table(
  ["Part", "raw", "brotli 11"],
  [
    ["**the whole script**", script.length, brotli(script)],
    ...large,
    [
      "module as text, beyond the module itself",
      text.length + alphabet.length - module.length,
      brotli(text + alphabet) - brotli(module),
    ],
    ["JavaScript", code.length, brotli(code)],
    ["texts in the JavaScript, once more: names of the API, log lines, messages", literals.length, brotli(literals)],
  ],
)}

The other sections of the module have ${figure(rest)} bytes together.

## The module by part

Raw bytes of functions. What is used in one place alone is inlined there and counted there.

${table(["Part", "raw"], grouped(functions, ownerOf))}

## Its largest functions

${table(
  ["Function", "raw"],
  functions.slice(0, LARGEST).map(({ name, size }) => [`\`${name}\``, size]),
)}

## The JavaScript by file

Raw bytes in the minified script.

${table(
  ["File", "raw"],
  grouped(files, ({ name }) => name).filter(([, size]) => size > 0),
)}
`;
}
