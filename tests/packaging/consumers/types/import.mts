import library, { ChatJS, ChatSession, csmService, LogManager } from "amazon-connect-chat-wasm";
import pure, { ChatSession as Pure } from "amazon-connect-chat-wasm/asm";
import { ChatSession as Reliable } from "amazon-connect-chat-wasm/reliable";
import { type ChatModuleSource, init } from "amazon-connect-chat-wasm/slim";
import { init as initReliable } from "amazon-connect-chat-wasm/slim/reliable";
import wasm from "amazon-connect-chat-wasm/amazon-connect-chat.wasm";
// @ts-expect-error there is no such export
import { nothing } from "amazon-connect-chat-wasm";

const chatDetails = { contactId: "c", participantId: "p", participantToken: "t" };
const session: connect.CustomerChatSession = ChatSession.create({ chatDetails, type: "CUSTOMER" });
session.onMessage(({ data }) => data.Content?.trim());
const version: string = ChatJS.version;
const same: boolean = library.ChatSession === ChatSession && Reliable === connect.ChatSession;
Pure.setGlobalConfig({ region: pure.ChatJS.version });
csmService.getDefaultDimensions();
LogManager.getLogger({ prefix: "page" });

const source: ChatModuleSource = wasm;
const started: typeof connect = await init(source);
started.ChatSession.setGlobalConfig({ region: "us-west-2" });
await initReliable(fetch("chat.wasm"));
await initReliable(new URL("chat.wasm", "https://example.com"));
// @ts-expect-error nothing is no module
await init(null);

export { nothing, same, version };
