import { aptInstall, hasApt } from "./apt.mjs";
import { which } from "./process.mjs";
import { Stop } from "./report.mjs";
import { versionOf } from "./versions.mjs";

const BROWSERS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/**
 * A Chromium and the driver that belongs to it, for the tests in a browser.
 *
 * @returns {Promise<{ CHROMIUM_PATH: string, CHROMEDRIVER: string }>} full paths
 */
export async function setUpChromium() {
  if (!browser() || !which("chromedriver")) {
    if (!hasApt()) throw missing();
    await aptInstall(["chromium", "chromium-driver"], "Chromium for the tests");
  }
  const found = { CHROMIUM_PATH: browser(), CHROMEDRIVER: which("chromedriver") };
  if (!found.CHROMIUM_PATH || !found.CHROMEDRIVER) throw missing();

  const [chromium, driver] = await Promise.all(Object.values(found).map(majorVersion));
  if (chromium !== driver) {
    throw new Stop(`Chromium is version ${chromium}, its driver ${driver}: they have to be the same`);
  }
  return found;
}

const browser = () => BROWSERS.map((name) => which(name)).find(Boolean);

const majorVersion = async (program) => (await versionOf(program))?.split(".")[0];

const missing = () =>
  new Stop(
    "the tests need Chromium and chromedriver on the PATH",
    process.platform === "darwin"
      ? "brew install --cask chromium chromedriver"
      : "npx @puppeteer/browsers install chromedriver@stable",
  );
