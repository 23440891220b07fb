import { fileURLToPath } from "node:url";
import { join } from "node:path";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A path inside the repository. */
export const at = (...parts) => join(root, ...parts);

/** What the scripts keep between runs; not committed, can be deleted at any time. */
export const cache = (...parts) => at(".cache", ...parts);
