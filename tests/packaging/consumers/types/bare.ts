import "amazon-connect-chat-wasm";

connect.ChatSession.setGlobalConfig({ region: "us-west-2" });
// @ts-expect-error an argument of another type
connect.ChatSession.setGlobalConfig({ region: 2 });
