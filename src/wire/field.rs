//! The member names that the core reads or writes in page objects.
//!
//! A name crosses the boundary as a small number: the browser's side holds the same list, so that
//! reading a member costs no string. `docs/wire.md` says where each one occurs.

macro_rules! text {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $text:literal) => {
        $text
    };
}

macro_rules! fields {
    ($($name:ident $(= $text:literal)?),* $(,)?) => {
        /// A member name of the service's or the page's objects, spelled as on the wire.
        #[allow(non_camel_case_types, missing_docs, reason = "the names are the wire's own")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Field { $($name),* }

        impl Field {
            /// All names, comma separated, in the order of their numbers.
            pub const NAMES: &'static str = concat!($(text!($name $($text)?), ","),*);

            /// The name as it stands in the JSON text.
            #[cfg(any(test, not(target_arch = "wasm32")))]
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Field::$name => text!($name $($text)?)),* }
            }
        }
    };
}

fields! {
    // Transcript items
    Id, Type, ContentType, Content, AbsoluteTime, ParticipantRole, ContactId, InitialContactId,
    MessageMetadata, MessageId, MessageCompleted, ChunkNumber, Receipts, ReadTimestamp, DeliveredTimestamp,
    RecipientParticipantId, Status, serializedContent, transcript, previousTranscriptNextToken,
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
    // Settings
    logLevel, endpoint, userAgent, receiptsEnabled, receiptsThrottle, isNetworkOnline,
    // Frames
    topic, status, statusCode,
}
