/**
 * The simulation with many seeds, on all cores: how long it takes is up to the machine.
 *
 *     node scripts/soak.mjs [--seeds N]
 *
 * `--seeds`: default 1,000,000.
 */
import { parseArgs } from "node:util";
import { runMain, say, Stop } from "./lib/report.mjs";
import { setUp } from "./lib/setup.mjs";
import { simulate } from "./lib/simulation.mjs";

await runMain(async () => {
  const { values } = parseArgs({ options: { seeds: { type: "string", default: "1000000" } } });
  const seeds = Number(values.seeds);
  if (!Number.isInteger(seeds) || seeds < 1) throw new Stop(`--seeds is a number of lives, not ${values.seeds}`);
  const { env } = await setUp();
  say(`simulation: ${seeds.toLocaleString("en-US")} seeds`);
  const { ok } = await simulate({ env, seeds });
  if (!ok) throw new Stop("an invariant does not hold");
});
