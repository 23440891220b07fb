//! The other side of a contact: an agent and a bot who talk, read, and end the chat.

use super::requests::written;
use super::{SEQUENCE, Service};
use crate::chance::Chance;
use crate::common::content_type;
use amazon_connect_chat_wasm::rng::Rng;
use serde_json::{Value, json};

impl Service {
    /// An item that nobody has seen yet.
    pub(super) fn item(&mut self, contact: usize, author: &str, role: &str, content: Value, time: u64) -> Value {
        self.said += 1;
        let id = &self.contacts[contact].id;
        json!({
            "Id": format!("item-{}", self.said),
            SEQUENCE: self.said,
            "Type": "MESSAGE",
            "ContentType": "text/plain",
            "Content": content,
            "AbsoluteTime": written(time),
            "ParticipantId": author,
            "ParticipantRole": role,
            "ContactId": id,
            "InitialContactId": id,
        })
    }

    /// The other side says something; the items that are sent.
    pub fn talk(&mut self, contact: usize, time: u64, chance: &mut Rng) -> Vec<Value> {
        let mut items = Vec::new();
        if self.contacts[contact].ended {
            return items;
        }
        if self.contacts[contact].streaming.is_some() || chance.one_in(6) {
            self.stream(contact, time, chance, &mut items);
            return items;
        }
        let mut item = self.item(contact, "agent", "AGENT", json!("hello"), time);
        match chance.below(6) {
            0 => {
                item["Type"] = json!("EVENT");
                item["ContentType"] = json!(content_type("typing"));
                items.push(item);
            }
            1 => {
                let timestamp = chance.pick(&["ReadTimestamp", "DeliveredTimestamp"]);
                let receipt = json!({timestamp: written(time), "RecipientParticipantId": "agent"});
                item["Type"] = json!("MESSAGEMETADATA");
                item["ContentType"] = json!(content_type("message.read"));
                item["MessageMetadata"] = json!({"MessageId": "item-1", "Receipts": [receipt]});
                items.push(item);
            }
            2 => {
                item["Type"] = json!("EVENT");
                item["ContentType"] = json!(content_type(chance.pick(&["participant.joined", "participant.idle"])));
                self.say(item, &mut items);
            }
            _ => {
                self.say(item, &mut items);
            }
        }
        items
    }

    /// The next chunk of a bot's message. In the transcript it stands once, complete.
    fn stream(&mut self, contact: usize, time: u64, chance: &mut Rng, items: &mut Vec<Value>) {
        let mut item = self.item(contact, "bot", "SYSTEM", Value::Null, time);
        let fresh = || (item["Id"].as_str().unwrap_or_default().to_owned(), 0, String::new());
        let (id, number, mut text) = self.contacts[contact].streaming.take().unwrap_or_else(fresh);
        let number = number + 1;
        let completed = number > 1 && chance.one_in(3);
        text.push_str("word ");
        item["Id"] = json!(id);
        item["Content"] = json!(if completed { text.as_str() } else { "word " });
        item["MessageMetadata"] = json!({"MessageId": id, "ChunkNumber": number, "MessageCompleted": completed});
        if completed {
            self.say(item, items);
        } else {
            items.push(item);
            self.contacts[contact].streaming = Some((id, number, text));
        }
    }

    /// The contact is over; the item that says so.
    pub fn end_contact(&mut self, contact: usize, time: u64) -> Value {
        let mut item = self.item(contact, "system", "SYSTEM", Value::Null, time);
        item["Type"] = json!("EVENT");
        item["ContentType"] = json!(content_type("chat.ended"));
        self.contacts[contact].ended = true;
        self.contacts[contact].transcript.push(item.clone());
        item
    }
}
