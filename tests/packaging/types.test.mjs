// The declarations of the package, as a project finds them by each way of resolving modules.
import { describe, it } from "node:test";
import ts from "typescript";
import { at } from "../../scripts/lib/paths.mjs";
import { project, run } from "./lib/consumer.mjs";

/** Files by the way of resolving. The last one knows no exports, and reads what the manifest says of `types`. */
const PROJECTS = {
  node16: { module: "node16", files: ["import.mts", "require.cts", "bare.ts"] },
  bundler: { module: "es2022", files: ["import.mts", "bare.ts"] },
  node10: { module: "commonjs", files: ["bare.ts"] },
};

const OPTIONS = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2022,dom"];

const compile = (name, ...args) =>
  run(project(`types-${name}`, "types"), at("node_modules/.bin/tsc"), ...OPTIONS, ...args);

describe(`TypeScript ${ts.version}`, () => {
  for (const [resolution, { module, files }] of Object.entries(PROJECTS)) {
    it(`moduleResolution ${resolution}: ${files.join(", ")}`, async () => {
      await compile(resolution, "--module", module, "--moduleResolution", resolution, ...files);
    });
  }

  it("a page with a script tag names the package among its types", async () => {
    await compile("script", "--types", "amazon-connect-chat-wasm", "script.ts");
  });
});
