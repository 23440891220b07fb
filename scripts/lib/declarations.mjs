import { readFileSync } from "node:fs";
import { filesBelow } from "./fingerprint.mjs";
import { at } from "./paths.mjs";

/** The file that says what all of them are comes first. */
const FIRST = "js/types/chat-session.d.ts";

/**
 * The declarations that are shipped: the files of `js/types/`, one after the other. The package has them as one, since
 * each adds to the same global namespace and none is of use alone.
 *
 * @returns {string}
 */
export function declarations() {
  const files = filesBelow(["js/types"]).filter((file) => file !== FIRST);
  return [FIRST, ...files].map((file) => readFileSync(at(file), "utf8")).join("\n");
}
