import { aptCandidates, aptInstall, hasApt } from "./apt.mjs";
import { which } from "./process.mjs";
import { Stop } from "./report.mjs";
import { installCommand } from "./system.mjs";
import { versionOf } from "./versions.mjs";

const BROWSERS = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const PACKAGES = {
  brew: "--cask chromium chromedriver",
  dnf: "chromium chromedriver",
  pacman: "chromium",
};

/**
 * A Chromium and the driver that belongs to it, for the tests in a browser.
 *
 * @returns {Promise<{ CHROMIUM_PATH: string, CHROMEDRIVER: string }>} full paths
 */
export async function setUpChromium() {
  if (browsers().length === 0 || !which("chromedriver")) {
    if (!hasApt()) throw missing();
    await aptInstall(await aptPackages(), "Chromium for the tests");
  }
  const CHROMEDRIVER = which("chromedriver");
  if (browsers().length === 0 || !CHROMEDRIVER) throw missing();
  const wanted = await majorVersion(CHROMEDRIVER);
  for (const CHROMIUM_PATH of browsers()) {
    if ((await majorVersion(CHROMIUM_PATH)) === wanted) return { CHROMIUM_PATH, CHROMEDRIVER };
  }
  const command = hasApt() ? "sudo apt-get install chromium chromium-driver" : installCommand(PACKAGES);
  throw new Stop(`chromedriver is version ${wanted}, and no browser here is: they have to be the same`, command);
}

const browsers = () => BROWSERS.map((name) => which(name)).filter(Boolean);

/** Debian's names or, where those don't exist, Ubuntu's. */
async function aptPackages() {
  const isDebian = (await aptCandidates("^chromium-driver$")).length > 0;
  return isDebian ? ["chromium", "chromium-driver"] : ["chromium-browser", "chromium-chromedriver"];
}

const majorVersion = async (program) => (await versionOf(program))?.split(".")[0];

const missing = () =>
  new Stop("the tests need Chromium and chromedriver on the PATH", installCommand(PACKAGES));
