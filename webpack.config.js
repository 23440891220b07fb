import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import TerserPlugin from "terser-webpack-plugin";
import webpack from "webpack";
import { ASM } from "./scripts/lib/asm.mjs";
import { BUNDLES } from "./scripts/lib/bundles.mjs";
import { sourceTime } from "./scripts/lib/source-time.mjs";
import { LetForConst } from "./scripts/webpack/let-for-const.mjs";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const { name, version, license } = JSON.parse(readFileSync(at("package.json"), "utf8"));

/**
 * Bundles the shim in `js/` and a core into each of the files that a page can load.
 *
 * @param {object} [options]
 * @param {boolean} [options.dev] readable output, quickly
 * @param {import("./scripts/lib/bundles.mjs").Bundle[]} [options.bundles]
 * @returns {import("webpack").Configuration[]}
 */
export default function configurations({ dev = false, bundles = BUNDLES } = {}) {
  return bundles.map((bundle) => configuration(dev, bundle));
}

/** `new URL(file, import.meta.url)` stays: webpack neither emits that file nor writes its own path. */
const AS_WRITTEN = { url: false, importMeta: false };

/** How each kind of bundle hands out its exports. A script has none: it does what it does when it runs. */
const LIBRARIES = { module: { type: "module" }, commonjs: { type: "commonjs2" } };

/**
 * @param {boolean} dev
 * @param {import("./scripts/lib/bundles.mjs").Bundle} bundle
 */
function configuration(dev, { file, entry, kind, module, reliable, wasm }) {
  return {
    name: file,
    context: at("."),
    mode: dev ? "development" : "production",
    devtool: dev ? "cheap-module-source-map" : "source-map",
    target: ["web", "es2020"],
    entry: `./js/${entry}`,
    experiments: { outputModule: kind === "module" },
    output: {
      path: at("dist"),
      filename: file,
      module: kind === "module",
      library: LIBRARIES[kind],
      // Paths of the machine that builds have no place in what is published.
      devtoolModuleFilenameTemplate: `webpack://${name}/[resource-path]`,
    },
    module: {
      rules: [
        {
          test: /\.wasm$/,
          type: "javascript/auto",
          use: at("scripts/webpack/wasm-loader.mjs"),
        },
        {
          // Where the core is JavaScript, it and its glue import each other.
          include: at(ASM),
          sideEffects: true,
        },
        {
          // The entry that is a script and a CommonJS module says itself what it exports.
          test: at("js/asm.js"),
          type: "javascript/esm",
          parser: { commonjs: false },
        },
        {
          // The glue can also fetch the module from beside itself, which is never used.
          test: /\.js$/,
          include: at(module),
          sideEffects: false,
          parser: AS_WRITTEN,
        },
        {
          // What package.json says of side effects is about what is published.
          include: at("js"),
          sideEffects: true,
        },
        {
          // What is beside the slim build is for the page to know, or for the page's own bundler.
          test: at("js/slim.js"),
          parser: AS_WRITTEN,
        },
      ],
    },
    optimization: {
      minimizer: [
        new TerserPlugin({
          extractComments: false,
          terserOptions: {
            ecma: 2020,
            // Functions with arguments stay functions: what is inlined repeats, and compresses no better.
            compress: { passes: 5, inline: 1, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false },
            // A page may be served in any encoding.
            format: { comments: false, ascii_only: true },
          },
        }),
      ],
    },
    plugins: [
      new webpack.DefinePlugin({
        __VERSION__: JSON.stringify(version),
        __BUILD_TIME__: JSON.stringify(sourceTime() ?? new Date().toISOString()),
        __RELIABLE__: reliable,
        __ASM__: module === ASM,
        __WASM_FILE__: JSON.stringify(wasm && `./${basename(wasm)}`),
      }),
      new webpack.NormalModuleReplacementPlugin(/\.\/pkg\//, (resource) => {
        resource.request = resource.request.replace("/pkg/", `/${module}/`);
      }),
      !dev && new LetForConst(),
      new webpack.BannerPlugin({
        banner: `/*! ${name} ${version} | ${license} */`,
        raw: true,
        // After minification, which drops comments, and before the source map, which counts its line.
        stage: webpack.Compilation.PROCESS_ASSETS_STAGE_DEV_TOOLING - 1,
      }),
    ],
    performance: { hints: false },
  };
}
