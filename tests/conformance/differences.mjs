/**
 * Differences from ChatJS 5.0.0 that are meant.
 *
 * - `anchor`: the entry of docs/differences.md that says what changed and why.
 * - `path`: where in the trace; `[n]` counts in the reference, `[-n]` is only there, `[+n]` only here.
 * - `ours`: what is there in ours: a value, the name of an event, request or line, or nothing.
 * - `at`: the scenarios in which it shows, all of them. One that shows it no longer fails the run.
 */
export const differences = [];
