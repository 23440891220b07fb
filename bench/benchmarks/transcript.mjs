// What a new message costs a page that listens to the transcript, by how much is in there already.
import { cpuTime } from "../cpu.mjs";

/** Sessions of the page; a short transcript grows by one turn, a long one by as many turns as there are sessions. */
const SESSIONS = 20;
const MESSAGES_A_TURN = 100;
const SHORT = 100;
const LONG = 10_000;
/** Enough for the engine to have compiled what is compiled. */
const WARM_UP = 2_500;

const nameOf = (listed) => `${listed.toLocaleString("en-US")} messages`;

async function measure(page, listed) {
  await page.evaluate(
    async ([sessions, short, warmUp, listed]) => {
      const open = [];
      for (let n = 0; n < sessions; n += 1) open.push(await window.openTranscript(short));
      await window.openTranscript(warmUp);
      window.turns = listed > short ? Array(sessions).fill(await window.openTranscript(listed)) : open;
    },
    [SESSIONS, SHORT, WARM_UP, listed],
  );
  const take = async (count) => {
    for (const bring of window.turns) await bring(count);
  };
  const seconds = await cpuTime(page, () => page.evaluate(take, MESSAGES_A_TURN));
  return (seconds / (SESSIONS * MESSAGES_A_TURN)) * 1_000_000;
}

export const transcript = {
  title: "A message in a transcript that the page listens to",
  what:
    `${MESSAGES_A_TURN} new messages in a task, and \`onTranscriptUpdated\` once for them: processor time of the page's thread until it has ` +
    "been called, for each message, by what is in the transcript to begin with",
  unit: "µs",
  cases: [SHORT, LONG].map((listed) => ({
    name: nameOf(listed),
    why: "of so little, what both libraries have to do (`JSON.parse`, the objects that the page gets) is a large part.",
    measure: (page) => measure(page, listed),
  })),
  growth: [{ name: `${LONG.toLocaleString("en-US")}, of ${SHORT}`, from: nameOf(SHORT), to: nameOf(LONG) }],
};
