/** Runs scenarios with one or two libraries and compares the traces. */
import { mkdir, writeFile } from "node:fs/promises";
import { runScenario } from "./browser.mjs";
import { differences } from "./compare.mjs";
import { normalise } from "./normalise.mjs";

export const REFERENCE = {
  label: "reference",
  url: "/node_modules/amazon-connect-chatjs/dist/amazon-connect-chat.js",
};
export const OURS = { label: "ours", url: "/dist/amazon-connect-chat.js" };

/** One run of one scenario: its normalised trace, also written to the folder of traces. */
async function traceOf({ browser, service, options }, scenario, library, mutant) {
  const { trace, failure } = await runScenario({
    browser,
    service,
    scenario,
    library: library.url,
    label: library.label,
    mutant,
  });
  const normalised = normalise(trace, { origin: service.origin, scenario });
  const folder = `${options.traces}/${library.label}`;
  await mkdir(folder, { recursive: true });
  const name = `${scenario.id.replaceAll("/", ".")}.json`;
  await writeFile(`${folder}/${name}`, `${JSON.stringify(normalised, null, 2)}\n`);
  return { trace: normalised, failure };
}

/** The trace of one library alone. */
export async function record(world, scenario, library) {
  const started = Date.now();
  try {
    const { trace, failure } = await traceOf(world, scenario, library);
    return { scenario, trace, failure, found: [], ms: Date.now() - started };
  } catch (error) {
    return { scenario, failure: String(error?.stack ?? error), found: [], ms: Date.now() - started };
  }
}

/**
 * Both libraries, one after the other, and where they differ. A scenario that cannot be run to its
 * end with the reference is a fault of the suite; with ours, a difference worth reading in full.
 */
export async function compare(world, scenario, [first, second], mutant) {
  const started = Date.now();
  try {
    const left = await traceOf(world, scenario, first);
    const right = await traceOf(world, scenario, second, mutant);
    const failures = [
      left.failure && `${first.label}: ${left.failure}`,
      right.failure && `${second.label}: ${right.failure}`,
    ].filter(Boolean);
    return {
      scenario,
      found: differences(left.trace, right.trace),
      failure: failures.join("\n") || undefined,
      ms: Date.now() - started,
    };
  } catch (error) {
    return { scenario, found: [], failure: String(error?.stack ?? error), ms: Date.now() - started };
  }
}

/** All differences of a run in one file, for reading and for keeping the table of accepted ones. */
export async function writeDifferences({ traces }, runs) {
  const found = Object.fromEntries(
    runs.filter((run) => run.found.length > 0).map((run) => [run.scenario.id, run.found]),
  );
  await writeFile(`${traces}/differences.json`, `${JSON.stringify(found, null, 2)}\n`);
}
