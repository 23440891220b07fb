// What a page has in memory when so many agents' sessions have come and gone, and nobody keeps anything of them.
import { kibibytes } from "../heap.mjs";

const SESSIONS = 2_000;
const AT_A_TIME = 250;
const ENDED = "application/vnd.amazonaws.connect.event.chat.ended";

const MODULE =
  "an empty page is in it, and a WebAssembly module has its memory from the start, whether it is used or not.";

export const memory = {
  title: `Memory after ${SESSIONS.toLocaleString("en-US")} sessions`,
  what:
    "JavaScript heap in use after a collection, and the module's memory, once sessions of an agent were connected, heard a few items and " +
    "ended, the page keeping nothing of them",
  unit: "KiB",
  cases: [
    { name: "before the first one", why: MODULE, measure: kibibytes },
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
