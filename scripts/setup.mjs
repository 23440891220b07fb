/**
 * Sets up what the project needs and this machine lacks.
 *
 *     node scripts/setup.mjs [--tests] [--toolchain rustup|debian]
 *
 * `--tests` also sets up what only the tests need. `--toolchain` chooses where Rust comes from,
 * for this and all later commands; by default that is rustup where it works, otherwise Debian.
 */
import { parseArgs } from "node:util";
import { runMain, say, Stop } from "./lib/report.mjs";
import { setUp, setUpForEngines, setUpForHermes, setUpForPackaging } from "./lib/setup.mjs";

await runMain(async () => {
  const { values } = parseArgs({
    options: { tests: { type: "boolean" }, toolchain: { type: "string" } },
  });
  if (![undefined, "rustup", "debian"].includes(values.toolchain)) {
    throw new Stop(`there is no toolchain "${values.toolchain}": rustup or debian`);
  }
  const { rust } = await setUp(values);
  if (values.tests) {
    await setUpForEngines();
    await setUpForPackaging();
    await setUpForHermes();
  }
  say(`all is there: Node ${process.versions.node}, Rust ${rust.version}`);
});
