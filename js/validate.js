/** Checks of what a page hands in. They throw synchronously, with the words of ChatJS. */

import { CONTENT_TYPES } from "./content-types.js";
import { illegalArgument, valueError } from "./errors.js";

/** A message may be empty (the service refuses it then), but it must be a string. */
export function requireMessage(message) {
  if (typeof message !== "string") {
    throw illegalArgument(`${message}is not a valid message`);
  }
}

/** Messages and events share one list of content types. */
export function requireContentType(contentType) {
  if (!CONTENT_TYPES.includes(contentType)) {
    throw illegalArgument(`contentType passed (${contentType}) is not valid. Allowed values are: ${CONTENT_TYPES}`);
  }
}

/** An event handler is a function; "not given" and "given wrongly" have a text each. */
export function requireHandler(handler) {
  if (typeof handler !== "function") {
    throw valueError(`f must be ${handler === undefined || handler === null ? "provided" : "a function"}`);
  }
}

/** The ids of a contact and a participant, without which nothing can be addressed. */
export function requireIds(details) {
  for (const name of ["contactId", "participantId"]) {
    if (!isName(details[name])) {
      throw illegalArgument(`chatDetails.${name} is not a non-empty string!`);
    }
  }
}

/** The choice of `sendMessageReceipt`, which ChatJS 5.0.0 does not have: refused before anything is sent. */
export function requireReceipt(event, messageId) {
  if (event !== "delivered" && event !== "read") {
    throw illegalArgument(`event passed (${event}) is not valid. Allowed values are: delivered,read`, event);
  }
  requireText("messageId", messageId);
}

const isName = (value) => value && typeof value === "string";

/** A text that names something. */
export function requireText(name, value) {
  if (!isName(value)) {
    throw illegalArgument(`${name} is not a non-empty string!`, value);
  }
}
