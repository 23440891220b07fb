/** What a session does beyond ChatJS when it is told to. Everything here is off by default. */
declare namespace connect {
  /** In the options of `create`, for one session, or in `features` of `setGlobalConfig`. The session's own win. */
  interface ChatFeatures {
    /**
     * Fetches what the page missed whenever the connection is there (again) and gives it to the same handlers: each
     * item once, in order, before anything newer. A new session begins with the first item of the contact. Default:
     * false.
     *
     * @throws IllegalArgument in a script without it: it is in `amazon-connect-chat.reliable.js`.
     */
    readonly recoverMissedMessages?: boolean;
    /**
     * Messages that cannot be sent now wait and are sent in order when the connection is back. Default: false.
     *
     * @throws IllegalArgument for an `expiresAfter` that is no number above 0, and in a script without an outbox: it is
     *   in `amazon-connect-chat.reliable.js`.
     */
    readonly offlineQueue?: boolean | ChatOfflineQueueOptions;
    /**
     * Keeps the session here, so that it goes on after a reload: `sessionStorage`, or anything like it. Chat details
     * with the participant token, messages that wait, the last item. Default: nothing is stored.
     */
    readonly persist?: ChatStorage;
    /** Limits of attachments, checked before anything is sent. Default: none but those of the service. */
    readonly attachments?: ChatAttachmentLimits;
  }

  interface ChatOfflineQueueOptions {
    /** How long a message may wait, in ms. Default: 300000, five minutes. */
    readonly expiresAfter?: number;
  }

  interface ChatAttachmentLimits {
    /** The largest file, in bytes. Default: no limit. */
    readonly maxBytes?: number;
    /** The types that may be sent, as `File.type` has them, e.g. `["image/png"]`. Default: all. */
    readonly contentTypes?: readonly string[];
  }

  /** What the library uses of a `Storage`. It may be full, or throw: the chat works, and `onError` hears of it. */
  interface ChatStorage {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  }

  /** What `connect.ChatSession.resume` takes. */
  interface ChatResumeArgs {
    /** Where the session was kept: what `persist` was. */
    readonly storage: ChatStorage;
    /** The contact to go on with. Default: the one that was stored last. */
    readonly contactId?: string;
  }

  /** What calls can be given up with. */
  interface ChatAbortable {
    /**
     * Aborted: the call rejects with `signal.reason`, an `AbortError` by default. A message that waits is not sent
     * then; a request that is on its way may still have its effect at the service.
     */
    readonly signal?: AbortSignal;
  }

  /** How long a handler is called. */
  interface ChatHandlerOptions {
    /** Only for the next event. Default: false. */
    readonly once?: boolean;
    /** Until it is aborted. */
    readonly signal?: AbortSignal;
  }

  /**
   * A function without arguments that unsubscribes the handler: `() => void`. Written as `any` so that sessions of
   * ChatJS, and stand-ins in tests, whose methods return nothing, still fit; `Complete` has it in full.
   */
  type ChatUnsubscribe = any;

  /**
   * A session with everything that this library adds, for pages that are written for it. In the plain types the
   * additions are optional, so that values typed by ChatJS fit. At run time all sessions are complete:
   *
   *     const session = connect.ChatSession.create(args) as connect.Complete<connect.CustomerChatSession>;
   */
  type Complete<S> = {
    [Member in keyof S]-?: NonNullable<S[Member]> extends (
      handler: infer Handler,
      options?: ChatHandlerOptions,
    ) => ChatUnsubscribe
      ? Member extends `on${string}`
        ? (handler: Handler, options?: ChatHandlerOptions) => () => void
        : NonNullable<S[Member]>
      : NonNullable<S[Member]>;
  };

  /** A message in the outbox. */
  interface ChatPendingMessage {
    /** Its client token, the same in every try: the service drops a repeat. */
    readonly id: string;
    readonly message: string;
    readonly contentType: ChatMessageContentType;
    /** `"failed"`: it stays until `retryMessage` or `cancelMessage`. */
    readonly state: "waiting" | "sending" | "failed";
    /** When it is given up if it still waits then, ISO 8601. */
    readonly expiresAt: string;
  }

  /**
   * - `"idle"`: before `connect()`, and after the session left its connection;
   * - `"connecting"`: `connect()` was called;
   * - `"connected"`: items arrive;
   * - `"reconnecting"`: the connection was lost and will come back;
   * - `"ended"`: the chat is over;
   * - `"failed"`: the connection is gone for good; `connect()` may be called again.
   */
  type ChatConnectionState = "idle" | "connecting" | "connected" | "reconnecting" | "ended" | "failed";
}
