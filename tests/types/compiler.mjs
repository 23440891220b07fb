import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { declarations } from "../../scripts/lib/declarations.mjs";

const OPTIONS = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2020,
  lib: ["lib.es2020.d.ts", "lib.dom.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (path) => readFileSync(path, "utf8");

/** Our declarations, and the published ones of the package that this one replaces. */
export const OURS = declarations();
export const THEIRS = read(
  createRequire(import.meta.url)
    .resolve("amazon-connect-chatjs/package.json")
    .replace(/package\.json$/, "dist/index.d.ts"),
);

/** A source of this folder. */
export const source = (name) => read(at(name));

/** Both packages declare the namespace `connect`: a copy under another name lets them meet in one program. */
export function renamed(declarations, name) {
  const copy = declarations.replace(/^declare namespace connect\b/gm, `declare namespace ${name}`);
  if (copy === declarations) {
    throw new Error("the declarations have no namespace `connect`");
  }
  return copy;
}

/** The libraries of the language, parsed once for all programs. */
const libraries = new Map();

/**
 * A program of sources that exist in memory only: `files` maps names to texts. Nothing but the libraries of the
 * language comes from the disk, so that no file of one check can leak into another.
 */
function program(files) {
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, readFile } = host;
  host.getSourceFile = (name, version) => {
    if (name in files) {
      return ts.createSourceFile(name, files[name], version);
    }
    if (!libraries.has(name)) {
      libraries.set(name, getSourceFile(name, version));
    }
    return libraries.get(name);
  };
  host.fileExists = (name) => name in files;
  host.readFile = (name) => files[name] ?? readFile(name);
  return ts.createProgram(Object.keys(files), OPTIONS, host);
}

/** The complaints about a program, one line each: `file:line code text`. */
export function complaints(files) {
  return ts.getPreEmitDiagnostics(program(files)).map(({ file, start, code, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName}:${line} TS${code} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

/** The exported names of a namespace: `[{ name, parameters, isValue }]`; `parameters`: how many type parameters. */
export function exportsOf(declarations) {
  const checked = program({ "/all.d.ts": declarations });
  const checker = checked.getTypeChecker();
  const [namespace] = checked.getSourceFile("/all.d.ts").statements;
  return checker.getExportsOfModule(checker.getSymbolAtLocation(namespace.name)).map((symbol) => ({
    name: symbol.name,
    parameters: symbol.declarations[0].typeParameters?.length ?? 0,
    isValue: Boolean(symbol.flags & ts.SymbolFlags.Value),
  }));
}

/**
 * The members of types, inherited ones included: for each of `types`, written as inside the namespace, an object from
 * name to `{ optional, readonly }`. A type that is no object, such as a union of texts, has none.
 */
export function membersOf(declarations, types) {
  const questions = types.map((type, i) => `const question${i}: ${type};`);
  const checked = program({
    "/all.d.ts": declarations,
    "/questions.d.ts": `declare namespace connect {\n${questions.join("\n")}\n}`,
  });
  const checker = checked.getTypeChecker();
  const [namespace] = checked.getSourceFile("/questions.d.ts").statements;
  return namespace.body.statements.map(({ declarationList }) => {
    const type = checker.getTypeAtLocation(declarationList.declarations[0]);
    const isObject = type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection);
    return Object.fromEntries((isObject ? type.getProperties() : []).map(describe));
  });
}

function describe(member) {
  const flags = ts.getCombinedModifierFlags(member.declarations[0]);
  return [
    member.name,
    {
      optional: Boolean(member.flags & ts.SymbolFlags.Optional),
      readonly: Boolean(flags & ts.ModifierFlags.Readonly),
    },
  ];
}
