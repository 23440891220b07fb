//! The JSON that the service sends.

use super::Reply;
use serde_json::{Value, json};

/// The content type of an event, by the end of its name.
pub fn content_type(event: &str) -> String {
    format!("application/vnd.amazonaws.connect.event.{event}")
}

/// A message of the agent.
pub fn message(id: &str, text: &str) -> Value {
    json!({
        "AbsoluteTime": "2026-01-01T00:00:00.000Z",
        "Content": text,
        "ContentType": "text/plain",
        "Id": id,
        "Type": "MESSAGE",
        "ParticipantId": "agent",
        "ParticipantRole": "AGENT",
        "ContactId": "contact",
        "InitialContactId": "contact",
    })
}

/// An event of the agent.
pub fn event(name: &str) -> Value {
    let mut item = message(name, "");
    item["ContentType"] = json!(content_type(name));
    item["Type"] = json!("EVENT");
    item
}

/// The item that ends the contact.
pub fn ended_item() -> Value {
    event("chat.ended")
}

/// A receipt of the agent for one of our messages: `ReadTimestamp` or `DeliveredTimestamp`.
pub fn receipt(message_id: &str, timestamp: &str) -> Value {
    json!({
        "Id": format!("receipt-{message_id}"),
        "Type": "MESSAGEMETADATA",
        "ContentType": content_type("message.read"),
        "MessageMetadata": {
            "MessageId": message_id,
            "Receipts": [{timestamp: "2026-01-01T00:00:00.000Z", "RecipientParticipantId": "agent"}],
        },
    })
}

/// One chunk of a bot's streamed message.
pub fn chunk(id: &str, number: u32, text: &str, completed: bool) -> Value {
    let mut item = message(id, text);
    item["ParticipantRole"] = json!("SYSTEM");
    item["MessageMetadata"] = json!({"MessageId": id, "ChunkNumber": number, "MessageCompleted": completed});
    item
}

/// Connection details with this URL.
pub fn details(url: &str) -> Reply {
    Reply::Body(json!({
        "Websocket": {"Url": url, "ConnectionExpiry": "2026-01-01T00:01:40.000Z"},
        "ConnectionCredentials": {"ConnectionToken": "token", "Expiry": "2026-01-02T00:00:00.000Z"},
    }))
}
