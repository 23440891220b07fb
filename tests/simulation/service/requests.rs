//! The operations of the Participant Service.

use super::{Bearer, Contact, Service, URL_LIFETIME};
use crate::common::{Reply, content_type};
use crate::device::true_wall;
use amazon_connect_chat_wasm::io::{HttpRequest, RequestKind};
use amazon_connect_chat_wasm::payload::Payload;
use amazon_connect_chat_wasm::time::WallTime;
use serde_json::{Value, json};

/// What the service says to a request, and the items that it sends to everybody because of it.
pub struct Answer {
    pub reply: Reply,
    pub contact: usize,
    pub items: Vec<Value>,
}

/// A moment as the service writes it.
pub fn written(time: u64) -> Value {
    Value::from_wall_time(WallTime(true_wall(time)))
}

/// The operation that a request is for: what follows `/participant/`, or the kind of a transfer.
pub fn operation(request: &HttpRequest<Value>) -> &str {
    match &request.kind {
        RequestKind::Upload { .. } => "upload",
        RequestKind::Download => "download",
        RequestKind::Service { .. } => {
            let url = request.url.0.as_str().expect("a URL is a text");
            url.split_once("/participant/").expect("the service's own paths").1
        }
    }
}

/// The token that a request carries.
pub fn bearer(request: &HttpRequest<Value>) -> Option<&str> {
    match &request.kind {
        RequestKind::Service { bearer, .. } => bearer.0.as_str(),
        RequestKind::Upload { .. } | RequestKind::Download => None,
    }
}

impl Service {
    /// Carries out a request.
    pub fn answer(&mut self, request: &HttpRequest<Value>, time: u64) -> Answer {
        let RequestKind::Service { body, .. } = &request.kind else {
            return Answer { reply: Reply::Body(json!({"a": "file"})), contact: 0, items: Vec::new() };
        };
        let known = bearer(request).and_then(|token| self.bearers.get(token)).cloned();
        let may = |bearer: &Bearer| bearer.until > time && !self.contacts[bearer.contact].ended;
        let Some(who) = known.filter(may) else {
            return Answer { reply: Reply::Error(403, "AccessDeniedException"), contact: 0, items: Vec::new() };
        };
        let client_token = body["ClientToken"].as_str().unwrap_or_default().to_owned();
        if let Some(said) = self.accepted.get(&client_token) {
            return Answer { reply: Reply::Body(said.clone()), contact: who.contact, items: Vec::new() };
        }
        let mut items = Vec::new();
        let answer = match operation(request) {
            "connection" => self.connect(&who, time),
            "message" => {
                let item = self.item(who.contact, &who.participant, "CUSTOMER", body["Content"].clone(), time);
                self.say(item, &mut items)
            }
            "event" => self.event(&who, body, time, &mut items),
            "transcript" => match self.page_of(who.contact, body) {
                Some(page) => page,
                None => {
                    let reply = Reply::Error(400, "ValidationException");
                    return Answer { reply, contact: who.contact, items };
                }
            },
            "start-attachment-upload" => json!({
                "AttachmentId": format!("attachment-{}", self.number()),
                "UploadMetadata": {"Url": "https://storage.test/put", "HeadersToInclude": {"x-kept": "1"}},
            }),
            "complete-attachment-upload" => {
                let mut item = self.item(who.contact, &who.participant, "CUSTOMER", Value::Null, time);
                item["Type"] = json!("ATTACHMENT");
                self.say(item, &mut items);
                json!({})
            }
            "attachment" => json!({"Url": "https://storage.test/get", "UrlExpiry": written(time + 60_000)}),
            "disconnect" => {
                let mut item = self.item(who.contact, &who.participant, "CUSTOMER", Value::Null, time);
                item["ContentType"] = json!(content_type("participant.left"));
                self.say(item, &mut items);
                json!({})
            }
            _ => json!({}),
        };
        if !client_token.is_empty() {
            self.accepted.insert(client_token, answer.clone());
        }
        Answer { reply: Reply::Body(answer), contact: who.contact, items }
    }

    fn connect(&mut self, who: &Bearer, time: u64) -> Value {
        let (token, until) = self.issue_token(who.contact, &who.participant, time);
        let url = self.issue_url(who.contact, time);
        json!({
            "Websocket": {"Url": url, "ConnectionExpiry": written(time + URL_LIFETIME)},
            "ConnectionCredentials": {"ConnectionToken": token, "Expiry": written(until)},
        })
    }

    fn event(&mut self, who: &Bearer, body: &Value, time: u64, items: &mut Vec<Value>) -> Value {
        let mut item = self.item(who.contact, &who.participant, "CUSTOMER", Value::Null, time);
        let kind = body["ContentType"].as_str().unwrap_or_default();
        let about = body["Content"].as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
        let answer = json!({"Id": item["Id"], "AbsoluteTime": item["AbsoluteTime"]});
        item["ContentType"] = json!(kind);
        item["Type"] = json!("EVENT");
        if kind == content_type("typing") {
            items.push(item);
        } else if let Some(message) = about.as_ref().and_then(|about| about["messageId"].as_str()) {
            let timestamp = if kind.ends_with("read") { "ReadTimestamp" } else { "DeliveredTimestamp" };
            let receipt = json!({timestamp: written(time), "RecipientParticipantId": who.participant});
            item["Type"] = json!("MESSAGEMETADATA");
            item["MessageMetadata"] = json!({"MessageId": message, "Receipts": [receipt]});
            items.push(item);
        } else if !kind.contains(".message.") {
            // A receipt for no message is nobody's news.
            self.say(item, items);
        }
        answer
    }

    /// Adds an item to the transcript of its contact and sends it; what its author is told.
    pub(super) fn say(&mut self, item: Value, items: &mut Vec<Value>) -> Value {
        let answer = json!({"Id": item["Id"], "AbsoluteTime": item["AbsoluteTime"]});
        let contact = self.contacts.iter_mut().find(|contact| item["ContactId"] == *contact.id);
        contact.expect("items are of a contact").transcript.push(item.clone());
        items.push(item);
        answer
    }

    /// A page of the transcript; `None` if it is to begin at an item that is not there. Its cursor is the position
    /// where the next one begins.
    fn page_of(&self, contact: usize, body: &Value) -> Option<Value> {
        let Contact { id, transcript, .. } = &self.contacts[contact];
        let backward = body["ScanDirection"] != "FORWARD";
        // What a page asks for is smaller than it may be: copies of large pages would be most of a life's work.
        let limit = if backward { 15 } else { 100 };
        let most = body["MaxResults"].as_u64().unwrap_or(15).clamp(1, limit) as usize;
        let cursor = body["NextToken"].as_str().and_then(|cursor| cursor.parse().ok());
        let start = &body["StartPosition"];
        let mut named = None;
        if let Some(id) = start["Id"].as_str() {
            named = Some(transcript.iter().position(|item| item["Id"] == id)?);
        } else if let Some(time) = start["AbsoluteTime"].as_str() {
            let earlier = |item: &&Value| item["AbsoluteTime"].as_str().is_some_and(|other| other < time);
            named = Some(transcript.iter().filter(earlier).count());
        }
        let from = cursor.or(named).unwrap_or(if backward { transcript.len() } else { 0 }).min(transcript.len());
        let (range, next) = if backward {
            let first = from.saturating_sub(most);
            (first..from, (first > 0).then_some(first))
        } else {
            let last = (from + most).min(transcript.len());
            (from..last, (last < transcript.len()).then_some(last))
        };
        let mut page = transcript[range].to_vec();
        if body["SortOrder"] == "DESCENDING" {
            page.reverse();
        }
        Some(json!({"InitialContactId": id, "Transcript": page, "NextToken": next.map(|next| next.to_string())}))
    }
}
