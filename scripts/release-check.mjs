/**
 * Checks what is about to be released: versions, changelog, sizes, what is in the npm package and in the crate, and the
 * hashes that the README names.
 *
 *     node scripts/release-check.mjs [--tag v1.2.3] [--write]
 *
 * `--tag`: it is published under this tag, so that the tag is the version and the changelog has its day.
 * `--write`: writes the hashes of what was built into the README. Another compiler gives other bytes: what counts is
 * what is published, so the workflow that publishes writes them, too.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { build } from "./lib/build.mjs";
import { BUNDLES } from "./lib/bundles.mjs";
import { at } from "./lib/paths.mjs";
import { capture } from "./lib/process.mjs";
import { belongsIntoCrate, publishedFiles } from "./lib/published.mjs";
import { changelogProblems, fileProblems, NAMING, otherVersions, withIntegrity } from "./lib/release.mjs";
import { bad, good, runMain, say, Stop } from "./lib/report.mjs";
import { setUp } from "./lib/setup.mjs";
import { overBudget } from "./lib/sizes.mjs";

const CRATE = ["-p", "amazon-connect-chat-wasm", "--locked", "--allow-dirty"];

const read = (file) => readFileSync(at(file), "utf8");

await runMain(async () => {
  const { values } = parseArgs({ options: { tag: { type: "string" }, write: { type: "boolean" } } });
  const ready = await setUp();
  await build(ready);
  const { version } = JSON.parse(read("package.json"));

  const checks = {
    versions: () => versions(version, values.tag),
    changelog: () => changelogProblems(version, read("CHANGELOG.md"), values.tag !== undefined),
    size: overBudget,
    hashes: () => hashes(version, values.write),
    tarball,
    crate: () => crate(ready),
  };
  let failed = false;
  for (const [name, check] of Object.entries(checks)) {
    say(name);
    const problems = await check();
    failed ||= problems.length > 0;
    console.log(problems.length > 0 ? problems.map(bad).join("\n") : good("ok"));
  }
  if (failed) throw new Stop(`${version} cannot be released yet`);
});

function versions(version, tag) {
  const problems = otherVersions(version, Object.fromEntries(NAMING.map((file) => [file, read(file)])));
  return tag && tag !== `v${version}` ? [`the tag ${tag} is not v${version}`, ...problems] : problems;
}

function hashes(version, write) {
  const scripts = BUNDLES.filter(({ kind }) => kind === "script").map(({ file }) => `dist/${file}`);
  const readme = read("README.md");
  const wanted = withIntegrity(readme, version, scripts.map((file) => ({ file, content: readFileSync(at(file)) })));
  if (write) writeFileSync(at("README.md"), wanted);
  return write || readme === wanted ? [] : ["README.md names other hashes than those of dist/: npm run release:check -- --write"];
}

async function tarball() {
  const { ok, stdout, output } = await capture("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"]);
  if (!ok) return [`npm pack: ${output.trimEnd()}`];
  const [{ files }] = JSON.parse(stdout);
  return fileProblems(publishedFiles(), files.map(({ path }) => path), "the npm package");
}

/** What is in it, and whether what is in it compiles. Nothing is published. */
async function crate({ env }) {
  const list = await capture("cargo", ["package", "--list", ...CRATE], { env });
  if (!list.ok) return [`cargo package: ${list.output.trimEnd()}`];
  const strays = list.stdout.trim().split("\n").filter((file) => !belongsIntoCrate(file));
  const { ok, output } = await capture("cargo", ["publish", "--dry-run", ...CRATE], { env });
  return [...strays.map((file) => `the crate has ${file}, which nobody needs`), ...(ok ? [] : [`cargo publish: ${output.trimEnd()}`])];
}
