/**
 * Measures speed and memory beside ChatJS, and writes the tables of docs/performance.md.
 *
 *     node scripts/bench.mjs [arguments of bench/run.mjs]
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
  const script = ["bench/run.mjs", "--write", "docs/performance.md", ...process.argv.slice(2)];
  await run(process.execPath, script, { env });
});
