/**
 * Types of `connect.ChatSession` and its siblings, for `import "amazon-connect-chat-wasm"` and for the script tag.
 *
 * They mirror the published types of amazon-connect-chatjs 5.0.0 name by name, so that a page may change from one to
 * the other. What that package has at run time but does not declare, and what is new here, is optional. The file has
 * no import and no export: it declares the global namespace `connect`, which Amazon Connect Streams shares.
 */
declare namespace connect {
  /** Entry point: creates sessions and configures the page. */
  const ChatSession: ChatSessionObject;

  /** What is running: the API's version under the names of ChatJS, this implementation's beside it. */
  const ChatJS: ChatJSObject;

  /** Logger of the library, for a page's own statements. */
  const LogManager: ChatLogManager;

  /** Client-side metrics. Nothing is sent by itself: see `csmConfig.onMetric`. */
  const csmService: CSMService;

  interface ChatJSObject {
    /** Version of amazon-connect-chatjs whose API this is: `"5.0.0"`. */
    readonly version: string;
    /** `"amazon-connect-chatjs"`. */
    readonly name: string;
    readonly source: string;
    readonly repository: string;
    readonly build: {
      /** When the script was built, ISO 8601. */
      readonly timestamp: string;
      readonly environment: "production" | "development";
    };
    /** Name and version of this package. */
    readonly implementation?: { readonly name: string; readonly version: string };
  }

  interface ChatSessionObject {
    /**
     * Creates an agent's session. No request is made before `connect()`.
     *
     * @throws IllegalArgument for a `type` that does not exist. Other faults are logged, and the session's methods
     *   then throw.
     */
    create(args: AgentChatSessionArgs): AgentChatSession;
    /**
     * Creates a customer's session. No request is made before `connect()`.
     *
     * @throws IllegalArgument for a `type` that does not exist. Other faults are logged, and the session's methods
     *   then throw.
     */
    create(args: CustomerChatSessionArgs): CustomerChatSession;
    /**
     * Configures the page. Each call states the logger anew; other keys that it leaves out keep their value.
     *
     * @throws TypeError without a configuration.
     */
    setGlobalConfig(config: ChatGlobalConfig): void;
    /** Levels of log statements. */
    LogLevel: ChatLogLevel;
    /** Writes to the configured logger; also a class of empty methods to inherit from. */
    Logger: ChatLogger;
    /** Types of sessions. */
    SessionTypes: ChatSessionTypes;
    /** Client-side metrics, the same object as `connect.csmService`. */
    csmService: CSMService;
    /** Adds a flag to the page's feature list. */
    setFeatureFlag: SetFeatureFlag;
    /** Sets the region that wins over every other, for sessions created afterwards; `""` clears it. */
    setRegionOverride: SetRegionOverride;
  }

  interface ChatSessionTypes {
    readonly AGENT: "AGENT";
    readonly CUSTOMER: "CUSTOMER";
  }

  interface MessageProcessingStatus {
    readonly PROCESSING: "PROCESSING";
    readonly FAILED: "FAILED";
    readonly REJECTED: "REJECTED";
  }

  interface SetFeatureFlag {
    (feature: string): void;
  }

  interface SetRegionOverride {
    (regionOverride: string): void;
  }

  // Creation

  /** What StartChatContact returned for a participant. The PascalCase names of its response work at run time too. */
  interface ChatDetailsInput {
    readonly contactId: string;
    readonly participantId: string;
    readonly participantToken: string;
    /** First contact of the chain. Default: `contactId`. */
    readonly initialContactId?: string;
    /** Agents: gives the connection token, as the media info of Streams does. */
    readonly getConnectionToken?: () => Promise<ChatConnectionToken>;
  }

  /** What an agent's `getConnectionToken` fulfils with. */
  interface ChatConnectionToken {
    readonly chatTokenTransport: {
      readonly participantToken: string;
      /** ISO 8601. */
      readonly expiry: string;
    };
  }

  interface ChatSessionOptions {
    /** AWS region. Default: that of `setGlobalConfig`, `"us-west-2"` without one. */
    readonly region?: string;
  }

  interface ChatSessionArgs {
    readonly chatDetails: ChatDetailsInput;
    readonly options?: ChatSessionOptions;
    readonly type: ChatSessionTypes[keyof ChatSessionTypes];
  }

  interface CustomerChatSessionArgs extends ChatSessionArgs {
    readonly type: ChatSessionTypes["CUSTOMER"];
    /** No client-side metrics of this session. Default: false. */
    readonly disableCSM?: boolean;
  }

  interface AgentChatSessionArgs extends ChatSessionArgs {
    readonly type: ChatSessionTypes["AGENT"];
    /** `connect.core.getWebSocketManager()` of Streams. */
    readonly websocketManager: WebSocketManager;
    /** No client-side metrics of this session. Default: false. */
    readonly disableCSM?: boolean;
  }

  /**
   * The connection that Streams supplies to agent sessions. Streams declares an interface of this name too, with some
   * of these members as methods: as methods they merge with it, as properties they would collide.
   */
  interface WebSocketManager {
    onConnectionGain(callback: (event: unknown) => void): void;
    onConnectionLost(callback: (event: unknown) => void): void;
    onMessage(callback: (event: unknown) => void): void;
    sendMessage(message: Record<string, unknown>): void;
    connect(): void;
    disconnect(): void;
  }

  // Configuration and logging

  interface ChatLogLevel {
    readonly DEBUG: 10;
    readonly INFO: 20;
    readonly WARN: 30;
    readonly ERROR: 40;
  }

  interface ChatGlobalConfig extends ChatSessionOptions {
    readonly loggerConfig?: {
      /** Where statements go. Every method gets one line of text. */
      readonly customizedLogger?: {
        debug: (...msg: any[]) => void;
        info: (...msg: any[]) => void;
        warn: (...msg: any[]) => void;
        error: (...msg: any[]) => void;
      };
      /** The same as `customizedLogger`, which wins over it. */
      readonly logger?: object;
      /** Statements below this level are not written. Default: INFO. Level names work at run time too. */
      readonly level?: ChatLogLevel[keyof ChatLogLevel];
      /** Write to the console. Default: false, nothing is logged. */
      readonly useDefaultLogger?: boolean;
      /** The logger's method that gets ADVANCED_LOG lines. */
      readonly advancedLogWriter?: "warn" | "info" | "debug" | "log" | "error" | null;
      /** With level DEBUG: write tokens and message contents too. Default: false, they are redacted. */
      readonly logContent?: boolean;
    };
    readonly region?: string;
    readonly features?: {
      messageReceipts?: {
        /** Send delivered and read receipts. Default: true. */
        shouldSendMessageReceipts?: boolean;
        /** Receipts are collected for this long, in ms. Default: 5000. */
        throttleTime?: number;
      };
    };
    /** Added to the `x-amz-user-agent` header of requests. */
    readonly customUserAgentSuffix?: string;
    readonly webSocketManagerConfig?: {
      /** Tells whether there is a network, where the browser does not: React Native. May be async. */
      isNetworkOnline: () => boolean | Promise<boolean>;
    };
    /** Base URL of the service. Default: the region's own. */
    readonly endpoint?: string;
    readonly stage?: string;
    readonly cell?: string;
    readonly csmConfig?: {
      /** Dimension `WidgetType` of metrics. Default: `"CustomChatWidget"`. */
      readonly widgetType?: string;
      /** Gets every metric. Without it metrics go nowhere. */
      readonly onMetric?: (metric: ChatMetric) => void;
    };
  }

  interface ChatLogger {
    debug(message: string): void;
    info(message: string): void;
    warn(message: string): void;
    error(message: string): void;
  }

  /** `connect.LogManager`. */
  interface ChatLogManager {
    /** A logger that follows the configuration; it exists even while nothing is logged. */
    getLogger(options?: { prefix?: string; logMetaData?: object }): ChatManagedLogger;
    /** Takes the `loggerConfig` of `setGlobalConfig`. */
    updateLoggerConfig(loggerConfig?: ChatGlobalConfig["loggerConfig"]): void;
    writeToClientLogger(level: number, statement: string, metaData?: string): unknown;
    isLevelEnabled(level: number): boolean;
    hasClientLogger(): boolean;
    selectLogger(loggerConfig: NonNullable<ChatGlobalConfig["loggerConfig"]>): object | null;
  }

  /** A logger of `LogManager.getLogger()`. Returns what the configured logger returns, or the line that was written. */
  interface ChatManagedLogger {
    options: { prefix?: string; logMetaData?: object };
    debug(...args: unknown[]): unknown;
    info(...args: unknown[]): unknown;
    warn(...args: unknown[]): unknown;
    error(...args: unknown[]): unknown;
    advancedLog(...args: unknown[]): unknown;
  }

  // Sessions

  /** What `controller.getConnectionStatus()` tells. */
  interface NetworkLinkStatus {
    readonly NeverEstablished: "NeverEstablished";
    readonly Establishing: "Establishing";
    readonly Established: "Established";
    readonly Broken: "Broken";
  }

  /** The operations of a session under one roof; `session.controller`. */
  interface ChatController {
    /** Registers a handler by the event's internal name, for example `"INCOMING_MESSAGE"`. */
    subscribe(eventName: string, callback: (event: unknown) => void): void;
    sendMessage(args: SendMessageArgs): Promise<ParticipantServiceResponse<SendMessageResult>>;
    sendAttachment(args: SendAttachmentArgs): Promise<ParticipantServiceResponse<SendAttachmentResult>>;
    downloadAttachment(args: DownloadAttachmentArgs): Promise<Blob>;
    getAttachmentURL(args: GetAttachmentURLArgs): Promise<string>;
    sendEvent(args: SendEventArgs): Promise<ParticipantServiceResponse<SendEventResult>>;
    getTranscript(args: GetTranscriptArgs): Promise<ParticipantServiceResponse<GetTranscriptResult>>;
    connect(args?: ConnectArgs): Promise<ConnectChatResult>;
    getChatDetails(): ChatDetails;
    describeView(args: DescribeViewArgs): Promise<ParticipantServiceResponse<DescribeViewResult>>;
    getAuthenticationUrl(
      args: GetAuthenticationUrlArgs,
    ): Promise<ParticipantServiceResponse<GetAuthenticationUrlResult>>;
    cancelParticipantAuthentication(
      args: CancelParticipantAuthenticationArgs,
    ): Promise<ParticipantServiceResponse<void>>;
    cleanUpOnParticipantDisconnect?(): void;
    disconnectParticipant?(): Promise<ParticipantServiceResponse<void>>;
    /** Throws before `connect()`. */
    getConnectionStatus?(): NetworkLinkStatus[keyof NetworkLinkStatus];
    /** Leaves the connection for good. */
    breakConnection?(): void;
    sendMessageReceipt?(args: SendMessageReceiptArgs): Promise<ParticipantServiceResponse<SendEventResult>>;
  }

  /**
   * What sessions of both types offer.
   *
   * Methods that make a request reject with a plain object `{ type, message, stack, statusCode, metadata }`, before
   * `connect()` and after the end with a string. Arguments that cannot be right throw at once.
   */
  interface ChatSessionInterface {
    controller: ChatController;

    /** A fresh object at each call; `connectionDetails` is undefined before `connect()`. */
    getChatDetails(): ChatDetails;

    /**
     * Connects. Resolves when the service accepted the participant, before the socket is open. A repeated call gives
     * undefined. Rejects with `{ _debug, connectSuccess: false, connectCalled: true, metadata }`.
     */
    connect(args?: ConnectArgs): Promise<ConnectChatResult>;
    connect<T>(args?: WithMetadata<ConnectArgs, T>): Promise<WithMetadata<ConnectChatResult, T>>;

    /** One page of the transcript. */
    getTranscript(args: GetTranscriptArgs): Promise<ParticipantServiceResponse<GetTranscriptResult>>;
    getTranscript<T>(
      args: WithMetadata<GetTranscriptArgs, T>,
    ): Promise<WithMetadata<ParticipantServiceResponse<GetTranscriptResult>, T>>;

    /** Ends an authentication that was initiated. */
    cancelParticipantAuthentication(
      args: CancelParticipantAuthenticationArgs,
    ): Promise<ParticipantServiceResponse<void>>;
    cancelParticipantAuthentication<T>(
      args: WithMetadata<CancelParticipantAuthenticationArgs, T>,
    ): Promise<WithMetadata<ParticipantServiceResponse<void>, T>>;

    /** The URL at which the participant authenticates. */
    getAuthenticationUrl(
      args: GetAuthenticationUrlArgs,
    ): Promise<ParticipantServiceResponse<GetAuthenticationUrlResult>>;
    getAuthenticationUrl<T>(
      args: WithMetadata<GetAuthenticationUrlArgs, T>,
    ): Promise<WithMetadata<ParticipantServiceResponse<GetAuthenticationUrlResult>, T>>;

    /** Sends an event. Typing is sent at most every ten seconds; receipts are collected. */
    sendEvent(args: SendEventArgs): Promise<ParticipantServiceResponse<SendEventResult>>;
    sendEvent<T>(
      args: WithMetadata<SendEventArgs, T>,
    ): Promise<WithMetadata<ParticipantServiceResponse<SendEventResult>, T>>;

    /** Uploads a file and sends it. */
    sendAttachment(args: SendAttachmentArgs): Promise<ParticipantServiceResponse<SendAttachmentResult>>;
    sendAttachment<T>(
      args: WithMetadata<SendAttachmentArgs, T>,
    ): Promise<WithMetadata<ParticipantServiceResponse<SendAttachmentResult>, T>>;

    /** Downloads an attachment. */
    downloadAttachment(args: DownloadAttachmentArgs): Promise<Blob>;
    downloadAttachment<T>(args: WithMetadata<DownloadAttachmentArgs, T>): Promise<WithMetadata<Blob, T>>;

    /** The pre-signed URL of an attachment. */
    getAttachmentURL(args: GetAttachmentURLArgs): Promise<string>;
    getAttachmentURL<T>(args: WithMetadata<GetAttachmentURLArgs, T>): Promise<WithMetadata<string, T>>;

    /** Sends a message. */
    sendMessage(args: SendMessageArgs): Promise<ParticipantServiceResponse<SendMessageResult>>;
    sendMessage<T>(
      args: WithMetadata<SendMessageArgs, T>,
    ): Promise<WithMetadata<ParticipantServiceResponse<SendMessageResult>, T>>;

    /** Fetches the view that an interactive message names. */
    describeView(args: DescribeViewArgs): Promise<ParticipantServiceResponse<DescribeViewResult>>;
    describeView<T>(
      args: WithMetadata<DescribeViewArgs, T>,
    ): Promise<WithMetadata<ParticipantServiceResponse<DescribeViewResult>, T>>;

    /** New here: sends a receipt at once, whatever the receipts switch and throttles say. Always there. */
    sendMessageReceipt?(
      args: SendMessageReceiptArgs & { readonly metadata?: unknown },
    ): Promise<ParticipantServiceResponse<SendEventResult>>;

    /** The connection cannot be had back: create a new session. */
    onConnectionBroken(handler: (event: ChatConnectionBrokenEvent) => void): void;
    /** Called when `connect()` succeeded, and each time the socket opened after that or after a loss. */
    onConnectionEstablished(handler: (event: ChatConnectionEstablishedEvent) => void): void;
    /** The socket is gone; the session reconnects by itself. */
    onConnectionLost(handler: (event: ChatConnectionLostEvent) => void): void;
    /** The chat is over. */
    onEnded(handler: (event: ChatEndedEvent) => void): void;
    onAuthenticationInitiated(handler: (event: ChatAuthenticationInitiatedEvent) => void): void;
    onParticipantDisplayNameUpdated(handler: (event: ChatParticipantDisplayNameUpdatedEvent) => void): void;
    onTyping(handler: (event: ChatTypingEvent) => void): void;
    /** The transcript that the session keeps from the first handler on. */
    onTranscriptUpdated(handler: (event: ChatTranscriptUpdatedEvent) => void): void;
    /** Every item that no other event is for: messages, attachments, participants joining and leaving, the end. */
    onMessage(handler: (event: ChatMessageEvent) => void): void;
    onReadReceipt(handler: (event: ChatMessageEvent) => void): void;
    onDeliveredReceipt(handler: (event: ChatMessageEvent) => void): void;
    onParticipantIdle(handler: (event: ChatMessageEvent) => void): void;
    onParticipantReturned(handler: (event: ChatMessageEvent) => void): void;
    onParticipantInvited(handler: (event: ChatMessageEvent) => void): void;
    onAutoDisconnection(handler: (event: ChatMessageEvent) => void): void;
    onDeepHeartbeatSuccess(handler: (event: ChatMessageEvent) => void): void;
    onDeepHeartbeatFailure(handler: (event: ChatMessageEvent) => void): void;
    onChatRehydrated(handler: (event: ChatMessageEvent) => void): void;
    onAuthenticationSuccessful(handler: (event: ChatMessageEvent) => void): void;
    onAuthenticationFailed(handler: (event: ChatMessageEvent) => void): void;
    onAuthenticationTimeout(handler: (event: ChatMessageEvent) => void): void;
    onAuthenticationCanceled(handler: (event: ChatMessageEvent) => void): void;
    /** Always there. */
    onAuthenticationExpired?(handler: (event: ChatMessageEvent) => void): void;
  }

  interface AgentChatSession extends ChatSessionInterface {
    /** Removes the handlers of this session. */
    cleanUpOnParticipantDisconnect(): void;
  }

  interface CustomerChatSession extends ChatSessionInterface {
    /** Leaves the chat. The session works until the service says that the chat has ended. */
    disconnectParticipant(): Promise<ParticipantServiceResponse<void>>;
  }

  interface ChatDetails {
    readonly contactId: string;
    readonly initialContactId: string;
    readonly participantId: string;
    readonly participantToken?: string;
    /** Of the first connection. At run time it has `url` and `expiry`, not the two names in PascalCase. */
    readonly connectionDetails?: {
      readonly connectionToken: string;
      readonly ConnectionId: string;
      readonly PreSignedConnectionUrl: string;
    };
  }

  // Content types

  type ChatEventContentType =
    | "application/vnd.amazonaws.connect.event.typing"
    | "application/vnd.amazonaws.connect.event.message.read"
    | "application/vnd.amazonaws.connect.event.message.delivered"
    | "application/vnd.amazonaws.connect.event.participant.joined"
    | "application/vnd.amazonaws.connect.event.participant.left"
    | "application/vnd.amazonaws.connect.event.participant.idle"
    | "application/vnd.amazonaws.connect.event.participant.returned"
    | "application/vnd.amazonaws.connect.event.participant.invited"
    | "application/vnd.amazonaws.connect.event.participant.autodisconnection"
    | "application/vnd.amazonaws.connect.event.transfer.succeeded"
    | "application/vnd.amazonaws.connect.event.transfer.failed"
    | "application/vnd.amazonaws.connect.event.chat.ended"
    | "application/vnd.amazonaws.connect.event.chat.rehydrated"
    | "application/vnd.amazonaws.connect.event.connection.acknowledged"
    | "application/vnd.amazonaws.connect.event.authentication.initiated"
    | "application/vnd.amazonaws.connect.event.authentication.succeeded"
    | "application/vnd.amazonaws.connect.event.authentication.failed"
    | "application/vnd.amazonaws.connect.event.authentication.timeout"
    | "application/vnd.amazonaws.connect.event.authentication.expired"
    | "application/vnd.amazonaws.connect.event.authentication.cancelled"
    | "application/vnd.amazonaws.connect.event.participant.displayname.updated";

  type ChatMessageContentType =
    | "text/plain"
    | "text/markdown"
    | "text/csv"
    | "application/msword"
    | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    | "application/json"
    | "application/pdf"
    | "application/vnd.ms-powerpoint"
    | "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    | "application/vnd.ms-excel"
    | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    | "image/jpeg"
    | "image/png"
    | "audio/wav"
    | "audio/x-wav"
    | "audio/vnd.wave"
    | "application/vnd.amazonaws.connect.message.interactive"
    | "application/vnd.amazonaws.connect.message.interactive.response";

  type ChatContentType = ChatEventContentType | ChatMessageContentType;

  // Requests and results

  /** What a call resolves with. Only `data` exists at run time; the other members are declared for compatibility. */
  interface AWSResponse<D> {
    data: D | void;
    error: Error | void;
    requestId: string;
    redirectCount: number;
    retryCount: number;
  }

  interface ChatMetadata<T> {
    /** The caller's own value, echoed. */
    readonly metadata: T;
  }

  type WithMetadata<D, M> = D & ChatMetadata<M>;

  type ParticipantServiceResponse<D> = AWSResponse<D>;

  type ConnectArgs = {};

  interface ConnectChatResult {
    connectCalled: boolean;
    connectSuccess: boolean;
  }

  interface GetTranscriptArgs {
    /** Another contact of the chain. Default: this one. */
    readonly contactId?: string;
    /** Items per page, at most 100. Default: 15. */
    readonly maxResults?: number;
    /** Cursor of the previous page. */
    readonly nextToken?: string;
    /** Default: `"BACKWARD"`. `"FORWARD"` needs a `startPosition`. */
    readonly scanDirection?: "FORWARD" | "BACKWARD";
    /** Default: `"ASCENDING"`. */
    readonly sortOrder?: "DESCENDING" | "ASCENDING";
    /** Where the page starts. Default: the end of the transcript. */
    readonly startPosition?: {
      readonly absoluteTime?: string;
      readonly id?: string;
      readonly mostRecent?: number;
    };
  }

  interface GetTranscriptResult {
    readonly InitialContactId: string;
    readonly NextToken: string;
    readonly Transcript: ChatTranscriptItem[];
  }

  interface CancelParticipantAuthenticationArgs {
    /** `SessionId` in the content of the `authentication.initiated` event. */
    sessionId: string;
  }

  interface GetAuthenticationUrlArgs {
    redirectUri: string;
    /** `SessionId` in the content of the `authentication.initiated` event. */
    sessionId: string;
  }

  interface GetAuthenticationUrlResult {
    AuthenticationUrl?: string;
  }

  interface ChatTranscriptItem {
    /** ISO 8601. */
    readonly AbsoluteTime: string;
    readonly Attachments?: AttachmentItem[];
    readonly Content?: string;
    readonly ContentType?: ChatContentType;
    readonly DisplayName?: string;
    readonly Id: string;
    readonly ParticipantId?: string;
    readonly ParticipantRole?: "AGENT" | "CUSTOMER" | "SYSTEM";
    readonly Type: "MESSAGE" | "EVENT" | "ATTACHMENT" | "CONNECTION_ACK";
    readonly MessageMetadata?: {
      readonly MessageId?: string;
      readonly Status?: "SENDING" | "SENT" | "DELIVERED" | "READ" | "FAILED" | "UNKNOWN";
      readonly MessageProcessingStatus?: MessageProcessingStatus[keyof MessageProcessingStatus];
      readonly Receipts?: Array<{
        readonly DeliveredTimestamp?: string;
        readonly ReadTimestamp?: string;
      }>;
      readonly MessageCompleted?: boolean;
      readonly ChunkNumber?: number;
    };
    /** In a kept transcript: the item as the service sent it, as JSON. */
    readonly serializedContent?: string;
  }

  interface AttachmentItem {
    readonly AttachmentId: string;
    readonly AttachmentName: string;
    readonly ContentType: string;
    readonly Status: "APPROVED" | "REJECTED" | "IN_PROGRESS";
  }

  interface SendMessageArgs {
    message: string;
    contentType: ChatMessageContentType;
    /** Idempotency token. Default: a new one for each call. */
    clientToken?: string;
  }

  interface SendMessageResult {
    readonly AbsoluteTime: string;
    readonly Id: string;
    readonly MessageMetadata?: {
      readonly MessageId?: string;
      readonly Status?: "SENDING" | "SENT" | "DELIVERED" | "READ" | "FAILED" | "UNKNOWN";
      readonly MessageProcessingStatus?: MessageProcessingStatus[keyof MessageProcessingStatus];
      readonly Receipts?: Array<{
        readonly DeliveredTimestamp?: string;
        readonly ReadTimestamp?: string;
      }>;
    };
  }

  interface SendEventArgs {
    /** JSON. Receipts: `{"messageId": "...", "disableThrottle"?: true}`. */
    content?: string;
    contentType: ChatEventContentType;
    /** Idempotency token. Default: a new one for each call; receipts always have their own. */
    clientToken?: string;
  }

  interface SendEventResult {
    readonly AbsoluteTime: string;
    readonly Id: string;
  }

  /** The message is named by `messageId` or given as an item. */
  interface SendMessageReceiptArgs {
    readonly event: "delivered" | "read";
    readonly messageId?: string;
    readonly message?: { readonly Id: string };
  }

  interface SendAttachmentArgs {
    attachment: File;
  }

  interface SendAttachmentResult {}

  interface DownloadAttachmentArgs {
    attachmentId: string;
  }

  interface GetAttachmentURLArgs {
    attachmentId: string;
  }

  interface GetAttachmentURLResult {
    readonly Url: string;
  }

  interface DescribeViewArgs {
    /** Ignored. */
    InstanceId: string | undefined;
    viewToken: string | undefined;
    metadata?: unknown;
  }

  interface DescribeViewResult {
    View?: View;
  }

  // Events

  interface ChatEventData extends ChatTranscriptItem {
    readonly ContactId?: string;
    readonly InitialContactId?: string;
  }

  /** New here; an empty object in ChatJS. */
  interface ChatConnectionChange {
    /** Why: one of the texts of docs/logging.md, e.g. `"socket-closed"`. */
    readonly reason: string;
  }

  interface ChatConnectionBrokenEvent {
    readonly chatDetails: ChatDetails;
    readonly data?: ChatConnectionChange;
  }

  interface ChatConnectionEstablishedEvent {
    readonly chatDetails: ChatDetails;
  }

  interface ChatEndedEvent {
    readonly chatDetails: ChatDetails;
  }

  interface ChatConnectionLostEvent {
    readonly chatDetails: ChatDetails;
    readonly data?: ChatConnectionChange;
  }

  interface ChatMessageEvent {
    readonly chatDetails: ChatDetails;
    readonly data: ChatEventData & {
      ContentType: Exclude<ChatContentType, "application/vnd.amazonaws.connect.event.typing">;
    };
  }

  interface ChatTypingEvent {
    readonly chatDetails: ChatDetails;
    readonly data: ChatEventData & { ContentType: "application/vnd.amazonaws.connect.event.typing" };
  }

  interface ChatAuthenticationInitiatedEvent {
    readonly chatDetails: ChatDetails;
    readonly data: ChatEventData & {
      ContentType: "application/vnd.amazonaws.connect.event.authentication.initiated";
      /** JSON with `SessionId`. */
      Content: string;
    };
  }

  interface ChatParticipantDisplayNameUpdatedEvent {
    readonly chatDetails: ChatDetails;
    readonly data: ChatEventData & {
      ContentType: "application/vnd.amazonaws.connect.event.participant.displayname.updated";
      DisplayName: string;
    };
  }

  interface ChatTranscriptUpdatedEvent {
    readonly chatDetails: ChatDetails;
    readonly data: {
      readonly transcript: ChatTranscriptItem[];
      /** Cursor of the next older page. */
      readonly previousTranscriptNextToken?: string;
    };
  }

  // Views

  interface View {
    Id?: string;
    Arn?: string;
    Name?: string;
    Status?: ViewStatus;
    Type?: ViewType;
    Description?: string;
    Version?: number;
    VersionDescription?: string;
    Content?: ViewContent;
    Tags?: Record<string, string>;
    CreatedTime?: Date;
    LastModifiedTime?: Date;
    ViewContentSha256?: string;
  }

  interface ViewStatus {
    readonly PUBLISHED: "PUBLISHED";
    readonly SAVED: "SAVED";
  }

  interface ViewType {
    readonly AWS_MANAGED: "AWS_MANAGED";
    readonly CUSTOMER_MANAGED: "CUSTOMER_MANAGED";
  }

  interface ViewContent {
    InputSchema?: string;
    Template?: string;
    Actions?: string[];
  }

  // Client-side metrics

  /** A metric as `csmConfig.onMetric` gets it. */
  interface ChatMetric {
    readonly metricName: string;
    readonly unit: "Count" | "Milliseconds";
    readonly value: number;
    /** ISO 8601. */
    readonly timestamp: string;
    readonly dimensions: { name: string; value: string }[];
    readonly namespace: string;
    readonly dedupeOptions: unknown;
    readonly optionalDimensions: { name: string; value: string }[];
  }

  /** Client-side metrics. No method throws; without `csmConfig.onMetric` none has an effect. */
  interface CSMService {
    widgetType: string;
    logger: {
      options: Record<string, unknown>;
      debug(...args: unknown[]): void;
      info(...args: unknown[]): void;
      warn(...args: unknown[]): void;
      error(...args: unknown[]): void;
      advancedLog(...args: unknown[]): void;
      _shouldLog(level: number): boolean;
      _writeToClientLogger(level: number, logStatement: string): void;
      _log(level: number, args: unknown[]): void;
      _convertToSingleStatement(args: unknown[]): string;
      _convertToString(arg: unknown): string;
    };
    csmInitialized: boolean;
    metricsToBePublished: Record<string, unknown>[];
    agentMetricToBePublished: Record<string, unknown>[];
    MAX_RETRY: number;
    loadCsmScriptAndExecute(): void;
    initializeCSM(): void;
    updateCsmConfig(csmConfig: Record<string, unknown>): void;
    _hasCSMFailedToImport(): boolean;
    getDefaultDimensions(): { name: string; value: string }[];
    addMetric(metric: Record<string, unknown>): void;
    setDimensions(metric: Record<string, unknown>, dimensions: Array<{ name: string; value: string }>): void;
    addLatencyMetric(
      method: string,
      timeDifference: number,
      category: string,
      otherDimensions?: Array<{ name: string; value: string }>,
    ): void;
    addLatencyMetricWithStartTime(
      method: string,
      startTime: number,
      category: string,
      otherDimensions?: Array<{ name: string; value: string }>,
    ): void;
    addCountAndErrorMetric(
      method: string,
      category: string,
      error: boolean,
      otherDimensions?: Array<{ name: string; value: string }>,
    ): void;
    addCountMetric(method: string, category: string, otherDimensions?: Array<{ name: string; value: string }>): void;
    addAgentCountMetric(metricName: string, count: number): void;
  }
}
