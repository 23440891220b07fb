// What the published documents show, as a TypeScript page would write it. Compiled against both packages.

async function customer(): Promise<void> {
  connect.ChatSession.setGlobalConfig({
    region: "us-west-2",
    loggerConfig: {
      customizedLogger: {
        debug: (...msg: any[]) => console.log(...msg),
        info: (...msg: any[]) => console.log(...msg),
        warn: (...msg: any[]) => console.log(...msg),
        error: (...msg: any[]) => console.log(...msg),
      },
      level: connect.ChatSession.LogLevel.INFO,
    },
    webSocketManagerConfig: { isNetworkOnline: () => true },
    features: { messageReceipts: { shouldSendMessageReceipts: true, throttleTime: 5000 } },
    customUserAgentSuffix: "",
  });

  const response = await fetch("https://example.com/start-chat", { method: "POST" });
  const startChatResult = await response.json();

  const session = connect.ChatSession.create({
    chatDetails: {
      contactId: startChatResult.ContactId,
      participantId: startChatResult.ParticipantId,
      participantToken: startChatResult.ParticipantToken,
    },
    options: { region: "us-west-2" },
    type: "CUSTOMER",
    disableCSM: true,
  });
  const typed: connect.CustomerChatSession = session;
  const { connectCalled, connectSuccess }: { connectCalled: boolean; connectSuccess: boolean } = await typed.connect();
  console.log(connectCalled, connectSuccess);

  await session.sendMessage({ contentType: "text/plain", message: "Hello World!" });
  await session.sendEvent({ contentType: "application/vnd.amazonaws.connect.event.typing" });

  session.onMessage((event) => {
    const content: string | undefined = event.data.Content;
    const id: string = event.data.Id;
    console.log(event.chatDetails.contactId, content, id, event.data.ContactId);
    for (const attachment of event.data.Attachments ?? []) {
      const status: "APPROVED" | "REJECTED" | "IN_PROGRESS" = attachment.Status;
      console.log(attachment.AttachmentId, attachment.AttachmentName, status);
    }
  });
  session.onTyping(({ data }) => {
    const contentType: "application/vnd.amazonaws.connect.event.typing" = data.ContentType;
    console.log(contentType, data.ParticipantRole === "AGENT");
  });
  session.onConnectionEstablished(({ chatDetails }) => console.log(chatDetails.initialContactId));
  session.onConnectionLost(() => {});
  session.onConnectionBroken((event) => console.log(event.chatDetails));
  session.onEnded(() => {});
  session.onReadReceipt((event) => console.log(event.data.MessageMetadata?.Receipts?.[0]?.ReadTimestamp));
  session.onDeliveredReceipt((event) => console.log(event.data.MessageMetadata?.Receipts?.length));
  session.onParticipantIdle(() => {});
  session.onParticipantReturned(() => {});
  session.onParticipantInvited(() => {});
  session.onAutoDisconnection(({ data }) => console.log(data.ParticipantRole));
  session.onDeepHeartbeatSuccess(() => {});
  session.onDeepHeartbeatFailure(() => {});
  session.onChatRehydrated(() => {});
  session.onAuthenticationInitiated(({ data }) => {
    const content: string = data.Content;
    const sessionId: string = JSON.parse(content).SessionId;
    void session.getAuthenticationUrl({ redirectUri: "https://example.com", sessionId });
  });
  session.onAuthenticationSuccessful(() => {});
  session.onAuthenticationFailed(() => {});
  session.onAuthenticationTimeout(() => {});
  session.onAuthenticationCanceled(() => {});
  session.onParticipantDisplayNameUpdated(({ data }) => {
    const name: string = data.DisplayName;
    console.log(name);
  });
  session.onTranscriptUpdated(({ data }) => {
    const items: connect.ChatTranscriptItem[] = data.transcript;
    console.log(items.length, data.previousTranscriptNextToken);
  });

  const page = await session.getTranscript({
    scanDirection: "BACKWARD",
    sortOrder: "ASCENDING",
    maxResults: 15,
    startPosition: { absoluteTime: "2026-01-01T00:00:00.000Z", id: "id", mostRecent: 1 },
    metadata: { foo: "bar" },
  });
  if (page.data) {
    const { InitialContactId, NextToken, Transcript } = page.data;
    console.log(InitialContactId, NextToken, Transcript[0].AbsoluteTime, page.metadata.foo);
  }

  const sent = await session.sendMessage({ contentType: "text/plain", message: "m", metadata: 1 });
  const metadata: number = sent.metadata;
  console.log(metadata, sent.data && sent.data.AbsoluteTime);

  const attachment = new File(["text"], "a.txt", { type: "text/plain" });
  await session.sendAttachment({ attachment, metadata: { foo: "bar" } });
  const blob: Blob = await session.downloadAttachment({ attachmentId: "a" });
  const url: string = await session.getAttachmentURL({ attachmentId: "a" });
  console.log(URL.createObjectURL(blob), url);

  const view = await session.describeView({ InstanceId: undefined, viewToken: "token" });
  console.log(view.data && view.data.View?.Content?.Template);
  const authentication = await session.getAuthenticationUrl({ redirectUri: "https://example.com", sessionId: "s" });
  console.log(authentication.data && authentication.data.AuthenticationUrl);
  await session.cancelParticipantAuthentication({ sessionId: "s", metadata: null });

  const { contactId, initialContactId, participantId, participantToken } = session.getChatDetails();
  console.log(contactId, initialContactId, participantId, participantToken);
  await session.disconnectParticipant();

  const controller: connect.ChatController = session.controller;
  controller.subscribe("INCOMING_MESSAGE", (event: unknown) => console.log(event));
  await controller.sendMessage({ contentType: "text/plain", message: "m" });
  await controller.disconnectParticipant?.();
}

async function agent(websocketManager: connect.WebSocketManager): Promise<void> {
  const session = connect.ChatSession.create({
    chatDetails: { contactId: "c", participantId: "p", participantToken: "t" },
    type: connect.ChatSession.SessionTypes.AGENT,
    websocketManager,
  });
  const typed: connect.AgentChatSession = session;
  await typed.connect({ metadata: "m" });
  typed.cleanUpOnParticipantDisconnect();
}

function page(): void {
  connect.ChatSession.setRegionOverride("us-west-2");
  connect.ChatSession.setFeatureFlag("FLAG");
  connect.ChatSession.Logger.info("foobar");
  connect.ChatSession.csmService.addCountMetric("name", "UI");
  connect.ChatSession.csmService.addCountAndErrorMetric("name", "UI", false);
  const version: string = connect.ChatJS.version;
  console.log(version, connect.ChatJS.build.environment === "production");
  connect.ChatSession.setGlobalConfig({ loggerConfig: { useDefaultLogger: true } });
}

// A test double of a page, as its own unit tests may have it: no new member may become required.
type Handlers = Pick<connect.CustomerChatSession, "onMessage" | "connect">;
const double: Handlers = {
  onMessage: () => {},
  connect: async () => ({ connectCalled: true, connectSuccess: true, metadata: undefined as any }),
};

void customer;
void agent;
void page;
void double;
