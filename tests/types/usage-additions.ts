// What only our declarations have. Compiled against ours.

connect.ChatSession.setGlobalConfig({
  endpoint: "http://127.0.0.1:8080",
  loggerConfig: { logger: console, level: 10, logContent: true, advancedLogWriter: null },
  webSocketManagerConfig: { isNetworkOnline: async () => true },
  csmConfig: {
    widgetType: "Mine",
    onMetric: (metric) => {
      const value: number = metric.value;
      console.log(metric.metricName, metric.unit === "Count", value);
    },
  },
});

const own: string | undefined = connect.ChatJS.implementation?.version;
const logger = connect.LogManager.getLogger({ prefix: "Page", logMetaData: { page: 1 } });
logger.info("text", own, { a: 1 });
connect.csmService.addCountMetric("name", "UI");

const withToken = connect.ChatSession.create({
  type: "AGENT",
  chatDetails: {
    contactId: "c",
    initialContactId: "c",
    participantId: "p",
    participantToken: "",
    getConnectionToken: async () => ({ chatTokenTransport: { participantToken: "t", expiry: "" } }),
  },
  websocketManager: undefined as unknown as connect.WebSocketManager,
  disableCSM: true,
});
void withToken.sendMessageReceipt?.({ event: "read", messageId: "m", metadata: 1 });
void withToken.sendMessageReceipt?.({ event: "delivered", message: { Id: "m" } });
withToken.onAuthenticationExpired?.(() => {});
withToken.onConnectionLost(({ data }) => console.log(data?.reason));
console.log(withToken.controller.getConnectionStatus?.() === "Established");

connect.ChatSession.setGlobalConfig({ features: { recoverMissedMessages: true, attachments: { maxBytes: 5_000_000 } } });

async function reliable(): Promise<void> {
  const session = connect.ChatSession.create({
    type: "CUSTOMER",
    chatDetails: { contactId: "c", participantId: "p", participantToken: "t" },
    options: {
      region: "us-west-2",
      recoverMissedMessages: true,
      offlineQueue: { expiresAfter: 60_000 },
      persist: sessionStorage,
      attachments: { maxBytes: 5_000_000, contentTypes: ["image/png"] },
    },
  }) as connect.Complete<connect.CustomerChatSession>;
  const resumed: connect.CustomerChatSession | undefined = connect.ChatSession.resume?.({ storage: localStorage });
  resumed?.onRecovery?.(({ data }) => console.log(data.items));
  connect.ChatSession.resume?.({ storage: sessionStorage, contactId: "c" })?.onRecovery(() => {});

  const { signal } = new AbortController();
  const stop: () => void = session.onMessage(({ data }) => console.log(data.Content), { once: true, signal });
  stop();
  session.onRecovery(({ chatDetails, data: { items, milliseconds, complete, reason } }) => {
    const told: [number, number, boolean, string | undefined] = [items, milliseconds, complete, reason];
    console.log(chatDetails.contactId, told);
  })();
  session.onConnectionStateChanged(({ data: { state, reason, retryAt } }) => {
    console.log(state === "reconnecting", reason, retryAt && new Date(retryAt));
  }, { signal });
  session.onTypingChanged(({ data }) => console.log(data.DisplayName, data.isTyping && data.ParticipantRole));
  session.onError(({ error, eventName }) => console.log(eventName, error instanceof Error));
  const state: connect.ChatConnectionState = session.connectionState;
  console.log(state);

  for (const { id, message, contentType, state, expiresAt } of session.pendingMessages) {
    console.log(message, contentType, expiresAt);
    const wasThere: boolean = await session.cancelMessage(id);
    const sent = state === "failed" && !wasThere ? await session.retryMessage(id) : undefined;
    console.log(sent?.data && sent.data.Id);
  }
  const page = await session.loadPreviousTranscript({ maxResults: 50, signal });
  await session.loadPreviousTranscript();
  console.log(page.data && page.data.Transcript.length, page.data && page.data.NextToken);

  await session.sendMessage({ message: "m", contentType: "text/plain", signal });
  await session.getTranscript({ signal });
  const attachment = new File(["text"], "a.txt", { type: "text/plain" });
  const onProgress = (sent: number, total: number) => console.log(sent / total);
  await session.sendAttachment({ attachment, onProgress, signal });
  for await (const item of session.messages({ signal })) {
    console.log(item.Id, item.ContentType);
  }
  session.dispose();
}

// Without `Complete` the additions are optional, as an object typed by ChatJS does not have them.
declare const plain: connect.CustomerChatSession;
plain.dispose?.();
// @ts-expect-error it may be missing
plain.dispose();
// @ts-expect-error a mistyped option
connect.ChatSession.create({ type: "CUSTOMER", chatDetails: plain.getChatDetails() as any, options: { recover: true } });
// @ts-expect-error times are numbers of milliseconds
connect.ChatSession.setGlobalConfig({ features: { offlineQueue: { expiresAfter: "5 min" } } });
void reliable;
