/** What to tell whoever loads the library where the engine does not take its module; `cause` is the engine's own error. */
export function refusal(error) {
  const reason =
    typeof WebAssembly === "undefined"
      ? "this browser has no WebAssembly"
      : `the browser refused it (${error.message}); a Content-Security-Policy, if there is one, must allow 'wasm-unsafe-eval'`;
  return Object.assign(new Error(`amazon-connect-chat could not start its WebAssembly core: ${reason}`), {
    cause: error,
  });
}
