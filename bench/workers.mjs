/**
 * Does a job so many times, some of them at once.
 *
 * @param {number} atOnce
 * @param {number} count
 * @param {(n: number) => Promise<unknown>} job
 */
export async function inTurns(atOnce, count, job) {
  let next = 0;
  const worker = async () => {
    while (next < count) await job((next += 1));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
