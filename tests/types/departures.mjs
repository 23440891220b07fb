/**
 * Every way in which js/types/ departs from the published declarations of amazon-connect-chatjs 5.0.0. The tests
 * fail for a departure that is not here, and for an entry that no longer occurs.
 */

/** Names that only ours declares. */
export const NEW_NAMES = {
  LogManager: "exists in ChatJS, undeclared; widgets use it",
  csmService: "exists in ChatJS, undeclared; widgets use it",
  ChatLogManager: "type of LogManager",
  ChatManagedLogger: "type of LogManager.getLogger()",
  ChatConnectionToken: "what an agent's getConnectionToken fulfils with",
  ChatConnectionChange: "what the events of a lost or broken connection say",
  ChatMetric: "what csmConfig.onMetric gets",
  ChatMessageMetadata: "what items of the transcript and sendMessage say of a message",
  SendMessageReceiptArgs: "arguments of sendMessageReceipt",
  ChatFeatures: "what a session does beyond ChatJS: options of create, features of setGlobalConfig",
  ChatOfflineQueueOptions: "type of offlineQueue",
  ChatAttachmentLimits: "type of attachments",
  ChatStorage: "type of persist",
  ChatResumeArgs: "arguments of resume",
  ChatAbortable: "the signal of calls",
  ChatHandlerOptions: "options of handlers",
  ChatUnsubscribe: "what subscribing to an event returns",
  Complete: "a session whose additions are not optional",
  ChatPendingMessage: "type of pendingMessages",
  ChatConnectionState: "type of connectionState",
  LoadPreviousTranscriptArgs: "arguments of loadPreviousTranscript",
  LoadPreviousTranscriptResult: "what loadPreviousTranscript fulfils with",
  ChatRecoveryEvent: "what handlers of onRecovery get",
  ChatConnectionStateEvent: "what handlers of onConnectionStateChanged get",
  ChatTypingChangedEvent: "what handlers of onTypingChanged get",
  ChatErrorEvent: "what handlers of onError get",
};

/** Types of members, which have no name of their own but members that are compared too. */
export const INLINE_TYPES = [
  'ChatJSObject["build"]',
  'NonNullable<ChatGlobalConfig["loggerConfig"]>',
  'NonNullable<NonNullable<ChatGlobalConfig["loggerConfig"]>["customizedLogger"]>',
  'NonNullable<ChatSessionArgs["options"]>',
  'NonNullable<ChatGlobalConfig["features"]>',
  'NonNullable<NonNullable<ChatGlobalConfig["features"]>["messageReceipts"]>',
  'NonNullable<ChatGlobalConfig["webSocketManagerConfig"]>',
  'NonNullable<ChatDetails["connectionDetails"]>',
  'NonNullable<GetTranscriptArgs["startPosition"]>',
  'NonNullable<ChatTranscriptItem["MessageMetadata"]>',
  'NonNullable<SendMessageResult["MessageMetadata"]>',
  'ChatTranscriptUpdatedEvent["data"]',
  'CSMService["logger"]',
];

const SESSION = {
  sendMessageReceipt: "newer than 5.0.0",
  onAuthenticationExpired: "exists in ChatJS, undeclared",
  connectionState: "new: the state of the connection",
  onConnectionStateChanged: "new: tells its changes",
  onRecovery: "new: recoverMissedMessages at work",
  pendingMessages: "new: the outbox of offlineQueue",
  cancelMessage: "new: takes a message out of it",
  retryMessage: "new: sends one that failed once more",
  loadPreviousTranscript: "new: the older page of the transcript",
  messages: "new: the items of onMessage, iterable",
  onTypingChanged: "new: who types, until when",
  onError: "new: handlers that throw",
  dispose: "new: lets go of everything",
};
const FEATURES = {
  recoverMissedMessages: "new: delivers what was missed",
  offlineQueue: "new: messages that wait for the connection",
  persist: "new: sessions that go on after a reload",
  attachments: "new: limits",
};
const SIGNAL = { signal: "new: gives the call up" };

/** Members that only ours declares. All are optional, so that values of either package's types fit the other's. */
export const NEW_MEMBERS = {
  'NonNullable<ChatGlobalConfig["loggerConfig"]>': {
    logger: "exists in ChatJS, undeclared",
    advancedLogWriter: "exists in ChatJS, undeclared",
    logContent: "new: tokens and message contents are logged only when asked for",
  },
  ChatJSObject: { implementation: "name and version of this package" },
  ChatDetailsInput: {
    initialContactId: "exists in ChatJS, undeclared",
    getConnectionToken: "exists in ChatJS, undeclared",
  },
  AgentChatSessionArgs: { disableCSM: "exists in ChatJS, undeclared for agents" },
  ChatGlobalConfig: {
    endpoint: "exists in ChatJS, undeclared",
    stage: "exists in ChatJS, undeclared",
    cell: "exists in ChatJS, undeclared",
    csmConfig: "exists in ChatJS, undeclared; onMetric is new",
  },
  ChatController: {
    getConnectionStatus: "exists in ChatJS, undeclared",
    breakConnection: "exists in ChatJS, undeclared",
    sendMessageReceipt: "newer than 5.0.0",
  },
  ChatSessionInterface: SESSION,
  AgentChatSession: SESSION,
  CustomerChatSession: SESSION,
  ChatSessionObject: { resume: "new: goes on with a session that persist kept" },
  'NonNullable<ChatSessionArgs["options"]>': FEATURES,
  'NonNullable<ChatGlobalConfig["features"]>': FEATURES,
  GetTranscriptArgs: SIGNAL,
  CancelParticipantAuthenticationArgs: SIGNAL,
  GetAuthenticationUrlArgs: SIGNAL,
  SendMessageArgs: SIGNAL,
  SendEventArgs: SIGNAL,
  SendAttachmentArgs: { ...SIGNAL, onProgress: "new: how much has been sent" },
  DownloadAttachmentArgs: SIGNAL,
  GetAttachmentURLArgs: SIGNAL,
  DescribeViewArgs: SIGNAL,
  ChatConnectionLostEvent: { data: "exists in ChatJS, undeclared, as an empty object; new: why the connection was lost" },
  ChatConnectionBrokenEvent: { data: "the same: why the connection cannot be had back" },
};

/** Types of which values of one package do not fit the other's: `[type, from, why]`. */
export const NOT_ASSIGNABLE = [
  [
    "ChatGlobalConfig",
    "ours",
    "isNetworkOnline may be async, as the documentation of ChatJS has it and its declarations do not",
  ],
];

/** Members of the running objects that no declaration has, as in ChatJS. */
export const UNDECLARED = {
  ChatSession: [],
  ChatJS: [],
  LogManager: ["useClientLogger"],
  csmService: [],
  "csmService.logger": [],
  customer: [],
  agent: [],
  controller: [
    "cancelMessage",
    "chatClient",
    "connectionDetails",
    "connectionDetailsProvider",
    "connectionHelper",
    "connectionState",
    "contactId",
    "delivered",
    "dispose",
    "hasChatEnded",
    "initialContactId",
    "keep",
    "loadPreviousTranscript",
    "messages",
    "participantId",
    "participantToken",
    "pendingMessages",
    "pubsub",
    "retryMessage",
    "sessionMetadata",
    "sessionType",
    "stopKeeping",
    "websocketManager",
  ],
};
