/** Types of `amazon-connect-chat-wasm/slim` and `amazon-connect-chat-wasm/slim/reliable`. */
/// <reference path="../index.d.ts" />

/**
 * Where the WebAssembly module is, or what it is: an address, a response that brings it (compiled while it comes in,
 * if the server names its type, `application/wasm`), its bytes, or the compiled module.
 */
export type ChatModuleSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Starts the library. Resolves with the global namespace `connect`, whose members are there from then on; rejects with
 * an Error that says what has to change. Further calls give the same promise, unless it rejected.
 *
 * @param source default: the file beside this module, which bundlers follow that know `new URL(file, import.meta.url)`
 */
export function init(source?: ChatModuleSource | Promise<ChatModuleSource>): Promise<typeof connect>;
