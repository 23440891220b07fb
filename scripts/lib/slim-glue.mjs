/**
 * Leaves out of the glue what wasm-bindgen writes for every module and a page of this one has no use for. It has one
 * client for as long as it lives, reads no gigabytes of text out of it, and a browser that loads the module (it has
 * reference types) has every method of a text encoder.
 */
import { Stop } from "./report.mjs";

/** What goes, by what it is for. */
const UNUSED = [
  {
    what: "freeing a client",
    pattern: /^ {4}__destroy_into_raw\(\) \{\n[^]*?^ {4}free\(\) \{\n[^]*?^ {4}\}\n/m,
  },
  { what: "freeing it by `using`", pattern: /^if \(Symbol\.dispose\).*\n/m },
  { what: "the registry of clients", pattern: /^const ClientFinalization =[^]*?;\n/m },
  { what: "registering a client", pattern: /^ +ClientFinalization\.register\(.*\n/m },
  {
    what: "a new decoder after 2 GB of text, for Safari",
    pattern: /^ {4}numBytesDecoded \+= bytes\.length;\n[^]*?^ {4}\}\n/m,
  },
  {
    what: "a text encoder that cannot write in place",
    pattern: /^if \(!\('encodeInto' in cachedTextEncoder\)\) \{\n[^]*?^\}\n/m,
  },
];

/**
 * @param {string} glue source of the ES module that wasm-bindgen wrote
 * @returns {string} the same without what is not used
 * @throws {Stop} when the glue doesn't look as expected, as it may after an update
 */
export function slimGlue(glue) {
  return UNUSED.reduce((text, { what, pattern }) => {
    if (!pattern.test(text)) throw new Stop(`the glue has nothing for ${what}: see scripts/lib/slim-glue.mjs`);
    return text.replace(pattern, "");
  }, glue);
}
