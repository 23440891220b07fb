//! The Participant Service's operations: paths, request bodies, and what is picked from a response.
//!
//! Source: Participant Service API 2018-09-07 and the observed requests of ChatJS 5.0.0; see `docs/wire.md`.

use super::{Field as F, Term};
use crate::payload::Payload;

/// An operation of the Participant Service that a session asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// CreateParticipantConnection.
    CreateParticipantConnection,
    /// SendMessage.
    SendMessage,
    /// SendEvent.
    SendEvent,
    /// GetTranscript.
    GetTranscript,
    /// StartAttachmentUpload.
    StartAttachmentUpload,
    /// CompleteAttachmentUpload.
    CompleteAttachmentUpload,
    /// GetAttachment.
    GetAttachment,
    /// DescribeView.
    DescribeView,
    /// GetAuthenticationUrl.
    GetAuthenticationUrl,
    /// CancelParticipantAuthentication.
    CancelParticipantAuthentication,
    /// DisconnectParticipant.
    DisconnectParticipant,
}

impl Operation {
    /// The path below the endpoint. DescribeView's is followed by the view token.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Operation::CreateParticipantConnection => "connection",
            Operation::SendMessage => "message",
            Operation::SendEvent => "event",
            Operation::GetTranscript => "transcript",
            Operation::StartAttachmentUpload => "start-attachment-upload",
            Operation::CompleteAttachmentUpload => "complete-attachment-upload",
            Operation::GetAttachment => "attachment",
            Operation::DescribeView => "views/",
            Operation::GetAuthenticationUrl => "authentication-url",
            Operation::CancelParticipantAuthentication => "cancel-authentication",
            Operation::DisconnectParticipant => "disconnect",
        }
    }

    /// The members of a response that the page gets.
    #[must_use]
    pub fn picks(self) -> &'static [F] {
        match self {
            Operation::CreateParticipantConnection => &[F::ConnectionCredentials, F::Websocket],
            Operation::SendMessage => &[F::AbsoluteTime, F::Id, F::MessageMetadata],
            Operation::SendEvent => &[F::AbsoluteTime, F::Id],
            Operation::GetTranscript => &[F::InitialContactId, F::NextToken, F::Transcript],
            Operation::StartAttachmentUpload => &[F::AttachmentId, F::UploadMetadata],
            Operation::GetAttachment => &[F::AttachmentSizeInBytes, F::Url, F::UrlExpiry],
            Operation::DescribeView => &[F::View],
            Operation::GetAuthenticationUrl => &[F::AuthenticationUrl],
            Operation::CompleteAttachmentUpload
            | Operation::CancelParticipantAuthentication
            | Operation::DisconnectParticipant => &[],
        }
    }
}

/// Body of CreateParticipantConnection. `credentials` asks for a socket and a token, `acknowledge`
/// tells the service that the agent has joined.
pub fn connection_body<P: Payload>(credentials: bool, acknowledge: bool) -> P {
    let mut body = P::object();
    if acknowledge {
        body.set(F::ConnectParticipant, P::from_bool(true));
    }
    if credentials {
        let mut types = P::array();
        types.push(P::from_term(Term::Websocket));
        types.push(P::from_term(Term::ConnectionCredentials));
        body.set(F::Type, types);
    }
    body
}

/// Body of SendMessage from the page's `{ message, contentType }`.
pub fn message_body<P: Payload>(args: &P, client_token: P) -> P {
    P::object()
        .with(F::ClientToken, client_token)
        .with_present(F::Content, args.get(F::message))
        .with_present(F::ContentType, args.get(F::contentType))
}

/// Body of SendEvent; content that is falsy is left out.
pub fn event_body<P: Payload>(content_type: P, content: P, client_token: P) -> P {
    P::object()
        .with(F::ClientToken, client_token)
        .with_present(F::Content, content.if_truthy())
        .with(F::ContentType, content_type)
}

/// Body of GetTranscript from the page's arguments, with ChatJS's defaults: the 15 newest items in
/// ascending order.
pub fn transcript_body<P: Payload>(args: &P) -> P {
    let or = |field, default: P| args.truthy_of(field).or(default);
    let position = args.get(F::startPosition);
    let start = P::object()
        .with_present(F::Id, position.get(F::id))
        .with_present(F::AbsoluteTime, position.get(F::absoluteTime))
        .with_present(F::MostRecent, position.get(F::mostRecent));
    P::object()
        .with(F::StartPosition, start)
        .with(F::ScanDirection, or(F::scanDirection, P::from_term(Term::Backward)))
        .with(F::SortOrder, or(F::sortOrder, P::from_term(Term::Ascending)))
        .with(F::MaxResults, or(F::maxResults, P::from_number(15.0)))
        .with_present(F::NextToken, args.truthy_of(F::nextToken))
        .with_present(F::ContactId, args.truthy_of(F::contactId))
}

/// Body of StartAttachmentUpload for a `File`.
pub fn start_upload_body<P: Payload>(file: &P, content_type: P, client_token: P) -> P {
    P::object()
        .with_present(F::ContentType, content_type)
        .with_present(F::AttachmentName, file.get(F::name))
        .with_present(F::AttachmentSizeInBytes, file.get(F::size))
        .with(F::ClientToken, client_token)
}

/// Body of CompleteAttachmentUpload.
pub fn complete_upload_body<P: Payload>(attachment_id: P, client_token: P) -> P {
    let mut ids = P::array();
    ids.push(attachment_id);
    P::object().with(F::AttachmentIds, ids).with(F::ClientToken, client_token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_transcript_without_arguments_asks_for_the_fifteen_newest_items() {
        assert_eq!(
            transcript_body(&json!({})),
            json!({"StartPosition": {}, "ScanDirection": "BACKWARD", "SortOrder": "ASCENDING", "MaxResults": 15})
        );
    }

    #[test]
    fn a_start_position_is_renamed_and_a_falsy_page_size_is_the_default() {
        let args = json!({"startPosition": {"id": "a", "mostRecent": 3}, "maxResults": 0, "nextToken": ""});
        let body = transcript_body(&args);
        assert_eq!(body["StartPosition"], json!({"Id": "a", "MostRecent": 3}));
        assert_eq!(body["MaxResults"], json!(15));
        assert_eq!(body.get("NextToken"), None);
    }

    #[test]
    fn an_acknowledgement_asks_for_nothing_else() {
        assert_eq!(connection_body::<serde_json::Value>(false, true), json!({"ConnectParticipant": true}));
    }
}
