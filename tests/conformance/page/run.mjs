/** Entry point inside the page: runs one scenario against one library and returns its trace. */
import { Kit } from "./kit.mjs";

/**
 * @param {{module: string, id: string, library: string, mutant?: string}} job
 * @returns {Promise<{trace: object, contacts: object[], failure?: string}>}
 */
export async function run({ module, id, library, mutant }) {
  const { scenarios } = await import(module);
  const scenario = scenarios.find((candidate) => candidate.id === id);
  const mutants = mutant ? (await import("../mutants.mjs")).mutants : [];
  const kit = new Kit({
    library,
    mutant: mutants.find((candidate) => candidate.name === mutant),
    clock: window.conformanceClock,
  });
  let failure;
  try {
    if (!scenario.loads) {
      await kit.load();
      kit.configure();
    }
    await scenario.run(kit);
    await kit.settled();
  } catch (error) {
    failure = String(error?.stack ?? error);
  }
  return { trace: kit.trace, contacts: kit.contacts, failure };
}
