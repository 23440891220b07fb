/**
 * Kills connections a thousand times while both sides talk, and counts what is lost: see docs/recovery.md.
 *
 *     node scripts/recovery.mjs [arguments of tests/recovery/run.mjs]
 */
import { build } from "./lib/build.mjs";
import { run } from "./lib/process.mjs";
import { runMain } from "./lib/report.mjs";
import { buildService } from "./lib/service.mjs";
import { setUp } from "./lib/setup.mjs";

await runMain(async () => {
  const ready = await setUp({ tests: true });
  await build(ready);
  const env = { ...ready.env, CONNECT_LOCAL: await buildService(ready) };
  await run(process.execPath, ["tests/recovery/run.mjs", ...process.argv.slice(2)], { env });
});
