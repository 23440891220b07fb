/* global __VERSION__, __BUILD_TIME__, __RELIABLE__, __ASM__ -- constants that the bundler puts in */

/** The version of this package. */
export const VERSION = typeof __VERSION__ === "undefined" ? "0.0.0" : __VERSION__;

/** The version of ChatJS whose API this is. */
export const API_VERSION = "5.0.0";

/** Whether the core of this build can recover and queue: what serves only that is left out of the other builds. */
export const IS_RELIABLE = typeof __RELIABLE__ === "undefined" || __RELIABLE__;

/** How errors end: with the build for where WebAssembly is missing, forbidden or broken. */
export const OR_PURE_BUILD = ", or load amazon-connect-chat.asm.js.";

/** Whether this is that build. */
export const IS_PURE = typeof __ASM__ !== "undefined" && __ASM__;

/** `connect.ChatJS`. Pages test `version` and `name`: those are of the library replaced, `implementation` is ours. */
export const createMetadata = () => ({
  version: API_VERSION,
  name: "amazon-connect-chatjs",
  source: "npm",
  repository: "git+https://github.com/amazon-connect/amazon-connect-chatjs.git",
  build: {
    timestamp: typeof __BUILD_TIME__ === "undefined" ? new Date().toISOString() : __BUILD_TIME__,
    environment: "production",
  },
  implementation: { name: "amazon-connect-chat-wasm", version: VERSION },
});

/**
 * Header `x-amz-user-agent`: this implementation, then the token that ChatJS sends, into which a page's suffix goes
 * with a hyphen for every character that a token cannot hold. Slashes separate and stay.
 */
export function userAgent(suffix) {
  const product = `AmazonConnect-ChatJS/${API_VERSION}${suffix ? ` ${suffix}` : ""}`;
  return `amazon-connect-chat-wasm/${VERSION} ${product.replace(/[^/\w!$%&'*+\-.^`|~]/g, "-")}`;
}
