/**
 * The conformance suite: the same page script with amazon-connect-chatjs 5.0.0 and with this
 * library, in headless Chromium against the same connect-local, and the recorded traces compared.
 * See README.md in this folder.
 */
import { access } from "node:fs/promises";
import { checkAnchors, judge } from "./lib/accepted.mjs";
import { Browser } from "./lib/browser.mjs";
import { readOptions, USAGE } from "./lib/options.mjs";
import { pool } from "./lib/pool.mjs";
import { printScenario } from "./lib/report.mjs";
import { loadScenarios } from "./lib/scenarios.mjs";
import { startService } from "./lib/service.mjs";
import { compare, OURS, record, REFERENCE, writeDifferences } from "./lib/suite.mjs";
import { differences as table } from "./differences.mjs";
import { mutants } from "./mutants.mjs";

const SELF_ROUNDS = 3;

function conclude(passed, failed, extra = []) {
  extra.forEach((line) => console.log(line));
  console.log(`conformance: ${passed}/${passed + failed}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0;
}

/** Ours against the reference; accepted differences must all occur. */
async function runSuite(world, scenarios) {
  await checkAnchors(table);
  const runs = await pool(scenarios, world.options.jobs, async (scenario) => {
    const run = await compare(world, scenario, [REFERENCE, OURS]);
    const { unexplained } = judge(table, [run]);
    printScenario({ ...run, unexplained: unexplained.get(scenario.id) ?? [] });
    return run;
  });
  const { unexplained, stale } = judge(table, runs);
  await writeDifferences(world.options, runs);
  const failed = runs.filter(({ scenario, failure }) => failure || unexplained.has(scenario.id));
  const staleLines = stale.map(
    ({ anchor, id, path }) => `STALE ${anchor}: no such difference any more in ${id} at ${path}`,
  );
  const clean = conclude(runs.length - failed.length, failed.length, staleLines);
  return clean && stale.length === 0;
}

/** The reference against itself: shows that a difference is never an accident of timing. */
async function runSelf(world, scenarios) {
  let [passed, failed] = [0, 0];
  for (let round = 1; round <= SELF_ROUNDS; round += 1) {
    console.log(`round ${round} of ${SELF_ROUNDS}: reference against reference`);
    await pool(scenarios, world.options.jobs, async (scenario) => {
      const run = await compare(world, scenario, [REFERENCE, { ...REFERENCE, label: "again" }]);
      if (run.failure || run.found.length > 0) {
        failed += 1;
        printScenario({ ...run, unexplained: run.found });
      } else passed += 1;
    });
  }
  return conclude(passed, failed);
}

/** Each mutant must show up as an unexplained difference in at least one of its scenarios. */
async function runMutants(world, scenarios) {
  const subject = world.options.self ? REFERENCE : OURS;
  let [passed, failed] = [0, 0];
  for (const mutant of mutants) {
    const chosen = scenarios.filter(({ id }) => mutant.scenarios.includes(id));
    const runs = await pool(chosen, world.options.jobs, (scenario) =>
      compare(world, scenario, [REFERENCE, { ...subject, label: "mutant" }], mutant.name),
    );
    const { unexplained } = judge(subject === OURS ? table : [], runs);
    const caught = runs.filter(({ scenario, failure }) => failure || unexplained.has(scenario.id));
    if (caught.length > 0) passed += 1;
    else failed += 1;
    const verdict = caught.length > 0 ? `caught by ${caught.length} of ${runs.length}` : "MISSED";
    console.log(`${verdict} - ${mutant.name}: ${mutant.what}`);
  }
  return conclude(passed, failed);
}

/** The reference alone; its traces can be read in target/conformance/reference. */
async function runReference(world, scenarios) {
  const runs = await pool(scenarios, world.options.jobs, async (scenario) => {
    const run = await record(world, scenario, REFERENCE);
    printScenario({ ...run, unexplained: [] });
    return run;
  });
  const failed = runs.filter(({ failure }) => failure).length;
  return conclude(runs.length - failed, failed);
}

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    console.log(USAGE);
    return true;
  }
  const scenarios = await loadScenarios(options.only);
  await access(options.service).catch(() => {
    throw new Error(`${options.service} is missing; run: cargo build -p connect-local`);
  });
  const mode = options.mutants
    ? runMutants
    : options.self
      ? runSelf
      : options["reference-only"]
        ? runReference
        : runSuite;
  const stop = (what) => () => {
    console.error(`${what} ended in the middle of the run`);
    process.exit(1);
  };
  const service = await startService({ ...options, binary: options.service, onGone: stop("connect-local") });
  const browser = await Browser.launch(options.chromium, stop("the browser"));
  try {
    return await mode({ browser, service, options }, scenarios);
  } finally {
    await browser.close();
    await service.stop();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
