/** Sessions: what `create` gives. */
declare namespace connect {
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
    subscribe(
      eventName: string,
      callback: (event: unknown) => void,
      options?: ChatHandlerOptions,
    ): ChatUnsubscribe;
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
   * What sessions of both types offer. Every `on...` returns a function that unsubscribes.
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

    /**
     * Uploads a file and sends it. Rejects with an Error, `name` is `"AttachmentRefusedError"`, when it is beyond the
     * limits that `attachments` sets.
     */
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

    /**
     * Sends a message. With `offlineQueue` it waits while it cannot be sent, and resolves when the service answered;
     * rejects with an Error, `name` is `"MessageExpiredError"` or `"MessageCancelledError"`, or as usual when the
     * service refused it or the chat ended.
     */
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

    /** New here: the page before the oldest one of the transcript that `onTranscriptUpdated` gets, which then grows. */
    loadPreviousTranscript?(
      args?: LoadPreviousTranscriptArgs & { readonly metadata?: unknown },
    ): Promise<ParticipantServiceResponse<LoadPreviousTranscriptResult>>;

    /** New here: what the connection is doing. */
    readonly connectionState?: ChatConnectionState;

    /** New here: the messages that are not sent yet, oldest first. Empty without `offlineQueue`. */
    readonly pendingMessages?: ChatPendingMessage[];

    /**
     * New here: takes a message out of the outbox, by its `id`. Resolves with false when it is not there or already
     * on its way.
     */
    cancelMessage?(id: string): Promise<boolean>;

    /**
     * New here: sends a message that failed once more, with the same client token, after those that wait. Settles
     * like `sendMessage`; rejects with an Error, `name` is `"NoSuchMessageError"`, when no failed message has this id.
     */
    retryMessage?(id: string): Promise<ParticipantServiceResponse<SendMessageResult>>;

    /**
     * New here: the items of `onMessage` from now on, for `for await`. It ends with the chat, when `signal` is
     * aborted, and when the loop is left; items that were not taken yet wait.
     */
    messages?(options?: ChatAbortable): AsyncIterable<ChatMessageEvent["data"]>;

    /**
     * New here: lets go of everything at once. No handler is called any more, calls on their way reject; what is
     * stored stays stored. The contact goes on: leave it with `disconnectParticipant`.
     */
    dispose?(): void;

    /**
     * New here: a recovery is over, or a try of it failed (`complete` is false) and another one follows. Only with
     * `recoverMissedMessages`.
     */
    onRecovery?(handler: (event: ChatRecoveryEvent) => void, options?: ChatHandlerOptions): () => void;
    /** New here: `connectionState` has changed, or another try was scheduled. */
    onConnectionStateChanged?(
      handler: (event: ChatConnectionStateEvent) => void,
      options?: ChatHandlerOptions,
    ): () => void;
    /**
     * New here: another participant began to type or has stopped: with a message, or twelve seconds after the last
     * typing event.
     */
    onTypingChanged?(handler: (event: ChatTypingChangedEvent) => void, options?: ChatHandlerOptions): () => void;
    /** New here: a handler threw, or the session could not be stored. */
    onError?(handler: (event: ChatErrorEvent) => void, options?: ChatHandlerOptions): () => void;

    /** The connection cannot be had back: create a new session. */
    onConnectionBroken(
      handler: (event: ChatConnectionBrokenEvent) => void,
      options?: ChatHandlerOptions,
    ): ChatUnsubscribe;
    /** Called when `connect()` succeeded, and each time the socket opened after that or after a loss. */
    onConnectionEstablished(
      handler: (event: ChatConnectionEstablishedEvent) => void,
      options?: ChatHandlerOptions,
    ): ChatUnsubscribe;
    /** The socket is gone; the session reconnects by itself. */
    onConnectionLost(handler: (event: ChatConnectionLostEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    /** The chat is over. */
    onEnded(handler: (event: ChatEndedEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onAuthenticationInitiated(
      handler: (event: ChatAuthenticationInitiatedEvent) => void,
      options?: ChatHandlerOptions,
    ): ChatUnsubscribe;
    onParticipantDisplayNameUpdated(
      handler: (event: ChatParticipantDisplayNameUpdatedEvent) => void,
      options?: ChatHandlerOptions,
    ): ChatUnsubscribe;
    onTyping(handler: (event: ChatTypingEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    /** The transcript that the session keeps from the first handler on. Changes of one task give one call. */
    onTranscriptUpdated(
      handler: (event: ChatTranscriptUpdatedEvent) => void,
      options?: ChatHandlerOptions,
    ): ChatUnsubscribe;
    /** Every item that no other event is for: messages, attachments, participants joining and leaving, the end. */
    onMessage(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onReadReceipt(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onDeliveredReceipt(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onParticipantIdle(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onParticipantReturned(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onParticipantInvited(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onAutoDisconnection(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onDeepHeartbeatSuccess(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onDeepHeartbeatFailure(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onChatRehydrated(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onAuthenticationSuccessful(
      handler: (event: ChatMessageEvent) => void,
      options?: ChatHandlerOptions,
    ): ChatUnsubscribe;
    onAuthenticationFailed(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onAuthenticationTimeout(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    onAuthenticationCanceled(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
    /** Always there. */
    onAuthenticationExpired?(handler: (event: ChatMessageEvent) => void, options?: ChatHandlerOptions): ChatUnsubscribe;
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
}
