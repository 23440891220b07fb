/**
 * Seeded chance: the same seed gives the same numbers. What two programs, a browser and a machine make of them in time
 * is another matter, so a seed repeats the decisions of a run and not its every moment.
 *
 * @param {number} seed 32 bits
 */
export function createRandom(seed) {
  let state = seed >>> 0;

  /** From 0 to below 1. */
  const next = () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };

  return {
    /** A whole number from `least` to `most`. */
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    /** One of a list. */
    pick: (list) => list[Math.floor(next() * list.length)],
    /** One of `[[weight, value], ...]`. */
    weighted(list) {
      let left = next() * list.reduce((sum, [weight]) => sum + weight, 0);
      return list.find(([weight]) => (left -= weight) < 0)[1];
    },
    /** Another source, which this one decides. */
    fork: () => createRandom(Math.floor(next() * 2 ** 32)),
  };
}
