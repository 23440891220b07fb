/**
 * Fits the glue of wasm-bindgen to a core that is JavaScript itself. The two import each other. The core's memory is an
 * array that is replaced when it grows, which the glue would not notice: the old one is not detached, as that of a
 * WebAssembly memory is.
 */
import { Stop } from "./report.mjs";

const CHANGED = [
  { what: "the module", pattern: /^let wasm;\nexport function __wbg_set_wasm\(val\) \{\n.*\n\}\n/m, now: "" },
  {
    what: "its bytes",
    pattern: /^let cachedUint8ArrayMemory0 = null;\nfunction getUint8ArrayMemory0\(\) \{\n[^]*?^\}\n/m,
    now: "const getUint8ArrayMemory0 = () => wasm.HEAPU8;\n",
  },
  { what: "the decoder", pattern: /^let cachedTextDecoder = .*\ncachedTextDecoder\.decode\(\);\n/m, now: "" },
  { what: "decoding", pattern: /cachedTextDecoder\.decode\(bytes\)/, now: "decode(bytes)" },
];

/**
 * @param {string} glue source of the ES module that wasm-bindgen wrote for `--target bundler`, slimmed
 * @param {{ core: string, codec: string }} paths of the core and of `js/asm/utf8.js`, as the glue imports them
 * @returns {string} an ES module that exports `instantiate()`, and what the core imports
 * @throws {Stop} when the glue doesn't look as expected, as it may after an update
 */
export function asmGlue(glue, { core, codec }) {
  const changed = CHANGED.reduce((text, { what, pattern, now }) => {
    if (!pattern.test(text)) throw new Stop(`the glue has nothing for ${what}: see scripts/lib/asm-glue.mjs`);
    return text.replace(new RegExp(pattern, `${pattern.flags}g`), now);
  }, glue);
  const left = changed.match(/cachedText\w+|cached\w+Memory0|getDataViewMemory0|TextDecoder\('/);
  if (left) throw new Stop(`the glue still uses ${left[0]}: see scripts/lib/asm-glue.mjs`);
  return [
    `import * as wasm from ${JSON.stringify(core)};`,
    `import { decode } from ${JSON.stringify(codec)};`,
    changed,
  ].join("\n");
}

/**
 * @param {string} glue from {@link asmGlue}
 * @returns {Set<string>} the functions of the core that it calls
 */
export const calledBy = (glue) => {
  const used = new Set([...glue.matchAll(/\bwasm\.(\w+)/g)].map(([, name]) => name));
  used.delete("HEAPU8");
  return used;
};
