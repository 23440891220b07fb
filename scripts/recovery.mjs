/**
 * Kills connections a thousand times while both sides talk, and counts what is lost: see docs/recovery.md.
 *
 *     node scripts/recovery.mjs [options of tests/recovery/run.mjs]
 */
import { build } from "./lib/build.mjs";
import { capture } from "./lib/process.mjs";
import { runMain, Stop } from "./lib/report.mjs";
import { buildService } from "./lib/service.mjs";
import { setUp } from "./lib/setup.mjs";

await runMain(async () => {
  const ready = await setUp({ tests: true });
  await build(ready);
  const env = { ...ready.env, CONNECT_LOCAL: await buildService(ready) };
  const args = ["tests/recovery/run.mjs", ...process.argv.slice(2)];
  const { ok } = await capture(process.execPath, args, { env, show: true });
  if (!ok) throw new Stop("something was lost, doubled or out of order");
});
