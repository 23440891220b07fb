//! The member names that the core reads or writes in page objects. `docs/wire.md` says where each one occurs.

use super::texts::{text, texts};

texts! {
/// A member name of the service's or the page's objects, spelled as on the wire.
#[allow(non_camel_case_types, reason = "the names are the wire's own")]
Field {
    // Transcript items
    Id, Type, ContentType, Content, AbsoluteTime, ParticipantRole, ContactId, InitialContactId,
    MessageMetadata, MessageId, MessageCompleted, ChunkNumber, Receipts, ReadTimestamp, DeliveredTimestamp,
    RecipientParticipantId, Status, Attachments, serializedContent, transcript, previousTranscriptNextToken,
    // Requests and responses of the Participant Service
    ClientToken, ConnectParticipant, MaxResults, ScanDirection, SortOrder, StartPosition, MostRecent, NextToken,
    Transcript, AttachmentName, AttachmentSizeInBytes, AttachmentIds, AttachmentId, UploadMetadata, Url, UrlExpiry,
    HeadersToInclude, View, AuthenticationUrl, RedirectUri, SessionId, Websocket, ConnectionCredentials,
    ConnectionToken, ConnectionExpiry, Expiry, code, Code, __type, Message,
    // What the page hands over
    message, contentType, content, clientToken, startPosition, scanDirection, sortOrder, maxResults, nextToken,
    contactId, initialContactId, participantId, participantToken, id, absoluteTime, mostRecent, attachment, name,
    size, r#type = "type", attachmentId, viewToken, redirectUri, sessionId, messageId, disableThrottle, event, getConnectionToken,
    chatTokenTransport,
    // What the page gets
    responseMetadata = "$metadata", httpStatusCode, requestId, extendedRequestId, cfId, attempts, totalRetryDelay, url, expiry,
    transportLifeTimeInSeconds, connectionAcknowledged, connectionToken, connectionTokenExpiry,
    // What the browser's side tells of an answer
    errorType, retryAfter, hasBody, body, unreadable, fault, native,
    // Recovery, outbox, states
    items, milliseconds, complete, reason, state, retryAt, expiresAt,
    recoverMissedMessages, lastSeen, since, offlineQueue, queued,
    // Settings
    logLevel, endpoint, userAgent, receiptsEnabled, receiptsThrottle, isNetworkOnline,
    // Frames
    topic, status, statusCode,
}
}
