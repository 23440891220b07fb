/**
 * Measures how long connections take to come back, beside ChatJS, and writes the table of docs/reliability.md.
 *
 *     node scripts/reliability.mjs [arguments of tests/reliability/run.mjs]
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
  const script = ["tests/reliability/run.mjs", "--write", "docs/reliability.md", ...process.argv.slice(2)];
  await run(process.execPath, script, { env });
});
