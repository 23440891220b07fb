import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { at } from "../../scripts/lib/paths.mjs";
import { belongsIntoCrate } from "../../scripts/lib/published.mjs";
import { changelogProblems, fileProblems, integrityOf, NAMING, otherVersions, withIntegrity } from "../../scripts/lib/release.mjs";

const texts = Object.fromEntries(NAMING.map((file) => [file, readFileSync(at(file), "utf8")]));
const { version } = JSON.parse(texts["package.json"]);

test("every place names the version of this package", () => {
  assert.deepEqual(otherVersions(version, texts), []);
});

test("each place that names another one is told, and one that is gone", () => {
  assert.equal(otherVersions("99.0.0", texts).length, 8);
  const without = { ...texts, "Cargo.lock": "" };
  assert.match(otherVersions(version, without).join(), /^Cargo\.lock names no version/);
});

test("the changelog has a heading for the version", () => {
  assert.deepEqual(changelogProblems(version, readFileSync(at("CHANGELOG.md"), "utf8"), false), []);
  assert.deepEqual(changelogProblems("1.2.3", "# Changelog\n\n## 1.2.30\n", false), ['CHANGELOG.md has no heading "## 1.2.3"']);
});

test("what is published has its day in the changelog", () => {
  const [problem] = changelogProblems("1.2.3", "## 1.2.3 - not published yet\n", true);
  assert.match(problem, /does not say on which day/);
  assert.deepEqual(changelogProblems("1.2.3", "## 1.2.3 - 2026-02-03\n", true), []);
});

test("a file that is missing and one that is too much are named", () => {
  const problems = fileProblems(["a", "b"], ["b", "c"], "the npm package");
  assert.deepEqual(problems, ["the npm package lacks a", "the npm package has c, which nobody needs"]);
});

test("the crate is the library's sources and documents", () => {
  for (const file of ["src/lib.rs", "src/web/http.js", "README.md", "Cargo.lock"]) assert.ok(belongsIntoCrate(file), file);
  for (const file of ["node_modules/a/README.md", "tests/wire.rs", "src/notes.txt"]) assert.ok(!belongsIntoCrate(file), file);
});

test("the hash of a file is the one that browsers compare with", () => {
  // echo -n hello | openssl dgst -sha384 -binary | base64
  const expected = "sha384-WeF0h3dEjGnea4ANejO7+5/xtGPkQ1TDVTvNucZm+pASWjx5+QOXvfX2oT3oKGhP";
  assert.equal(integrityOf("hello"), expected);
});

test("the README gets a script tag for each file, and the rest of it stays", () => {
  const readme = "before\n<!-- integrity: begin -->\nold\n<!-- integrity: end -->\nafter\n";
  const scripts = [{ file: "dist/a.js", content: "a" }, { file: "dist/b.js", content: "b" }];
  const written = withIntegrity(readme, "1.2.3", scripts);
  assert.ok(written.startsWith("before\n") && written.endsWith("\nafter\n") && !written.includes("old"));
  for (const { file, content } of scripts) {
    assert.ok(written.includes(`wasm@1.2.3/${file}"\n  integrity="${integrityOf(content)}"`), file);
  }
  assert.equal(withIntegrity(written, "1.2.3", scripts), written);
  assert.throws(() => withIntegrity("nothing", "1.2.3", scripts), /README\.md has no/);
});
