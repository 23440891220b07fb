/**
 * Looks for inputs that break the core, guided by the code that they reach. It goes on from the corpus in
 * `fuzz/corpus/` and adds to it; what breaks the core is in `fuzz/artifacts/`.
 *
 *     node scripts/fuzz.mjs [target] [--seconds N]
 *
 * Without a target, all of them, one after the other; `--seconds`: for each, default 60.
 */
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { at } from "./lib/paths.mjs";
import { capture, run } from "./lib/process.mjs";
import { runMain, say, Stop } from "./lib/report.mjs";
import { setUp } from "./lib/setup.mjs";

/** Coverage counters are nightly features of the compiler; this makes the stable one have them, too. */
const NIGHTLY = { RUSTC_BOOTSTRAP: "1" };

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { seconds: { type: "string", default: "60" } },
    allowPositionals: true,
  });
  const all = readdirSync(at("fuzz/fuzz_targets")).map((file) => basename(file, ".rs"));
  const targets = positionals.length > 0 ? positionals : all;
  const unknown = targets.find((target) => !all.includes(target));
  if (unknown) throw new Stop(`there is no target "${unknown}": ${all.join(", ")}`);
  const ready = await setUp();
  const env = { ...ready.env, ...NIGHTLY };
  if (!(await capture("cargo", ["fuzz", "--version"], { env })).ok) {
    throw new Stop("cargo-fuzz is needed", "cargo install cargo-fuzz --locked");
  }
  for (const target of targets) {
    say(`fuzz ${target}: ${values.seconds} s`);
    await run("cargo", ["fuzz", "run", target, "--", `-max_total_time=${values.seconds}`, "-max_len=4096"], { env });
  }
});
