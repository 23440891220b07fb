// What a new message costs a page that listens to the transcript, by how much is in there already.
import { cpuTime } from "../cpu.mjs";

/** Sessions of the page; in a short transcript the messages are spread over them, so that it stays short. */
const SESSIONS = 20;
const SHORT = 100;
const LONG = 10_000;

/** Ways in which messages come, with how many of them each turn has. */
const WAYS = [
  { name: "a task with 100 new messages", way: "burst", count: 100 },
  { name: "each message in a task of its own", way: "update", count: 50 },
];

const measureWith = (listed, { way, count }) =>
  async function measure(page) {
    await page.evaluate(
      async ([sessions, short, listed, way, count]) => {
        const open = [];
        for (let n = 0; n < sessions; n += 1) open.push(await window.openTranscript(short));
        // Enough for the engine to have compiled what is compiled.
        const warmUp = await window.openTranscript(2_000);
        for (let n = 0; n < 5; n += 1) await warmUp[way](count);
        window.turns = listed > short ? Array(sessions).fill(await window.openTranscript(listed)) : open;
      },
      [SESSIONS, SHORT, listed, way, count],
    );
    const seconds = await cpuTime(page, () =>
      page.evaluate(
        async ([way, count]) => {
          for (const session of window.turns) await session[way](count);
        },
        [way, count],
      ),
    );
    return (seconds / (SESSIONS * count)) * 1_000_000;
  };

const nameOf = (listed, { name }) => `${listed.toLocaleString("en-US")} listed, ${name}`;

export const transcript = {
  title: "A message in a transcript that the page listens to",
  what:
    "processor time of the page's thread for each message, from its arrival until `onTranscriptUpdated` has been called with it; the transcript " +
    `has ${SHORT} messages or ${LONG.toLocaleString("en-US")} to begin with`,
  unit: "µs",
  cases: WAYS.flatMap((way) =>
    [SHORT, LONG].map((listed) => ({ name: nameOf(listed, way), measure: measureWith(listed, way) })),
  ),
  growth: WAYS.map((way) => ({
    name: `${LONG.toLocaleString("en-US")} listed, of ${SHORT}: ${way.name}`,
    from: nameOf(SHORT, way),
    to: nameOf(LONG, way),
  })),
};
