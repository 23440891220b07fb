// Configuration, log levels and loggers.
import { startChat } from "./start.mjs";

/** Every documented key. There is no endpoint: requests go to Amazon Connect in the region. */
export function configureEverything(_, shouldSendMessageReceipts) {
  const write = (method) => (...lines) => window.show(method, lines);
  window.connect.ChatSession.setGlobalConfig({
    region: "eu-central-1",
    loggerConfig: {
      advancedLogWriter: null,
      customizedLogger: { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") },
      level: window.connect.ChatSession.LogLevel.INFO,
    },
    webSocketManagerConfig: {
      isNetworkOnline: () => {
        window.show("network");
        return navigator.onLine;
      },
    },
    features: { messageReceipts: { shouldSendMessageReceipts, throttleTime: 50 } },
    customUserAgentSuffix: "ParcelShop/7",
  });
}

/** A session that leaves the region to the configuration. */
export async function createWithoutOptions() {
  const chatDetails = await startChat();
  window.chatSession = window.connect.ChatSession.create({ chatDetails, type: "CUSTOMER", disableCSM: true });
  return chatDetails;
}

/** The methods of a logger that are called at a level, in the order of severity. */
export function heardAt(_, level) {
  const { ChatSession } = window.connect;
  const heard = new Set();
  const write = (method) => () => heard.add(method);
  ChatSession.setGlobalConfig({
    loggerConfig: {
      customizedLogger: { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") },
      advancedLogWriter: "warn",
      level: ChatSession.LogLevel[level],
    },
  });
  const chatDetails = { contactId: "c", participantId: "p", participantToken: "t" };
  ChatSession.create({ chatDetails, type: "CUSTOMER", disableCSM: true }).onMessage(() => {});
  ChatSession.create({ chatDetails: {}, type: "CUSTOMER", disableCSM: true });
  return ["info", "warn", "error"].filter((method) => heard.has(method));
}

/** Has the library write to the console, or not, and do what it would write about. */
export function logToConsole(_, loggerConfig) {
  const { ChatSession } = window.connect;
  ChatSession.setGlobalConfig({ loggerConfig: { level: ChatSession.LogLevel.DEBUG, ...loggerConfig } });
  const chatDetails = { contactId: "c", participantId: "p", participantToken: "t" };
  ChatSession.create({ chatDetails, type: "CUSTOMER", disableCSM: true }).onMessage(() => {});
  console.log("end of example");
}

/** The page's own lines among those of the library. */
export function logOwnLine() {
  const { ChatSession } = window.connect;
  ChatSession.setGlobalConfig({ loggerConfig: { useDefaultLogger: true } });
  try {
    ChatSession.Logger.info("foobar");
    return "written";
  } catch ({ name }) {
    return name;
  }
}

export function enumerations() {
  const { LogLevel, SessionTypes } = window.connect.ChatSession;
  return { LogLevel, SessionTypes };
}

/** Traces that a session leaves on a page apart from `connect`. */
export function traces() {
  return { scripts: document.scripts.length, csm: typeof window.csm, AWS: typeof window.AWS };
}
