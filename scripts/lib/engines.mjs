import { readdirSync } from "node:fs";
import { join } from "node:path";
import { aptCandidates, aptInstall, hasApt } from "./apt.mjs";
import { capture, which } from "./process.mjs";
import { Stop } from "./report.mjs";
import { versionOf } from "./versions.mjs";

const PURPOSE = "Firefox and WebKit for the tests";
const LIBRARIES = "/usr/lib";

/**
 * The other browsers' engines, for the tests in them: Firefox, and WebKitGTK with its driver. WebKitGTK has no headless
 * mode, so it comes with a display that nobody sees.
 *
 * @returns {Promise<{ FIREFOX_PATH: string, WEBKIT_DRIVER: string, WEBKIT_BROWSER: string, XVFB_RUN: string }>} full paths
 */
export async function setUpEngines() {
  if (missing().length > 0) {
    if (!hasApt()) throw notHere(missing());
    await aptInstall(await aptPackages(), PURPOSE);
  }
  if (missing().length > 0) throw notHere(missing());
  return found();
}

/**
 * What the engines are, for the one who reads which were run.
 *
 * @param {Awaited<ReturnType<typeof setUpEngines>>} engines
 * @returns {Promise<Record<string, string>>} by the name that the tests give the engine
 */
export async function engineVersions({ FIREFOX_PATH, XVFB_RUN, WEBKIT_BROWSER }) {
  // It names its version only when it has a display.
  const { stdout } = await capture(XVFB_RUN, ["-a", WEBKIT_BROWSER, "--version"]);
  return { firefox: `Firefox ${await versionOf(FIREFOX_PATH)}`, webkit: stdout.trim() };
}

const found = () => ({
  FIREFOX_PATH: which("firefox-esr") ?? which("firefox"),
  WEBKIT_DRIVER: which("WebKitWebDriver"),
  WEBKIT_BROWSER: miniBrowser(),
  XVFB_RUN: which("xvfb-run"),
});

/** WebKit's own small browser lies beside the library, in a folder that is named by the processor. */
function miniBrowser() {
  const beside = (folder) => join(LIBRARIES, folder, "webkit2gtk-4.1");
  const folders = process.platform === "linux" ? [".", ...readdirSync(LIBRARIES)].map(beside) : [];
  return which("MiniBrowser", folders.join(":"));
}

const missing = () => Object.keys(found()).filter((name) => !found()[name]);

/** Debian's names or, where Firefox has another one, that. */
async function aptPackages() {
  const [firefox = "firefox"] = await aptCandidates("^firefox-esr$");
  // xvfb-run makes itself a key to its display.
  return [firefox, "webkit2gtk-driver", "xvfb", "xauth"];
}

const notHere = (names) =>
  new Stop(
    `${PURPOSE}: not found: ${names.join(", ")}. They are run on Debian and its kin: Firefox, WebKitWebDriver with ` +
      "WebKitGTK's MiniBrowser, and xvfb-run. On another system run the tests in a container of Debian",
    hasApt() ? "sudo apt-get install firefox-esr webkit2gtk-driver xvfb xauth" : undefined,
  );
