import { capture, which } from "./process.mjs";
import { say, Stop } from "./report.mjs";

/** Whether this system installs its packages with apt. */
export const hasApt = () => which("apt-get") !== undefined;

let listsAreFresh = false;

/**
 * Installs packages of the system: as root at once, otherwise by telling the user how.
 *
 * @param {string[]} packages
 * @param {string} purpose for the message
 * @throws {Stop} with the command to run, when this user may not or apt can't
 */
export async function aptInstall(packages, purpose) {
  const list = packages.join(" ");
  const command = `apt-get update && apt-get install -y --no-install-recommends ${list}`;
  if (process.getuid() !== 0) {
    const asRoot = command.replaceAll("apt-get", "sudo apt-get");
    throw new Stop(`${purpose}: packages of the system are missing: ${list}`, asRoot);
  }
  say(`${purpose}: installing ${list} with apt-get`);
  await refreshLists();
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const args = ["install", "-y", "--no-install-recommends", ...packages];
  const { ok, output } = await capture("apt-get", args, { env });
  if (!ok) throw new Stop(`${purpose}: apt-get could not install ${list}:\n${tail(output)}`, command);
}

/**
 * The packages that apt could install whose names match.
 *
 * @param {string} pattern regular expression over package names
 * @returns {Promise<string[]>}
 */
export async function aptCandidates(pattern) {
  await refreshLists();
  const { stdout } = await capture("apt-cache", ["search", "--names-only", pattern]);
  return stdout.split("\n").filter(Boolean).map((line) => line.split(" ")[0]);
}

/** A machine fresh from an image has no package lists. Only root can fetch them. */
async function refreshLists() {
  if (listsAreFresh || process.getuid() !== 0) return;
  await capture("apt-get", ["update"]);
  listsAreFresh = true;
}

const tail = (output) => output.trimEnd().split("\n").slice(-5).join("\n");
