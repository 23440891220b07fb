/** What handlers of events get. */
declare namespace connect {
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

  /** New here: how far the page has caught up. */
  interface ChatRecoveryEvent {
    readonly chatDetails: ChatDetails;
    readonly data: {
      /** Items that were given to the handlers in this recovery. */
      readonly items: number;
      /** How long it took so far. */
      readonly milliseconds: number;
      /** False: something may be missing. */
      readonly complete: boolean;
      /** Why the try failed: the name of the failure, e.g. `"TypeError"` or `"ThrottlingException"`. */
      readonly reason?: string;
    };
  }

  interface ChatConnectionStateEvent {
    readonly chatDetails: ChatDetails;
    readonly data: {
      readonly state: ChatConnectionState;
      /** Why: one of the texts of docs/logging.md, e.g. `"socket-closed"`. */
      readonly reason?: string;
      /** When the next try begins, ISO 8601. */
      readonly retryAt?: string;
    };
  }

  interface ChatTypingChangedEvent {
    readonly chatDetails: ChatDetails;
    readonly data: {
      readonly ParticipantId: string;
      readonly DisplayName?: string;
      readonly ParticipantRole?: ChatTranscriptItem["ParticipantRole"];
      readonly isTyping: boolean;
    };
  }

  interface ChatErrorEvent {
    readonly error: unknown;
    /** The event whose handler threw, e.g. `"INCOMING_MESSAGE"`; absent: it was the storage. */
    readonly eventName?: string;
  }

  interface ChatTranscriptUpdatedEvent {
    readonly chatDetails: ChatDetails;
    readonly data: {
      readonly transcript: ChatTranscriptItem[];
      /** Cursor of the next older page. */
      readonly previousTranscriptNextToken?: string;
    };
  }
}
