import { copyFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { filesBelow } from "./fingerprint.mjs";
import { at } from "./paths.mjs";

/** The file that says what all of them are comes first. */
const FIRST = "js/types/chat-session.d.ts";

/** What the modules export, file by file as in `dist/`. */
const MODULES = "js/types/modules";

/**
 * The declarations of the global namespace: the files of `js/types/`, one after the other. The package has them as one,
 * since each adds to the same namespace and none is of use alone.
 *
 * @returns {string}
 */
export function declarations() {
  const files = filesBelow(["js/types"]).filter((file) => file !== FIRST && file.endsWith(".d.ts"));
  return [FIRST, ...files].map((file) => readFileSync(at(file), "utf8")).join("\n");
}

/** Writes all declarations into `dist/`. */
export function writeDeclarations() {
  writeFileSync(at("dist/index.d.ts"), declarations());
  cpSync(at(MODULES), at("dist"), { recursive: true });
  // TypeScript tells by the name which kind of module a declaration is of.
  copyFileSync(at("dist/amazon-connect-chat.d.mts"), at("dist/amazon-connect-chat.d.cts"));
}
