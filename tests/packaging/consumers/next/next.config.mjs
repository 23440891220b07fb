import { fileURLToPath } from "node:url";

// The packages are two folders up; otherwise it guesses, and says so.
export default { turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) } };
