//! Content types: the MIME-like strings that select what an item means.

use super::Term;
use crate::event::EventKind;

/// The event that an item of this content type is raised as.
///
/// Matching is exact and case-sensitive. Everything without a row of its own, unknown content types
/// included, is an incoming message: the page may know what the core does not.
///
/// Source: observed behaviour of ChatJS 5.0.0; `docs/wire.md`.
#[must_use]
pub fn event_kind(content_type: Option<Term>) -> EventKind {
    use EventKind as E;
    match content_type {
        Some(Term::Typing) => E::IncomingTyping,
        Some(Term::MessageRead) => E::IncomingReadReceipt,
        Some(Term::MessageDelivered) => E::IncomingDeliveredReceipt,
        Some(Term::ParticipantIdle) => E::ParticipantIdle,
        Some(Term::ParticipantReturned) => E::ParticipantReturned,
        Some(Term::ParticipantInvited) => E::ParticipantInvited,
        Some(Term::Autodisconnection) => E::Autodisconnection,
        Some(Term::ParticipantDisplayNameUpdated) => E::ParticipantDisplayNameUpdated,
        Some(Term::AuthenticationInitiated) => E::AuthenticationInitiated,
        Some(Term::AuthenticationSucceeded) => E::AuthenticationSuccessful,
        Some(Term::AuthenticationFailed) => E::AuthenticationFailed,
        Some(Term::AuthenticationTimeout) => E::AuthenticationTimeout,
        Some(Term::AuthenticationExpired) => E::AuthenticationExpired,
        Some(Term::AuthenticationCancelled) => E::AuthenticationCanceled,
        Some(Term::ChatRehydrated) => E::ChatRehydrated,
        _ => E::IncomingMessage,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payload::Payload;
    use serde_json::json;

    fn kind(content_type: &str) -> EventKind {
        event_kind(json!(content_type).term())
    }

    #[test]
    fn an_unknown_content_type_is_an_incoming_message() {
        for text in ["", "text/plain", "constructor", "typing", "application/vnd.amazonaws.connect.event.TYPING"] {
            assert_eq!(kind(text), EventKind::IncomingMessage, "{text}");
        }
        assert_eq!(kind("application/vnd.amazonaws.connect.event.chat.ended"), EventKind::IncomingMessage);
    }

    #[test]
    fn a_content_type_with_a_row_of_its_own_has_its_own_event() {
        assert_eq!(kind("application/vnd.amazonaws.connect.event.typing"), EventKind::IncomingTyping);
        assert_eq!(kind("application/vnd.amazonaws.connect.event.message.read"), EventKind::IncomingReadReceipt);
        let cancelled = "application/vnd.amazonaws.connect.event.authentication.cancelled";
        assert_eq!(kind(cancelled), EventKind::AuthenticationCanceled);
    }
}
