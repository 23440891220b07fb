import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./paths.mjs";
import { Stop } from "./report.mjs";

/**
 * @typedef {object} Options
 * @property {string} [cwd] default: the repository
 * @property {Record<string, string>} [env] on top of this process's environment
 * @property {number} [timeout] milliseconds after which the program is ended; default: none
 */

/**
 * Runs a program and collects what it writes.
 *
 * @param {string} command
 * @param {string[]} [args]
 * @param {Options & { show?: boolean }} [options] `show`: also pass the output on as it comes
 * @returns {Promise<{ ok: boolean, code: number | null, output: string, stdout: string }>}
 *   `output`: both streams in the order of arrival. A program that isn't there is `ok: false`.
 */
export function capture(command, args = [], { cwd = root, env, timeout, show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout,
    });
    let output = "";
    let stdout = "";
    const collect = (stream, to) => {
      stream.setEncoding("utf8");
      stream.on("data", (text) => {
        output += text;
        if (stream === child.stdout) stdout += text;
        if (show) to.write(text);
      });
    };
    collect(child.stdout, process.stdout);
    collect(child.stderr, process.stderr);
    child.on("error", (error) => resolve({ ok: false, code: null, output: error.message, stdout }));
    child.on("close", (code) => resolve({ ok: code === 0, code, output, stdout }));
  });
}

/**
 * Runs a program with its output shown.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @throws {Stop} when it fails
 */
export async function run(command, args, options) {
  const { ok, code } = await capture(command, args, { ...options, show: true });
  if (!ok) throw new Stop(`\`${[command, ...args].join(" ")}\` failed (exit code ${code})`);
}

/**
 * The first program of this name on the PATH.
 *
 * @param {string} name
 * @param {string} [path] default: this process's PATH
 * @returns {string | undefined} its full path
 */
export function which(name, path = process.env.PATH ?? "") {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** PATH with folders put in front. */
export const pathWith = (...folders) => [...folders, process.env.PATH].join(delimiter);
