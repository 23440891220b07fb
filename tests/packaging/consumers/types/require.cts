import chat = require("amazon-connect-chat-wasm");
import reliable = require("amazon-connect-chat-wasm/reliable");

const session: connect.AgentChatSession | undefined = undefined;
chat.ChatSession.setFeatureFlag("MESSAGE_RECEIPTS_ENABLED");
reliable.default.ChatSession.setRegionOverride("eu-west-2");
// @ts-expect-error there is no such export
chat.nothing;

export = session;
