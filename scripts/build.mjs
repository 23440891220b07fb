/**
 * Builds the library into `dist/`; what is up to date is left as it is.
 *
 *     node scripts/build.mjs [--dev]
 *
 * `--dev` is quick: neither optimised nor minified, and the standard library as it comes.
 */
import { parseArgs } from "node:util";
import { build } from "./lib/build.mjs";
import { runMain, say } from "./lib/report.mjs";
import { setUp } from "./lib/setup.mjs";

await runMain(async () => {
  const { values } = parseArgs({ options: { dev: { type: "boolean" } } });
  await build({ ...(await setUp()), dev: values.dev });
  say("dist/amazon-connect-chat.js is up to date");
});
