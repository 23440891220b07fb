// The declarations of the package, as a project finds them by each way of resolving modules.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import ts from "typescript";
import { project } from "./lib/consumer.mjs";

const { ModuleKind, ModuleResolutionKind, ScriptTarget } = ts;

const COMMON = {
  strict: true,
  noEmit: true,
  target: ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: [],
};

/** Files by the way of resolving. The last one knows no exports, and reads what the manifest says of `types`. */
const RESOLUTIONS = {
  Node16: { module: ModuleKind.Node16, files: ["import.mts", "require.cts", "bare.ts"] },
  Bundler: { module: ModuleKind.ES2022, files: ["import.mts", "bare.ts"] },
  Node10: { module: ModuleKind.CommonJS, files: ["bare.ts"] },
};

let folder;
before(() => {
  folder = project("types", "types");
});

/** What the compiler says of files, as `tsc` does in their folder. */
function complaints(files, options) {
  const all = { ...COMMON, ...options };
  const host = ts.createCompilerHost(all);
  host.getCurrentDirectory = () => folder;
  const program = ts.createProgram(files.map((file) => join(folder, file)), all, host);
  return ts.getPreEmitDiagnostics(program).map((found) => ts.formatDiagnostic(found, host));
}

describe(`TypeScript ${ts.version}`, () => {
  for (const [resolution, { module, files }] of Object.entries(RESOLUTIONS)) {
    it(`moduleResolution ${resolution}: ${files.join(", ")}`, () => {
      assert.deepEqual(complaints(files, { module, moduleResolution: ModuleResolutionKind[resolution] }), []);
    });
  }

  it("a page with a script tag names the package among its types", () => {
    assert.deepEqual(complaints(["script.ts"], { types: ["amazon-connect-chat-wasm"] }), []);
    assert.match(complaints(["script.ts"], {}).join(), /Cannot find name 'connect'/);
  });
});
