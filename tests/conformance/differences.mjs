/**
 * Differences from ChatJS 5.0.0 that are meant. Each entry names its entry in docs/differences.md
 * and every place where it shows: scenario, path in the trace, and the value that ours has there.
 * A place that no longer differs in just this way fails the run.
 */
export const differences = [];
