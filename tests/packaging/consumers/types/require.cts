import chat = require("amazon-connect-chat-wasm");
import pure = require("amazon-connect-chat-wasm/asm");
import reliable = require("amazon-connect-chat-wasm/reliable");

const session: connect.AgentChatSession | undefined = undefined;
chat.ChatSession.setFeatureFlag("MESSAGE_RECEIPTS_ENABLED");
pure.ChatSession.setRegionOverride("eu-west-2");
reliable.default.ChatSession.setRegionOverride("eu-west-2");
// @ts-expect-error there is no such export
chat.nothing;

export = session;
