/**
 * Prints the size of each built file, raw and compressed, beside the library that it replaces,
 * and fails where one is larger than it may be.
 *
 *     node scripts/size.mjs [--write]
 *
 * `--write` writes down in `docs/size.md` where the bytes go.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { build } from "./lib/build.mjs";
import { at } from "./lib/paths.mjs";
import { runMain, Stop } from "./lib/report.mjs";
import { setUp } from "./lib/setup.mjs";
import { sizePage } from "./lib/size-page.mjs";
import { overBudget, sizeTable } from "./lib/sizes.mjs";

await runMain(async () => {
  const { values } = parseArgs({ options: { write: { type: "boolean" } } });
  await build(await setUp());
  console.log(sizeTable());
  const problems = overBudget();
  if (problems.length > 0) throw new Stop(problems.join("\n"));
  if (values.write) writeFileSync(at("docs/size.md"), sizePage());
});
