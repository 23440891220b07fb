/**
 * What a bundler makes of an import of the WebAssembly module: its address, its bytes or a module. All are good for
 * `init`.
 */
import type { ChatModuleSource } from "./amazon-connect-chat.mjs";

declare const source: ChatModuleSource;
export default source;
