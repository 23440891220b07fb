//! The texts that the core compares with or writes into page objects.

use super::texts::{text, texts};

texts! {
/// A text that the core knows, as the service or the page spells it.
Term {
    // Types of items
    Message = "MESSAGE", MessageMetadata = "MESSAGEMETADATA", OtherMessageMetadata = "MESSAGE_METADATA",
    Event = "EVENT",
    // Roles of participants
    System = "SYSTEM", Agent = "AGENT", Customer = "CUSTOMER",
    // Status of a message in the transcript
    Sending = "SENDING", Sent = "SENT", Delivered = "DELIVERED", Read = "READ", Failed = "FAILED",
    // Status of an attachment that is being scanned
    InProgress = "IN_PROGRESS",
    // In requests
    Websocket = "WEBSOCKET", ConnectionCredentials = "CONNECTION_CREDENTIALS", Backward = "BACKWARD",
    Ascending = "ASCENDING", Forward = "FORWARD",
    // What the page hands over
    ReceiptRead = "read",
    // States of a connection, and of a message in the outbox
    StateIdle = "idle", StateConnecting = "connecting", StateConnected = "connected",
    StateReconnecting = "reconnecting", StateEnded = "ended", StateFailed = "failed",
    StateWaiting = "waiting", StateSending = "sending",
    // Frames: topics, and the status of a subscription
    TopicChat = "aws/chat", TopicHeartbeat = "aws/heartbeat", TopicPing = "aws/ping",
    TopicSubscribe = "aws/subscribe", Success = "success",
    // Content types
    Typing = "application/vnd.amazonaws.connect.event.typing",
    MessageRead = "application/vnd.amazonaws.connect.event.message.read",
    MessageDelivered = "application/vnd.amazonaws.connect.event.message.delivered",
    ParticipantIdle = "application/vnd.amazonaws.connect.event.participant.idle",
    ParticipantReturned = "application/vnd.amazonaws.connect.event.participant.returned",
    ParticipantInvited = "application/vnd.amazonaws.connect.event.participant.invited",
    Autodisconnection = "application/vnd.amazonaws.connect.event.participant.autodisconnection",
    ParticipantDisplayNameUpdated = "application/vnd.amazonaws.connect.event.participant.displayname.updated",
    AuthenticationInitiated = "application/vnd.amazonaws.connect.event.authentication.initiated",
    AuthenticationSucceeded = "application/vnd.amazonaws.connect.event.authentication.succeeded",
    AuthenticationFailed = "application/vnd.amazonaws.connect.event.authentication.failed",
    AuthenticationTimeout = "application/vnd.amazonaws.connect.event.authentication.timeout",
    AuthenticationExpired = "application/vnd.amazonaws.connect.event.authentication.expired",
    AuthenticationCancelled = "application/vnd.amazonaws.connect.event.authentication.cancelled",
    ChatRehydrated = "application/vnd.amazonaws.connect.event.chat.rehydrated",
    ChatEnded = "application/vnd.amazonaws.connect.event.chat.ended",
    TransferSucceeded = "application/vnd.amazonaws.connect.event.transfer.succeeded",
    // Error names: those of the service that the page gets as they are, ...
    AccessDeniedException, InternalServerException, ValidationException, ConflictException,
    ServiceQuotaExceededException, ResourceNotFoundException, ThrottlingException,
    // ... those that mean too many requests, as this last one does, ...
    BandwidthLimitExceeded, EC2ThrottledException, LimitExceededException, PriorRequestNotComplete,
    ProvisionedThroughputExceededException, RequestLimitExceeded, RequestThrottled, RequestThrottledException,
    SlowDown, ThrottledException, Throttling, TooManyRequestsException, TransactionInProgressException,
    // ... and those of faults that pass.
    TimeoutError, RequestTimeout, RequestTimeoutException,
}
}
