//! The default agent: greets, shows that it types, answers, and leaves on "bye".

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::time::sleep;

use crate::agent::{leave_and_end, send_file, send_in_chunks};
use crate::contact::{Contact, Keep};
use crate::item::{self, Participant, ReceiptKind, content_type};
use crate::service::Service;
use crate::views;

/// From a customer's message to the first sign of typing.
const UNTIL_TYPING: Duration = Duration::from_millis(300);
/// From there to the answer.
const UNTIL_ANSWER: Duration = Duration::from_millis(600);
/// Between the chunks of a streamed answer.
const BETWEEN_CHUNKS: Duration = Duration::from_millis(150);

const HELP: &str = "Type one of these to see something: markdown, interactive, view, attachment, \
                    stream, receipt, transfer, bye. Anything else gets a plain answer.";

const MARKDOWN: &str = "**Bold**, *italic*, [a link](https://example.com) and a list:\n\n- one\n- two";

const STREAMED: [&str; 6] = ["This ", "answer ", "comes ", "piece ", "by ", "piece."];

/// Joins and says hello.
pub fn greet(contact: &Contact) {
    let agent = contact.participant("AGENT");
    contact.post(item::event(Some(&agent), content_type::JOINED, None), Keep::Stored);
    let hello = format!("Hello {}, how can I help you?", contact.customer.display_name);
    say(contact, &agent, &hello);
}

/// Reads a message of the customer, types, and answers.
pub async fn answer(service: Arc<Service>, contact: Arc<Contact>, message_id: String, text: String) {
    let agent = contact.participant("AGENT");
    contact.post(item::receipt(ReceiptKind::Delivered, &message_id, &agent), Keep::Stored);
    sleep(UNTIL_TYPING).await;
    if contact.is_ended() {
        return;
    }
    contact.post(item::receipt(ReceiptKind::Read, &message_id, &agent), Keep::Stored);
    contact.post(item::event(Some(&agent), content_type::TYPING, None), Keep::Passing);
    sleep(UNTIL_ANSWER).await;
    if !contact.is_ended() {
        react(&service, &contact, &agent, &message_id, text.trim()).await;
    }
}

async fn react(service: &Arc<Service>, contact: &Arc<Contact>, agent: &Participant, message_id: &str, text: &str) {
    match text.to_lowercase().as_str() {
        "help" => say(contact, agent, HELP),
        "markdown" => {
            contact.post(item::message(agent, "text/markdown", MARKDOWN), Keep::Stored);
        }
        "interactive" => show(contact, agent, &list_picker()),
        "view" => show(contact, agent, &view_resource()),
        "attachment" => {
            let note = format!("A note for {}.\n", contact.customer.display_name);
            let sent = send_file(service, contact, "note.txt", "text/plain", note.as_bytes()).await;
            if sent.is_err() {
                say(contact, agent, "I can't send another file in this chat.");
            }
        }
        "stream" => {
            let chunks = STREAMED.map(str::to_owned);
            send_in_chunks(contact, None, &chunks, BETWEEN_CHUNKS).await;
        }
        "receipt" => say(contact, agent, &format!("I have read your message {message_id}.")),
        "transfer" => {
            contact.post(item::event(Some(agent), content_type::TRANSFER_SUCCEEDED, None), Keep::Stored);
            let colleague = contact.rename("AGENT", "Grace");
            contact.post(item::event(Some(&colleague), content_type::JOINED, None), Keep::Stored);
            say(contact, &colleague, "I have taken over from my colleague.");
        }
        "bye" | "goodbye" => {
            say(contact, agent, "Thank you for trying this. Goodbye!");
            leave_and_end(contact);
        }
        _ => say(contact, agent, &format!("You said: {text} (type \"help\" for what I understand)")),
    }
}

fn say(contact: &Contact, agent: &Participant, text: &str) {
    contact.post(item::message(agent, "text/plain", text), Keep::Stored);
}

fn show(contact: &Contact, agent: &Participant, template: &serde_json::Value) {
    contact.post(item::message(agent, content_type::INTERACTIVE, &template.to_string()), Keep::Stored);
}

fn list_picker() -> serde_json::Value {
    json!({
        "templateType": "ListPicker",
        "version": "1.0",
        "data": {
            "replyMessage": { "title": "Thanks for choosing!" },
            "content": {
                "title": "What is it about?",
                "subtitle": "Tap to choose",
                "elements": [{ "title": "My parcel" }, { "title": "My bill" }],
            },
        },
    })
}

fn view_resource() -> serde_json::Value {
    json!({
        "templateType": "ViewResource",
        "version": "1.0",
        "data": { "content": { "viewToken": views::TOKEN, "Heading": "Where is my parcel?" } },
    })
}
