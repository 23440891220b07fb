/**
 * Prints the size of each built file, raw and compressed, beside the library that it replaces,
 * and fails where one is larger than it may be.
 */
import { build } from "./lib/build.mjs";
import { runMain, Stop } from "./lib/report.mjs";
import { setUp } from "./lib/setup.mjs";
import { overBudget, sizeTable } from "./lib/sizes.mjs";

await runMain(async () => {
  await build(await setUp());
  console.log(sizeTable());
  const problems = overBudget();
  if (problems.length > 0) throw new Stop(problems.join("\n"));
});
