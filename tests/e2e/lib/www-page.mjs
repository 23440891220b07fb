// What the demo's pages have in common for those who drive them: opening, and what the browser complained of.
import { openPage } from "./browser.mjs";

const TIMEOUT_MS = 15_000;

/** A page of `www/`. A subclass names its `path` and knows when it is `ready()`. */
export class WwwPage {
  /**
   * Opens the page of a running service in a browser context of its own.
   *
   * @param {import("playwright-core").Browser} browser
   * @param {import("./service.mjs").Service} service
   * @param {import("playwright-core").BrowserContextOptions} [options]
   */
  static async open(browser, service, options = {}) {
    const { page, problems } = await openPage(browser, {
      viewport: { width: 1440, height: 900 },
      reducedMotion: "reduce",
      ...options,
    });
    page.setDefaultTimeout(TIMEOUT_MS);
    const opened = new this(page, problems);
    await page.goto(`${service.url}${this.path}`);
    await opened.ready();
    return opened;
  }

  constructor(page, problems) {
    this.page = page;
    /** Console errors and warnings so far, of the page and of the browser. */
    this.problems = problems;
  }
}
