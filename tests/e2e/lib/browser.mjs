// Starts headless Chromium for a test and keeps account of what a page complains about.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { Network } from "./network.mjs";

const KNOWN_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A test must see no traffic but its own, and a container's root user has no sandbox to offer. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Path of the browser: `CHROMIUM_PATH` or `CHROME_PATH`, else the first of the usual places. */
export function browserPath() {
  const path = process.env.CHROMIUM_PATH ?? process.env.CHROME_PATH ?? KNOWN_PLACES.find(existsSync);
  if (!path)
    throw new Error("No Chromium found: install it or set CHROMIUM_PATH to the browser's executable");
  return path;
}

/** The other browsers. They open the pages of conversations and nothing else. */
const ENGINES = {
  firefox: async () => (await import("./engines/firefox.mjs")).Firefox.launch(),
  webkit: async () => (await import("./engines/webkit.mjs")).WebKit.launch(),
};

/**
 * Launches headless Chromium with a fresh profile (removed at `close()`), or the engine that `E2E_ENGINE` names;
 * resolves with Playwright's `Browser`, or what stands for it.
 */
export function launchBrowser() {
  const engine = process.env.E2E_ENGINE;
  if (engine) return ENGINES[engine]();
  return chromium.launch({ executablePath: browserPath(), headless: true, args: FLAGS });
}

/**
 * Opens a page in a context of its own.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options] e.g. `{colorScheme: "dark"}`
 * @returns {Promise<{page: import("playwright-core").Page, problems: string[], network: Network}>}
 */
export async function openPage(browser, options = {}) {
  if (browser.openPage) return browser.openPage();
  const context = await browser.newContext(options);
  const page = await context.newPage();
  return { page, problems: complaintsOf(page), network: new Network(page) };
}

/** Console errors and warnings of a page (with the address they concern) and uncaught exceptions, as they happen. */
export function complaintsOf(page) {
  const problems = [];
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const { url } = message.location();
    problems.push(url ? `${message.text()} (${url})` : message.text());
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error.stack ?? error}`));
  return problems;
}
