import { capture } from "./process.mjs";

/** Optimised, with every check of the compiler's: `[profile.simulation]` in Cargo.toml. */
const TEST = ["test", "--locked", "--profile", "simulation", "-p", "amazon-connect-chat-wasm", "--test", "simulation"];

/**
 * Lives through this many seeds of the simulation and shows its figures.
 *
 * @param {{ env: Record<string, string>, seeds: number }} options
 * @returns {Promise<{ ok: boolean, output: string, figures: string }>} `figures`: seeds, simulated
 *   hours, faults and seconds, in one line
 */
export async function simulate({ env, seeds }) {
  const options = { env: { ...env, SEEDS: String(seeds) }, show: true };
  const { ok, output } = await capture("cargo", [...TEST, "--", "--nocapture"], options);
  return { ok, output, figures: /^simulation: .*$/m.exec(output)?.[0] ?? "no figures of the simulation" };
}
