import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import TerserPlugin from "terser-webpack-plugin";
import webpack from "webpack";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const { name, version, license } = JSON.parse(readFileSync(at("package.json"), "utf8"));

/**
 * When what is built was written: the same sources give the same bytes, whenever they are built.
 *
 * @returns {string} ISO 8601
 */
function sourceTime() {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given) return new Date(Number(given) * 1000).toISOString();
  try {
    const seconds = execFileSync("git", ["log", "-1", "--format=%ct"], { cwd: at("."), stdio: "pipe" });
    return new Date(Number(seconds) * 1000).toISOString();
  } catch {
    // Not a clone: an unpacked archive.
    return new Date().toISOString();
  }
}

/**
 * Bundles the shim in `js/` and a module into each of the classic scripts that a page can load.
 *
 * @param {{ dev?: boolean }} [options] `dev`: readable output, quickly
 * @returns {import("webpack").Configuration[]}
 */
export default function configurations({ dev = false } = {}) {
  return [
    script({ dev, file: "amazon-connect-chat", module: "pkg", reliable: false }),
    script({ dev, file: "amazon-connect-chat.reliable", module: "pkg-reliable", reliable: true }),
  ];
}

/** @param {{ dev: boolean, file: string, module: string, reliable: boolean }} what `module`: its folder */
function script({ dev, file, module, reliable }) {
  return {
    name: file,
    context: at("."),
    mode: dev ? "development" : "production",
    devtool: dev ? "cheap-module-source-map" : "source-map",
    target: ["web", "es2020"],
    entry: { [file]: "./js/connect.js" },
    output: {
      path: at("dist"),
      filename: "[name].js",
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
          // The glue can also fetch the module from beside itself. The bundle carries it, so
          // webpack must neither emit that file nor write its own path into the script.
          test: /\.js$/,
          include: at(module),
          sideEffects: false,
          parser: { url: false, importMeta: false },
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
            compress: { passes: 3, inline: 1, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false },
            format: { comments: false },
          },
        }),
      ],
    },
    plugins: [
      new webpack.DefinePlugin({
        __VERSION__: JSON.stringify(version),
        __BUILD_TIME__: JSON.stringify(sourceTime()),
        __RELIABLE__: reliable,
      }),
      new webpack.NormalModuleReplacementPlugin(/\.\/pkg\//, (resource) => {
        resource.request = resource.request.replace("/pkg/", `/${module}/`);
      }),
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
