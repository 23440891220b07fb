/** Starts connect-local for the suite and reads what it has logged. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const STARTED = /listening on (http:\/\/\S+)/;
const START_TIMEOUT_MS = 10_000;

/**
 * `onGone` is called if the service ends before it is stopped. It never outlives the suite.
 *
 * @param {{binary: string, www: string, dist: string, modules: string, onGone: () => void}} options
 * @returns {Promise<{origin: string, log(contactId?: string): Promise<object>, stop(): Promise<void>}>}
 */
export async function startService({ binary, www, dist, modules, onGone }) {
  const child = spawn(
    binary,
    ["--port", "0", "--www", www, "--dist", dist, "--modules", modules, "--script", "silent"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const origin = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("connect-local did not start")), START_TIMEOUT_MS);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`connect-local ended with ${code}`)));
    process.once("exit", () => child.kill());
    createInterface({ input: child.stdout }).on("line", (line) => {
      const match = STARTED.exec(line);
      if (!match) return;
      clearTimeout(late);
      resolve(match[1]);
    });
  });
  child.once("exit", onGone);
  return {
    origin,
    async log(contactId) {
      const query = contactId ? `?contactId=${encodeURIComponent(contactId)}` : "";
      const response = await fetch(`${origin}/control/log${query}`);
      if (!response.ok) throw new Error(`control/log: ${response.status}`);
      return response.json();
    },
    async stop() {
      child.off("exit", onGone);
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
