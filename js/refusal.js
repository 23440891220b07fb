import { OR_PURE_BUILD } from "./about.js";

/**
 * What to tell whoever loads the library where the engine does not take its module; `cause` is the engine's own error.
 */
export function refusal(error) {
  const reason =
    typeof WebAssembly === "undefined"
      ? "this browser has no WebAssembly: use another"
      : `the browser refused it (${error.message}); a Content-Security-Policy, if there is one, must allow 'wasm-unsafe-eval'`;
  const message = `amazon-connect-chat could not start its WebAssembly core: ${reason}${OR_PURE_BUILD}`;
  return Object.assign(new Error(message), { cause: error });
}
