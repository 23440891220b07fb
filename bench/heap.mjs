import { heapAfterCollection } from "../tests/streams/lib/memory.mjs";

/** What a page has in memory after a garbage collection, with the memory of WebAssembly modules, in KiB. */
export async function kibibytes(page) {
  const { script, module } = await heapAfterCollection(page);
  return (script + module) / 1024;
}
