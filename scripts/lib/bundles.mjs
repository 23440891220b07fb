import { ASM } from "./asm.mjs";

/**
 * What a page can load.
 *
 * @typedef {object} Bundle
 * @property {string} file below `dist/`
 * @property {string} entry below `js/`
 * @property {"script" | "module" | "commonjs"} kind
 * @property {string} module folder of the core
 * @property {boolean} reliable whether that core has recovery and outbox
 * @property {string} [wasm] below `dist/`: the module as a file of its own; absent: it is inside
 */

const FLAVOURS = [
  { name: "amazon-connect-chat", module: "pkg", reliable: false },
  { name: "amazon-connect-chat.reliable", module: "pkg-reliable", reliable: true },
];

const OF_WASM = FLAVOURS.flatMap(({ name, ...flavour }) => [
  { ...flavour, file: `${name}.js`, entry: "connect.js", kind: "script" },
  { ...flavour, file: `${name}.mjs`, entry: "module.js", kind: "module" },
  { ...flavour, file: `${name}.cjs`, entry: "module.js", kind: "commonjs" },
  { ...flavour, file: `slim/${name}.mjs`, entry: "slim.js", kind: "module", wasm: `slim/${name}.wasm` },
]);

const OF_JAVASCRIPT = { file: "amazon-connect-chat.asm.js", entry: "asm.js", kind: "script", module: ASM };

/** @type {Bundle[]} */
export const BUNDLES = [...OF_WASM, { ...OF_JAVASCRIPT, reliable: false }];

/**
 * Everything that a page downloads which loads a bundle.
 *
 * @param {Bundle} bundle
 * @returns {string[]} paths relative to the repository
 */
export const downloads = ({ file, wasm }) => [file, wasm].filter(Boolean).map((name) => `dist/${name}`);
