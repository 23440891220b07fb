// Starts headless Chromium for a test and keeps account of what a page complains about.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

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

/** Launches headless Chromium with a fresh profile (removed at `close()`); resolves with Playwright's `Browser`. */
export function launchBrowser() {
  return chromium.launch({ executablePath: browserPath(), headless: true, args: FLAGS });
}

/**
 * Opens a page in a context of its own.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options] e.g. `{colorScheme: "dark"}`
 * @returns {Promise<{page: import("playwright-core").Page, problems: string[]}>}
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  return { page, problems: complaintsOf(page) };
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
