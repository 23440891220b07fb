// What a page keeps in memory.

const SETTLED_ROUNDS = 4;

/**
 * Collects garbage until finalizers have run, then measures.
 *
 * @param {import("playwright-core").Page} page `window.memories` holds every `WebAssembly.Memory` of it (memories.js), if it has any
 * @returns {Promise<{script: number, module: number}>} bytes in use in the JavaScript heap, and bytes of the modules' memories
 */
export async function heapAfterCollection(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.enable");
  for (let round = 0; round < SETTLED_ROUNDS; round += 1) {
    await session.send("HeapProfiler.collectGarbage");
    // Finalizers run in tasks of their own; what they let go of is collected in the next round.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
  }
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  const module = await page.evaluate(() => (window.memories ?? []).reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
  return { script: usedSize, module };
}
