// What is published: everything that is needed, nothing else, and nothing about the machine that built it.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, relative } from "node:path";
import { describe, it } from "node:test";
import { BUNDLES } from "../../scripts/lib/bundles.mjs";
import { filesBelow } from "../../scripts/lib/fingerprint.mjs";
import { at, root } from "../../scripts/lib/paths.mjs";
import { publishedFiles } from "../../scripts/lib/published.mjs";
import { INSTALLED, program, project, run } from "./lib/consumer.mjs";

const read = (file) => readFileSync(join(INSTALLED, file), "utf8");
const files = filesBelow([relative(root, INSTALLED)]).map((file) => relative(INSTALLED, at(file)));
const manifest = JSON.parse(read("package.json"));

/** Every file that the manifest names. */
function named(value) {
  if (typeof value === "string") return value.includes("*") ? [] : [value];
  return Object.values(value).flatMap(named);
}

describe("the tarball", () => {
  it("holds the builds with their maps and types, the documents, and nothing else", () => {
    assert.deepEqual(files.sort(), publishedFiles());
  });

  it("has every file that its manifest names", () => {
    const { main, types, unpkg, jsdelivr, "react-native": native, exports } = manifest;
    const wanted = named({ main, types, unpkg, jsdelivr, native, exports });
    assert.ok(wanted.length > 20, `${wanted.length} are named`);
    assert.deepEqual(
      wanted.filter((file) => !existsSync(join(INSTALLED, file))),
      [],
    );
  });

  it("has types for each of its entries", () => {
    for (const [entry, target] of Object.entries(manifest.exports)) {
      if (typeof target !== "string") assert.ok(target.types, entry);
    }
  });

  it("depends on nothing and runs nothing when it is installed", () => {
    for (const key of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies", "bin"]) {
      assert.equal(manifest[key], undefined, key);
    }
    const hooks = ["preinstall", "install", "postinstall", "prepare"];
    assert.deepEqual(
      hooks.filter((name) => name in manifest.scripts),
      [],
    );
  });

  it("tells nothing of the machine that built it", () => {
    for (const file of files) {
      const text = read(file);
      for (const path of [root, homedir() + "/"]) assert.ok(!text.includes(path), `${file} has ${path}`);
    }
  });

  for (const { file } of BUNDLES) {
    it(`${file} has a map with its sources`, () => {
      const [, map] = /\n\/\/# sourceMappingURL=(.+)\n?$/.exec(read(`dist/${file}`));
      const { sources, sourcesContent } = JSON.parse(read(join("dist", file, "..", map)));
      assert.ok(sources.includes("webpack://amazon-connect-chat-wasm/./js/install.js"), sources.join());
      assert.ok(sourcesContent.every((content) => typeof content === "string"));
    });

    it(`${file} is plain ASCII: no page's encoding changes it`, () => {
      assert.match(read(`dist/${file}`), /^[\t\n\r -~]*$/);
    });
  }
});

describe("sideEffects", () => {
  const bundled = (entry) => run(project("unused", "unused"), program("esbuild"), entry, "--bundle", "--format=esm");

  it("an import of the slim build that is not used leaves nothing", async () => {
    const bundle = await bundled("slim.js");
    assert.match(bundle, /left/);
    assert.doesNotMatch(bundle, /amazon-connect-chat could not/);
  });

  it("an import of the library that is not used has its effect", async () => {
    assert.match(await bundled("import.js"), /amazon-connect-chat could not start/);
  });
});
