import { existsSync } from "node:fs";
import { installLibrary } from "./consumers.mjs";
import { countCargo, countConformance, countNode } from "./counts.mjs";
import { engineVersions } from "./engines.mjs";
import { filesBelow } from "./fingerprint.mjs";
import { at } from "./paths.mjs";
import { capture } from "./process.mjs";
import { say } from "./report.mjs";
import { buildRustExample } from "./rust-example.mjs";
import { setUpForHermes, setUpForPackaging } from "./setup.mjs";
import { simulate } from "./simulation.mjs";
import { sizeTable, overBudget } from "./sizes.mjs";
import { TARGET } from "./rust.mjs";

/**
 * @typedef {object} Context
 * @property {Record<string, string>} env from the set-up
 * @property {string[]} args further arguments for the runner
 * @property {() => Promise<void>} build builds the library, once
 * @property {() => Promise<string>} service builds connect-local, once; resolves with its path
 * @property {() => Promise<Record<string, string>>} engines sets up other browsers, once; resolves with their environment
 *
 * @typedef {{ ok: boolean, tests: number, closing: string }} Outcome `tests`: how many ran
 */

/** Every suite in the order in which they run: what fails soonest comes first. */
export const suites = {
  lint,
  native,
  size,
  js,
  web,
  types,
  e2e,
  engines,
  hermes,
  streams,
  rust,
  packaging,
  conformance,
};

const LIBRARY = ["-p", "amazon-connect-chat-wasm"];
const MODULE = ["-p", "amazon-connect-chat-module"];
const EXAMPLE = ["-p", "chat-in-rust"];
const DENY = ["--", "-D", "warnings"];
const DOC = ["doc", "--locked", "--no-deps", "--document-private-items"];

async function lint({ env }) {
  const docs = { ...env, RUSTDOCFLAGS: "-D warnings" };
  const checks = [
    ["fmt", ["fmt", "--all", "--check"], env],
    ["clippy", ["clippy", "--locked", "--workspace", "--all-targets", ...DENY], env],
    [
      "clippy for wasm32",
      ["clippy", "--locked", ...LIBRARY, ...MODULE, ...EXAMPLE, "--lib", "--test", "web", "--target", TARGET, ...DENY],
      env,
    ],
    ["rustdoc", [...DOC, "--workspace"], docs],
    ["rustdoc for wasm32", [...DOC, ...LIBRARY, ...EXAMPLE, "--target", TARGET], docs],
  ];
  const failed = [];
  for (const [name, args, environment] of checks) {
    const { ok } = await capture("cargo", args, { env: environment, show: true });
    if (!ok) failed.push(name);
  }
  const closing = failed.length > 0 ? `failed: ${failed.join(", ")}` : checks.map(([name]) => name).join(", ");
  return { ok: failed.length === 0, tests: checks.length, closing };
}

/** Lives of the simulation in each run of the tests; `npm run soak` has more. */
const SEEDS = 10_000;

/** The core and the local service; and, unless only some of these tests are wanted, the simulation at length. */
async function native({ env, args }) {
  const all = ["test", "--locked", "--workspace", ...args];
  const tests = await capture("cargo", all, { env, show: true });
  if (args.length > 0) return { ok: tests.ok, ...countCargo(tests.output) };
  const lives = await simulate({ env, seeds: SEEDS });
  const { closing, ...count } = countCargo(tests.output + lives.output);
  return { ok: tests.ok && lives.ok, ...count, closing: `${closing}; ${lives.figures}` };
}

async function size({ build }) {
  await build();
  console.log(sizeTable());
  const problems = overBudget();
  return { ok: problems.length === 0, tests: 1, closing: problems.join("; ") || "within the budget" };
}

/** The adapters, in a real browser. */
async function web({ env, args }) {
  const runner = ["test", "--headless", "--chrome", "--chromedriver", env.CHROMEDRIVER];
  const what = ["--mode", "no-install", ".", "--locked", "--lib", "--test", "web", ...args];
  const { ok, output } = await capture("wasm-pack", [...runner, ...what], {
    env: { ...env, WASM_BINDGEN_TEST_TIMEOUT: "120" },
    show: true,
  });
  return { ok, ...countCargo(output) };
}

async function js(context) {
  return nodeTests(["tests/js", "tests/scripts"], context);
}

async function types(context) {
  await context.build();
  return nodeTests(["tests/types"], context);
}

/** The built library on a page, against the local service. */
async function e2e(context) {
  return pageTests(["tests/e2e"], context);
}

/** Conversations, attachments, and connections that break. */
const IN_EVERY_ENGINE = ["tests/e2e/conversation.test.mjs", "tests/e2e/connection.test.mjs"];

/** The same tests in the engines of other browsers. */
async function engines(context) {
  const found = await context.engines();
  const outcomes = [];
  for (const [engine, version] of Object.entries(await engineVersions(found))) {
    say(version);
    const env = { ...context.env, ...found, E2E_ENGINE: engine };
    const { closing, ...outcome } = await pageTests(IN_EVERY_ENGINE, { ...context, env });
    outcomes.push({ ...outcome, closing: `${version}: ${closing}` });
  }
  return {
    ok: outcomes.every(({ ok }) => ok),
    tests: outcomes.reduce((sum, { tests }) => sum + tests, 0),
    closing: outcomes.map(({ closing }) => closing).join("; "),
  };
}

/** The pure JavaScript build under React Native's engine. */
async function hermes(context) {
  await setUpForHermes();
  return pageTests(["tests/hermes"], context);
}

/** The built library on an agent's page: inside Streams, and with many contacts. */
async function streams(context) {
  return pageTests(["tests/streams"], context);
}

/** The library as it would be published, in projects that use it. */
async function packaging(context) {
  await setUpForPackaging();
  await context.build();
  await installLibrary();
  return pageTests(["tests/packaging"], context);
}

/** The crate without any JavaScript of ours: the widget of `examples/rust/`. */
async function rust(context) {
  await buildRustExample(context);
  return pageTests(["tests/rust"], context);
}

/** More failures than this are no accident of timing. */
const MAX_REPEATED = 8;

/** This library and ChatJS, the same script, the traces compared. */
async function conformance({ env, args, build, service }) {
  await build();
  const script = "tests/conformance/run.mjs";
  if (!existsSync(at(script))) return { ok: false, tests: 0, closing: `${script} is missing` };
  const options = ["--service", await service(), "--chromium", env.CHROMIUM_PATH, ...args];
  const run = (...more) => capture(process.execPath, [script, ...options, ...more], { env, show: true });
  const { ok, output } = await run();
  const outcome = { ok, ...countConformance(output) };
  // Scenarios run in real time, dozens at once: on a busy machine two timers may swap. A difference of
  // behaviour is there again when the scenario runs in peace, and only then is it one.
  const failed = [...output.matchAll(/^(?:DIFF|FAIL) (\S+\/\S+) - /gm)].map(([, id]) => id);
  if (ok || failed.length === 0 || failed.length > MAX_REPEATED) return outcome;
  const again = await run("--only", `^(${failed.join("|")})$`);
  const { closing } = countConformance(again.output);
  return { ...outcome, ok: again.ok, closing: `${outcome.closing}; the others again: ${closing}` };
}

async function pageTests(paths, context) {
  await context.build();
  const env = { ...context.env, CONNECT_LOCAL: await context.service() };
  return nodeTests(paths, { ...context, env });
}

async function nodeTests(folders, { env, args }) {
  const files = filesBelow(folders).filter((file) => /\.test\.m?js$/.test(file));
  if (files.length === 0) return { ok: false, tests: 0, closing: `${folders.join(", ")}: no tests` };
  const runner = ["--test", "--test-reporter=spec", ...args, ...files];
  const { ok, output } = await capture(process.execPath, runner, { env, show: true });
  const { empty, ...count } = countNode(output, files);
  if (empty.length > 0) count.closing += `; without a test: ${empty.join(", ")}`;
  return { ok: ok && empty.length === 0, ...count };
}
