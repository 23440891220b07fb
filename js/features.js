import { IS_RELIABLE } from "./about.js";
import { illegalArgument } from "./errors.js";

/** How long a message waits for the connection when the page does not say. */
const DEFAULT_EXPIRY_MS = 300_000;

const require = (fits, name, value, what) => {
  if (!fits) {
    throw illegalArgument(`options.${name} is not ${what}`, value);
  }
};

/**
 * What a session does beyond ChatJS, from `features` of `setGlobalConfig` and the options of `create`, which win:
 * all off by default. Throws IllegalArgument, which names the option.
 */
export function readFeatures({ recoverMissedMessages, offlineQueue, persist, attachments }) {
  const wanted = recoverMissedMessages ? "recoverMissedMessages" : offlineQueue ? "offlineQueue" : "";
  if (wanted && !IS_RELIABLE) {
    throw illegalArgument(`options.${wanted} needs the build amazon-connect-chat.reliable.js`, wanted);
  }
  const kept = { attachments };
  const core = {};
  if (IS_RELIABLE) {
    const expiry = offlineQueue && (offlineQueue.expiresAfter ?? DEFAULT_EXPIRY_MS);
    require(!offlineQueue || expiry > 0, "offlineQueue.expiresAfter", expiry, "a number of milliseconds above 0");
    Object.assign(kept, { recoverMissedMessages, offlineQueue });
    Object.assign(core, recoverMissedMessages && { recoverMissedMessages }, offlineQueue && { offlineQueue: expiry });
  }
  require(!persist || typeof persist.setItem === "function", "persist", persist, "a Storage");
  const { maxBytes, contentTypes } = attachments || {};
  require(maxBytes === undefined || maxBytes > 0, "attachments.maxBytes", maxBytes, "a number of bytes above 0");
  require(!contentTypes || Array.isArray(contentTypes), "attachments.contentTypes", contentTypes, "an array");
  return {
    persist,
    attachments,
    /** What a later life of the session is to be created with. */
    kept,
    /** What the core is told. */
    core,
  };
}

/** Why an attachment is not to be sent, by the limits that the page set; undefined: it may be. */
export function attachmentRefusal({ size, type }, { maxBytes, contentTypes } = {}) {
  return size > maxBytes
    ? `attachment.size is ${size}, more than the limit of ${maxBytes} bytes`
    : contentTypes && !contentTypes.includes(type)
      ? `attachment.type "${type}" is none of ${contentTypes}`
      : undefined;
}
