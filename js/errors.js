/**
 * The error classes of ChatJS are not exported, pages tell them apart by `name`.
 * So are ours: plain errors with a name of their own.
 */
const named = (name, message, members) => Object.assign(new Error(message), { name }, members);

/** An argument that the API does not accept. `argument` is kept for pages that read it. */
export const illegalArgument = (message, argument) => named("IllegalArgument", message, { argument });

/** Something that is no function was given as an event handler. */
export const valueError = (message) => named("ValueError", message);

/**
 * The WebAssembly core hit a defect and cannot be entered again.
 *
 * `code` is `"core-crashed"`, `cause` the trap. Every call in flight and every later call rejects with it.
 */
export const coreCrashed = (cause) =>
  named("ChatCoreError", `The chat core stopped on an internal error (${cause.message}). Reload the page.`, {
    code: "core-crashed",
    cause,
  });
