import { IS_PURE, IS_RELIABLE, OR_PURE_BUILD } from "./about.js";

/**
 * The error classes of ChatJS are not exported, pages tell them apart by `name`.
 * So are ours: plain errors with a name of their own.
 */
const named = (name, message, members) => Object.assign(new Error(message), { name }, members);

/** An argument that the API does not accept. `argument` is kept for pages that read it. */
export const illegalArgument = (message, argument) => named("IllegalArgument", message, { argument });

/** Something that is no function was given as an event handler. */
export const valueError = (message) => named("ValueError", message);

/** What to do after that. The same core without WebAssembly is for where it was the engine that failed. */
const ADVICE = `Reload the page${IS_PURE ? "." : OR_PURE_BUILD}`;

/**
 * The WebAssembly core hit a defect and cannot be entered again.
 *
 * `code` is `"core-crashed"`, `cause` the trap. Every call in flight and every later call rejects with it.
 */
export const coreCrashed = (cause) =>
  named("ChatCoreError", `The chat core stopped on an internal error (${cause.message}). ${ADVICE}`, {
    code: "core-crashed",
    cause,
  });

/** What becomes of messages in the outbox and of attachments, by the core's number of the failure. */
const REFUSALS = {
  ...(IS_RELIABLE && {
    6: ["MessageExpiredError", "The message waited too long for the connection."],
    7: ["MessageCancelledError", "The message was cancelled."],
  }),
  8: ["NoSuchMessageError", "There is no failed message with this id."],
  9: ["AttachmentRefusedError"],
};

/** The failure of a call that only this library has a reason for. */
export const refused = ({ kind, message }, metadata) =>
  named(REFUSALS[kind][0], message || REFUSALS[kind][1], { metadata });
