// Source code as React Native's tool chain hands it to Hermes: lowered by its Babel preset, modules in a function each.
import { createRequire } from "node:module";
import { join } from "node:path";
import { repository } from "../../e2e/lib/service.mjs";

/** Finds the packages of `tests/hermes/package.json` where the set-up installed them. */
export const packages = createRequire(join(repository, "target/hermes/package.json"));

/** A script for Hermes. */
export function lower(source) {
  const { code } = packages("@babel/core").transformSync(source, {
    presets: [[packages.resolve("@react-native/babel-preset"), { enableBabelRuntime: false }]],
    // The preset wants a name, to tell by it what TypeScript is; nothing else of this machine has a say.
    filename: "/app/script.js",
    babelrc: false,
    configFile: false,
    sourceType: "script",
    compact: true,
    comments: false,
  });
  return code;
}

/** A CommonJS module as a script that puts its exports into `modules[name]`. */
export const asModule = (name, source) => `
  globalThis.modules = globalThis.modules || {};
  (function (module) {
    (function (exports) {
      ${source}
    })(module.exports);
    modules[${JSON.stringify(name)}] = module.exports;
  })({ exports: {} });`;
