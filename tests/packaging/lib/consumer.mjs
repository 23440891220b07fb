// Projects that use the package as it would be installed from the registry.
import assert from "node:assert/strict";
import { cpSync, existsSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { CONSUMERS } from "../../../scripts/lib/consumers.mjs";
import { at } from "../../../scripts/lib/paths.mjs";
import { capture } from "../../../scripts/lib/process.mjs";
import { openPage } from "../../e2e/lib/browser.mjs";
import { Suite, suiteOf } from "../../e2e/lib/suite.mjs";
import { GREETING } from "../consumers/shared/conversation.mjs";

/** The package, installed. */
export const INSTALLED = at(CONSUMERS, "node_modules/amazon-connect-chat-wasm");
if (!existsSync(INSTALLED)) throw new Error(`${INSTALLED} is not there: npm run test:packaging sets it up`);

const SOURCES = at("tests/packaging/consumers");

/** What all consumers share. */
export const SHARED = join(SOURCES, "shared");

/** How every chat has to go. */
export const HELD = { name: "amazon-connect-chat-wasm", heard: GREETING };

/** A program that comes with a package of the consumers. */
export const program = (name) => at(CONSUMERS, "node_modules/.bin", name);

/**
 * Makes a project of its own.
 *
 * @param {string} name of its folder
 * @param {string[]} parts folders and files of the consumers' sources; what is in the folders is put together
 * @returns {string} the folder
 */
export function project(name, ...parts) {
  const folder = at(CONSUMERS, "projects", name);
  rmSync(folder, { recursive: true, force: true });
  for (const part of ["shared", ...parts]) {
    const source = join(SOURCES, part);
    cpSync(source, statSync(source).isDirectory() ? folder : join(folder, basename(part)), { recursive: true });
  }
  return folder;
}

/** Nobody counts these builds. */
export const ENV = { NEXT_TELEMETRY_DISABLED: "1" };

/**
 * Runs a program in a project.
 *
 * @param {string} folder
 * @param {string} command path
 * @param {string[]} args
 * @returns {Promise<string>} what it printed
 */
export async function run(folder, command, ...args) {
  const { ok, output, stdout } = await capture(command, args, { cwd: folder, env: ENV });
  assert.ok(ok, `${[command, ...args].join(" ")}:\n${output}`);
  return stdout;
}

class ConsumerSuite extends Suite {
  /** The page that was opened last. */
  page;

  /** Opens a page that holds its chat; resolves with what its `window.outcome` resolves with. */
  async outcome(address, hash = "") {
    const { page, problems } = await openPage(this.browser);
    this.page = page;
    await this.keep({ problems, close: () => page.context().close() });
    const failed = new Promise((_, reject) => page.once("pageerror", reject));
    const held = async () => {
      await page.goto(`${address}?service=${this.service.url}#${hash}`);
      await page.waitForFunction(() => window.outcome);
      return page.evaluate(() => window.outcome);
    };
    return Promise.race([held(), failed]);
  }
}

/** The hooks of a test file whose pages chat. */
export const consumerSuite = () => suiteOf(ConsumerSuite);
