/**
 * Types of `connect.ChatSession` and its siblings, for `import "amazon-connect-chat-wasm"` and for the script tag.
 *
 * They mirror the published types of amazon-connect-chatjs 5.0.0 name by name, so that a page may change from one to
 * the other. What that package has at run time but does not declare, and what is new here, is optional. There is
 * no import and no export: the global namespace `connect` is declared, which Amazon Connect Streams shares.
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
     * New here: the customer's session that an earlier life of the page kept with `persist`, with the options of that
     * time. It goes on after the last item that its handlers got; messages that waited are sent. Not connected yet.
     *
     * @returns undefined when there is none, when it ended, or when its connection token has expired.
     */
    resume?(args: ChatResumeArgs): Complete<CustomerChatSession> | undefined;
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
}
