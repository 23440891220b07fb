/**
 * Kills the connections of many chats a thousand times while both sides talk, and counts what the pages made of it:
 * with this library, with this library and reloads of the page, and with amazon-connect-chatjs 5.0.0.
 *
 *     npm run recovery -- [--disconnects 1000] [--contacts 40] [--speed 8] [--seed N] [--only NAME] [--write]
 *
 * `--write` puts the figures into docs/recovery.md. Fails when a page with this library missed anything.
 */
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../e2e/lib/service.mjs";
import { converse } from "./conversation.mjs";
import { table, writeFigures } from "./report.mjs";
import { faults } from "./tally.mjs";
import { VARIANTS } from "./variants.mjs";

/** A run in which hardly anything is said shows little. */
const MESSAGES_PER_DISCONNECT = 2;

const { values } = parseArgs({
  options: {
    disconnects: { type: "string", default: "1000" },
    contacts: { type: "string", default: "40" },
    speed: { type: "string", default: "8" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    only: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const [disconnects, contacts] = [Number(values.disconnects), Number(values.contacts)];
const [speed, seed] = [Number(values.speed), Number(values.seed)];

console.log(`seed ${seed}: ${disconnects} disconnects, ${contacts} contacts, the pages' clocks ${speed} times as fast`);
const results = [];
for (const variant of VARIANTS.filter(({ name }) => !values.only || name === values.only)) {
  const sum = await converse(variant, { seed, disconnects, contacts, speed });
  results.push({ variant, sum });
  console.log(`${variant.title}: ${JSON.stringify(sum)}`);
}
console.log(`\n${table(results)}`);
if (values.write) {
  const seconds = results.map(({ sum }) => sum.seconds).join(", ");
  const how = [
    `Seed ${seed}, ${contacts} contacts at once, ${seconds} seconds; the pages' clocks ran ${speed} times as fast.`,
    `${cpus()[0].model}, ${cpus().length} cores, Node ${process.versions.node}, Chromium ${results[0].sum.browser}.`,
  ];
  writeFigures(join(repository, "docs/recovery.md"), [table(results), "", ...how].join("\n"));
}
for (const { variant, sum } of results.filter(({ variant }) => !variant.isOriginal)) {
  const found = [...faults(sum), ...(sum.said < MESSAGES_PER_DISCONNECT * disconnects ? ["too little was said"] : [])];
  if (found.length === 0) continue;
  console.error(`${variant.title}: ${found.join(", ")}`);
  process.exitCode = 1;
}
