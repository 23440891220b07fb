//! Content types: the MIME-like strings that select what an item means.

use crate::event::EventKind;

/// What every event content type of the service starts with.
pub const EVENT_PREFIX: &str = "application/vnd.amazonaws.connect.event.";
/// The item that ends a contact.
pub const CHAT_ENDED: &str = "application/vnd.amazonaws.connect.event.chat.ended";
/// Somebody types. Sent and received.
pub const TYPING: &str = "application/vnd.amazonaws.connect.event.typing";
/// A receipt: a participant has read a message.
pub const MESSAGE_READ: &str = "application/vnd.amazonaws.connect.event.message.read";
/// A receipt: a message has reached a participant.
pub const MESSAGE_DELIVERED: &str = "application/vnd.amazonaws.connect.event.message.delivered";

/// The event that an item of this content type is raised as.
///
/// Matching is exact and case-sensitive. Everything without a row of its own, unknown content types
/// included, is an incoming message: the page may know what the core does not.
///
/// Source: observed behaviour of ChatJS 5.0.0; `docs/wire.md`.
#[must_use]
pub fn event_kind(content_type: &str) -> EventKind {
    use EventKind as E;
    let Some(name) = content_type.strip_prefix(EVENT_PREFIX) else {
        return E::IncomingMessage;
    };
    match name {
        "typing" => E::IncomingTyping,
        "message.read" => E::IncomingReadReceipt,
        "message.delivered" => E::IncomingDeliveredReceipt,
        "participant.idle" => E::ParticipantIdle,
        "participant.returned" => E::ParticipantReturned,
        "participant.invited" => E::ParticipantInvited,
        "participant.autodisconnection" => E::Autodisconnection,
        "participant.displayname.updated" => E::ParticipantDisplayNameUpdated,
        "authentication.initiated" => E::AuthenticationInitiated,
        "authentication.succeeded" => E::AuthenticationSuccessful,
        "authentication.failed" => E::AuthenticationFailed,
        "authentication.timeout" => E::AuthenticationTimeout,
        "authentication.expired" => E::AuthenticationExpired,
        "authentication.cancelled" => E::AuthenticationCanceled,
        "chat.rehydrated" => E::ChatRehydrated,
        _ => E::IncomingMessage,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_content_type_is_an_incoming_message() {
        for text in ["", "text/plain", "constructor", CHAT_ENDED, "application/vnd.amazonaws.connect.event.TYPING"] {
            assert_eq!(event_kind(text), EventKind::IncomingMessage, "{text}");
        }
    }

    #[test]
    fn a_content_type_with_a_row_of_its_own_has_its_own_event() {
        assert_eq!(event_kind(TYPING), EventKind::IncomingTyping);
        assert_eq!(event_kind(MESSAGE_READ), EventKind::IncomingReadReceipt);
        let cancelled = format!("{EVENT_PREFIX}authentication.cancelled");
        assert_eq!(event_kind(&cancelled), EventKind::AuthenticationCanceled);
    }
}
