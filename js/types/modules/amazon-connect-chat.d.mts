/**
 * Types of the modules: `import "amazon-connect-chat-wasm"`, with and without `/reliable`, and `require` of them.
 *
 * Either has an effect, the global namespace `connect` as the script makes it, and exports what is declared there.
 */
/// <reference path="./index.d.ts" />

export declare const ChatSession: typeof connect.ChatSession;
export declare const ChatJS: typeof connect.ChatJS;
export declare const LogManager: typeof connect.LogManager;
export declare const csmService: typeof connect.csmService;

/** The namespace itself, which is also a global. */
declare const library: typeof connect;
export default library;
