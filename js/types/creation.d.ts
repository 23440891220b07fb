/** What `connect.ChatSession.create` takes. */
declare namespace connect {
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
    readonly options?: ChatSessionOptions & ChatFeatures;
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
}
