/** What calls of a session take and resolve with. */
declare namespace connect {
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

  interface GetTranscriptArgs extends ChatAbortable {
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

  interface LoadPreviousTranscriptArgs extends ChatAbortable {
    /** Items per page, at most 100. Default: 15. */
    readonly maxResults?: number;
  }

  interface LoadPreviousTranscriptResult {
    /** The older page, oldest first; empty at the beginning of the chat. */
    readonly Transcript: ChatTranscriptItem[];
    /** Absent: there is nothing older. */
    readonly NextToken?: string;
  }

  interface CancelParticipantAuthenticationArgs extends ChatAbortable {
    /** `SessionId` in the content of the `authentication.initiated` event. */
    sessionId: string;
  }

  interface GetAuthenticationUrlArgs extends ChatAbortable {
    redirectUri: string;
    /** `SessionId` in the content of the `authentication.initiated` event. */
    sessionId: string;
  }

  interface GetAuthenticationUrlResult {
    AuthenticationUrl?: string;
  }

  /** What the service knows of a message: whom it reached, and who read it. */
  interface ChatMessageMetadata {
    readonly MessageId?: string;
    readonly Status?: "SENDING" | "SENT" | "DELIVERED" | "READ" | "FAILED" | "UNKNOWN";
    readonly MessageProcessingStatus?: MessageProcessingStatus[keyof MessageProcessingStatus];
    readonly Receipts?: Array<{
      readonly DeliveredTimestamp?: string;
      readonly ReadTimestamp?: string;
    }>;
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
    readonly MessageMetadata?: ChatMessageMetadata & {
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

  interface SendMessageArgs extends ChatAbortable {
    message: string;
    contentType: ChatMessageContentType;
    /** Idempotency token. Default: a new one for each call. */
    clientToken?: string;
  }

  interface SendMessageResult {
    readonly AbsoluteTime: string;
    readonly Id: string;
    readonly MessageMetadata?: ChatMessageMetadata;
  }

  interface SendEventArgs extends ChatAbortable {
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
  interface SendMessageReceiptArgs extends ChatAbortable {
    readonly event: "delivered" | "read";
    readonly messageId?: string;
    readonly message?: { readonly Id: string };
  }

  interface SendAttachmentArgs extends ChatAbortable {
    attachment: File;
    /** New here: is told how much of the file has been sent, in bytes, until `sentBytes` is `totalBytes`. */
    readonly onProgress?: (sentBytes: number, totalBytes: number) => void;
  }

  interface SendAttachmentResult {}

  interface DownloadAttachmentArgs extends ChatAbortable {
    attachmentId: string;
  }

  interface GetAttachmentURLArgs extends ChatAbortable {
    attachmentId: string;
  }

  interface GetAttachmentURLResult {
    readonly Url: string;
  }

  interface DescribeViewArgs extends ChatAbortable {
    /** Ignored. */
    InstanceId: string | undefined;
    viewToken: string | undefined;
    metadata?: unknown;
  }

  interface DescribeViewResult {
    View?: View;
  }
}
