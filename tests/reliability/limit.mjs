/** A page that hears nothing for this long is given up, in milliseconds. */
export const LIMIT_MS = 90_000;
