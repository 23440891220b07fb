// What a page has in memory while so many sessions of an agent are connected.
import { heapAfterCollection } from "../../tests/streams/lib/memory.mjs";

const SESSIONS = 200;
const ITEMS_EACH = 25;

export const sessions = {
  title: `Memory of ${SESSIONS} sessions`,
  what:
    "JavaScript heap in use after a collection, and the module's memory, beyond what an empty page has; the sessions are an agent's, " +
    `connected, and have heard ${ITEMS_EACH} items each in one burst, of which the page keeps nothing`,
  unit: "KiB",
  cases: [
    {
      name: "before the first session",
      why: "a WebAssembly module has its memory from the start, whether it is used or not.",
    },
    {
      name: `with ${SESSIONS} sessions`,
      why: "the same; and it grows to what the longest queue of items needed, and never shrinks.",
    },
    {
      name: "of it JavaScript heap that came with the sessions",
      why:
        "half of it comes once, however many sessions there are: code that was compiled, numbers as texts that the engine keeps, and the " +
        "table of page objects that the module can name, which has grown like its memory.",
    },
  ],
  async measureAll(page) {
    const before = await heapAfterCollection(page);
    await page.evaluate(
      async ([count, items]) => {
        window.make = await window.openMany(count);
        await window.make(items)();
      },
      [SESSIONS, SESSIONS * ITEMS_EACH],
    );
    const after = await heapAfterCollection(page);
    await page.goto("about:blank");
    const empty = await heapAfterCollection(page);
    const beyond = ({ script, module }) => script + module - empty.script;
    return [beyond(before), beyond(after), after.script - before.script].map((bytes) => bytes / 1024);
  },
};
