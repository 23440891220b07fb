//! The default agent: greets, shows that it types, answers, and leaves on "bye".

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use super::templates::{self, say, show};
use crate::agent::{leave_and_end, send_file, send_in_chunks};
use crate::contact::{Contact, Keep};
use crate::item::{self, Participant, ReceiptKind, content_type};
use crate::service::Service;

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
    if read_and_type(&contact, &message_id, &agent).await {
        react(&service, &contact, &agent, &message_id, text.trim()).await;
    }
}

/// Acknowledges a message as a person does who then writes; `false` when the contact ended meanwhile.
pub async fn read_and_type(contact: &Contact, message_id: &str, reader: &Participant) -> bool {
    contact.post(item::receipt(ReceiptKind::Delivered, message_id, reader), Keep::Stored);
    sleep(UNTIL_TYPING).await;
    if contact.is_ended() {
        return false;
    }
    contact.post(item::receipt(ReceiptKind::Read, message_id, reader), Keep::Stored);
    contact.post(item::event(Some(reader), content_type::TYPING, None), Keep::Passing);
    sleep(UNTIL_ANSWER).await;
    !contact.is_ended()
}

async fn react(service: &Arc<Service>, contact: &Arc<Contact>, agent: &Participant, message_id: &str, text: &str) {
    match text.to_lowercase().as_str() {
        "help" => say(contact, agent, HELP),
        "markdown" => {
            contact.post(item::message(agent, "text/markdown", MARKDOWN), Keep::Stored);
        }
        "interactive" => show(contact, agent, &templates::list_picker()),
        "view" => show(contact, agent, &templates::view()),
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
