import { capture } from "./process.mjs";
import { say, Stop } from "./report.mjs";

/**
 * Builds connect-local, the local service.
 *
 * @param {{ env: Record<string, string> }} options
 * @returns {Promise<string>} the program's path
 */
export async function buildService({ env }) {
  say("service: cargo build -p connect-local");
  const args = ["build", "--locked", "-p", "connect-local", "--message-format", "json-render-diagnostics"];
  const { ok, stdout, output } = await capture("cargo", args, { env });
  if (!ok) throw new Stop(`connect-local could not be built:\n${withoutJson(output)}`);
  const program = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line))
    .find(({ executable, target }) => executable && target.name === "connect-local");
  return program.executable;
}

const withoutJson = (output) => output.split("\n").filter((line) => !line.startsWith("{")).join("\n");
