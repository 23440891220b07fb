import { buildAsm } from "./asm.mjs";
import { buildBundle } from "./bundle.mjs";
import { alone } from "./lock.mjs";
import { buildModule, MODULES } from "./module.mjs";

/**
 * Builds everything that a page loads; what is up to date is left as it is.
 *
 * @param {object} options
 * @param {Record<string, string>} options.env from the set-up
 * @param {import("./rust.mjs").Rust} options.rust from the set-up
 * @param {boolean} [options.dev] quickly, for trying things: large and slow
 */
export async function build({ env, rust, dev = false }) {
  await alone(async () => {
    for (const module of MODULES) await buildModule(module, { env, rust, dev });
    const asm = !dev && (await buildAsm({ env, rust }));
    await buildBundle({ dev, asm });
  });
}
