/**
 * Runs the tests: every suite, or the one that is named.
 *
 *     node scripts/test.mjs [suite [arguments for its runner]]
 *
 * All suites run even if one fails. A suite that ran no test has failed.
 */
import { build } from "./lib/build.mjs";
import { bad, good, runMain, say, Stop } from "./lib/report.mjs";
import { buildService } from "./lib/service.mjs";
import { setUp, setUpForEngines } from "./lib/setup.mjs";
import { suites } from "./lib/suites.mjs";

await runMain(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (name && !Object.hasOwn(suites, name)) {
    throw new Stop(`there is no suite "${name}": ${Object.keys(suites).join(", ")}`);
  }
  const ready = await setUp({ tests: true });
  const context = {
    env: ready.env,
    args,
    build: once(() => build(ready)),
    service: once(() => buildService(ready)),
    engines: once(setUpForEngines),
  };
  const results = [];
  for (const suite of name ? [name] : Object.keys(suites)) {
    say(`suite ${suite}`);
    results.push({ suite, ...(await outcome(suites[suite], context)) });
  }
  console.log(`\n${results.map(summary).join("\n")}`);
  const failed = results.filter(({ ok }) => !ok).map(({ suite }) => suite);
  if (failed.length > 0) throw new Stop(`failed: ${failed.join(", ")}`);
  console.log(`\n${good("all suites passed")}`);
});

async function outcome(suite, context) {
  const start = performance.now();
  const result = await suite(context).catch((error) => {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    return { ok: false, tests: 0, closing: error.message.split("\n")[0] };
  });
  const seconds = (performance.now() - start) / 1000;
  return { ...result, ok: result.ok && result.tests > 0, seconds };
}

function summary({ suite, ok, tests, closing, seconds }) {
  const verdict = ok ? good("ok  ") : bad("FAIL");
  const cells = [suite.padEnd(12), `${tests} tests`.padStart(10), `${seconds.toFixed(0)} s`.padStart(6)];
  return `${verdict} ${cells.join(" ")}  ${closing}`;
}

/** What several suites need is done for the first; each hears of it when it failed. */
function once(job) {
  let promise;
  return () => (promise ??= job());
}
