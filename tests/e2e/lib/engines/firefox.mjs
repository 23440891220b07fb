// Headless Firefox, driven by WebDriver BiDi.
import puppeteer from "puppeteer-core";
import { EnginePage } from "./page.mjs";

export class Firefox {
  /** Starts the browser at `FIREFOX_PATH` with a fresh profile, which is removed at `close()`. */
  static async launch() {
    const executablePath = process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr";
    return new Firefox(await puppeteer.launch({ browser: "firefox", executablePath, headless: true }));
  }

  home = EnginePage.HOME;
  #browser;

  constructor(browser) {
    this.#browser = browser;
  }

  async openPage() {
    const context = await this.#browser.createBrowserContext();
    const page = await context.newPage();
    return EnginePage.on({
      goto: async (url) => void (await page.goto(url)),
      run: (source) => page.evaluate(source),
      setOffline: (offline) => page.setOfflineMode(offline),
      close: () => context.close(),
    });
  }

  close() {
    return this.#browser.close();
  }
}
