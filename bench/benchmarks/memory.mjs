// What a page has in memory when so many agents' sessions have come and gone, and nobody keeps anything of them.
import { heapAfterCollection } from "../../tests/streams/lib/memory.mjs";

const SESSIONS = 2_000;
const AT_A_TIME = 250;
const ENDED = "application/vnd.amazonaws.connect.event.chat.ended";

async function kibibytes(page) {
  const { script, module } = await heapAfterCollection(page);
  return (script + module) / 1024;
}

export const memory = {
  title: `Memory after ${SESSIONS.toLocaleString("en-US")} sessions`,
  what:
    "JavaScript heap in use after a collection, and the module's memory, once sessions of an agent were connected, heard a few items and " +
    "ended, the page keeping nothing of them",
  unit: "KiB",
  cases: [
    { name: "before the first one", measure: kibibytes },
    {
      name: `after ${SESSIONS.toLocaleString("en-US")}`,
      async measure(page) {
        for (let done = 0; done < SESSIONS; done += AT_A_TIME) {
          await page.evaluate(([count, type]) => window.comeAndGo(count, type), [AT_A_TIME, ENDED]);
          await kibibytes(page);
        }
        await page.requestsDone();
        return kibibytes(page);
      },
    },
  ],
};
