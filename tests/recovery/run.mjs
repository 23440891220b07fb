/**
 * Kills the connections of many chats a thousand times while both sides talk, and counts what the pages made of it:
 * with this library, with this library and reloads of the page, and with amazon-connect-chatjs 5.0.0.
 *
 *     npm run recovery -- [--disconnects 1000] [--contacts 40] [--speed 8] [--seed N] [--only NAME] [--write]
 *
 * `--write` puts the figures into docs/recovery.md. Fails when a page with this library missed anything.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../e2e/lib/service.mjs";
import { converse } from "./conversation.mjs";
import { table, writeFigures } from "./report.mjs";
import { faults } from "./tally.mjs";
import { VARIANTS } from "./variants.mjs";

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
const [disconnects, contacts, speed, seed] = ["disconnects", "contacts", "speed", "seed"].map((name) => Number(values[name]));

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
  const how = `Seed ${seed}; ${contacts} contacts; ${seconds} seconds, in which the pages' clocks ran ${speed} times as fast.`;
  writeFigures(join(repository, "docs/recovery.md"), `${table(results)}\n\n${how}`);
}
const bad = results.filter(({ variant, sum }) => variant.name !== "chatjs" && (faults(sum).length > 0 || sum.said < 2 * disconnects));
for (const { variant, sum } of bad) console.error(`${variant.title}: ${faults(sum).join(", ") || "too little was said"}`);
if (bad.length > 0) process.exitCode = 1;
