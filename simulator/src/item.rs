//! Transcript items: what the service stores, returns from GetTranscript and pushes to sockets.
//!
//! An item is a plain JSON object, because a test may push one with any members. The functions here
//! build the families that the service itself makes; `Id`, `AbsoluteTime`, `ContactId` and
//! `InitialContactId` are added by [`crate::contact::Contact::post`].

use serde_json::{Map, Value, json};

use crate::clock::WallTime;

/// One transcript item, or a part of it.
pub type Item = Map<String, Value>;

/// Content types that the service gives a meaning to.
pub mod content_type {
    /// What every event's content type begins with.
    pub const EVENT_PREFIX: &str = "application/vnd.amazonaws.connect.event.";
    /// Somebody is typing; never stored.
    pub const TYPING: &str = "application/vnd.amazonaws.connect.event.typing";
    /// Somebody has read a message.
    pub const READ: &str = "application/vnd.amazonaws.connect.event.message.read";
    /// Somebody's client has received a message.
    pub const DELIVERED: &str = "application/vnd.amazonaws.connect.event.message.delivered";
    /// A participant joined.
    pub const JOINED: &str = "application/vnd.amazonaws.connect.event.participant.joined";
    /// A participant left.
    pub const LEFT: &str = "application/vnd.amazonaws.connect.event.participant.left";
    /// The conversation was handed to another agent.
    pub const TRANSFER_SUCCEEDED: &str = "application/vnd.amazonaws.connect.event.transfer.succeeded";
    /// The contact is over.
    pub const ENDED: &str = "application/vnd.amazonaws.connect.event.chat.ended";
    /// Items of an earlier contact are in this contact's transcript.
    pub const REHYDRATED: &str = "application/vnd.amazonaws.connect.event.chat.rehydrated";
    /// The customer is asked to sign in.
    pub const AUTHENTICATION_INITIATED: &str = "application/vnd.amazonaws.connect.event.authentication.initiated";
    /// The customer signed in.
    pub const AUTHENTICATION_SUCCEEDED: &str = "application/vnd.amazonaws.connect.event.authentication.succeeded";
    /// The customer gave up signing in.
    pub const AUTHENTICATION_CANCELLED: &str = "application/vnd.amazonaws.connect.event.authentication.cancelled";
    /// An interactive message: a template or a view.
    pub const INTERACTIVE: &str = "application/vnd.amazonaws.connect.message.interactive";
    /// The answer to one.
    pub const INTERACTIVE_RESPONSE: &str = "application/vnd.amazonaws.connect.message.interactive.response";
}

/// A party in a contact, as its items name it.
#[derive(Clone, Debug)]
pub struct Participant {
    /// Identifier within the contact.
    pub id: String,
    /// `CUSTOMER`, `AGENT`, `SYSTEM`, `SUPERVISOR` or `CUSTOM_BOT`.
    pub role: String,
    /// Name shown to the other parties.
    pub display_name: String,
}

/// Which of the two acknowledgements a receipt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptKind {
    /// The client has the message.
    Delivered,
    /// A person has read the message.
    Read,
}

impl ReceiptKind {
    /// The kind that an event of this content type stands for.
    pub fn of(content_type: &str) -> Option<Self> {
        match content_type {
            content_type::DELIVERED => Some(Self::Delivered),
            content_type::READ => Some(Self::Read),
            _ => None,
        }
    }
}

/// A `MESSAGE` item.
pub fn message(author: &Participant, content_type: &str, content: &str) -> Item {
    let mut item = start("MESSAGE", content_type);
    item.insert("Content".into(), content.into());
    sign(&mut item, author);
    item
}

/// An `EVENT` item; one without an author speaks for the contact itself.
pub fn event(author: Option<&Participant>, content_type: &str, content: Option<&str>) -> Item {
    let mut item = start("EVENT", content_type);
    if let Some(content) = content {
        item.insert("Content".into(), content.into());
    }
    if let Some(author) = author {
        sign(&mut item, author);
    }
    item
}

/// An `ATTACHMENT` item.
pub fn attachment(author: &Participant, content_type: &str, attachments: Vec<Value>) -> Item {
    let mut item = start("ATTACHMENT", content_type);
    item.insert("Attachments".into(), attachments.into());
    sign(&mut item, author);
    item
}

/// A `MESSAGEMETADATA` item: `recipient` acknowledges the message `message_id`.
pub fn receipt(kind: ReceiptKind, message_id: &str, recipient: &Participant) -> Item {
    let (content_type, member) = match kind {
        ReceiptKind::Delivered => (content_type::DELIVERED, "DeliveredTimestamp"),
        ReceiptKind::Read => (content_type::READ, "ReadTimestamp"),
    };
    let mut item = start("MESSAGEMETADATA", content_type);
    let time = WallTime::now().to_string();
    item.insert(
        "MessageMetadata".into(),
        json!({
            "MessageId": message_id,
            "Receipts": [{ member: time, "RecipientParticipantId": recipient.id }],
        }),
    );
    item
}

fn start(family: &str, content_type: &str) -> Item {
    let mut item = Item::new();
    item.insert("Type".into(), family.into());
    item.insert("ContentType".into(), content_type.into());
    item
}

fn sign(item: &mut Item, author: &Participant) {
    item.insert("ParticipantId".into(), author.id.as_str().into());
    item.insert("ParticipantRole".into(), author.role.as_str().into());
    item.insert("DisplayName".into(), author.display_name.as_str().into());
}
