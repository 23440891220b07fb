//! Customers for an agent's desk: they ask, answer, acknowledge, send files, and say goodbye.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use super::Script;
use super::greeter::read_and_type;
use super::templates::{self, say, show};
use crate::agent::send_file_as;
use crate::contact::{Contact, Keep};
use crate::item::{self, content_type};
use crate::participant::end_contact;
use crate::service::Service;

/// From the agent's joining to the first sign of life.
const PAUSE: Duration = Duration::from_millis(500);

/// The customer has been through a bot: what was asked and answered is in the transcript.
pub fn was_guided(contact: &Contact) {
    let bot = contact.participant("SYSTEM");
    let customer = &contact.customer;
    let asked = [
        (templates::list_picker(), "My parcel"),
        (templates::time_picker(), "2030-03-14T15:30+00:00"),
        (templates::panel(), "It is not there"),
        (templates::carousel(), "Voucher"),
        (templates::quick_reply(), "No"),
    ];
    for (question, reply) in asked {
        show(contact, &bot, &question);
        say(contact, customer, reply);
    }
    show(contact, &bot, &templates::view());
    let response = serde_json::json!({ "templateType": "ViewResource", "version": "1.0", "action": "Submit", "data": { "number": "4471-A" } });
    contact.post(item::message(customer, content_type::INTERACTIVE_RESPONSE, &response.to_string()), Keep::Stored);
    contact.post(item::event(None, content_type::AUTHENTICATION_INITIATED, None), Keep::Stored);
    contact.post(item::event(None, content_type::AUTHENTICATION_SUCCEEDED, None), Keep::Stored);
}

/// An agent is there: says what it is about.
pub async fn begin(service: Arc<Service>, contact: Arc<Contact>) {
    let customer = contact.customer.clone();
    sleep(PAUSE).await;
    contact.post(item::event(Some(&customer), content_type::TYPING, None), Keep::Passing);
    sleep(PAUSE).await;
    if contact.is_ended() {
        return;
    }
    match contact.script {
        Script::CallerFiles => {
            say(&contact, &customer, "Hello, two files for my claim:");
            for (name, text) in [("receipt.txt", "Paid 42.00\n"), ("macro.rtf", "{\\rtf1 suspicious}\n")] {
                let kind = if name == "macro.rtf" { "text/rtf" } else { "text/plain" };
                // There is room for two.
                let _ = send_file_as(&service, &contact, &customer, name, kind, text.as_bytes()).await;
                sleep(4 * PAUSE).await;
            }
        }
        Script::CallerReturning => say(&contact, &customer, "Me again: the new address is still not on the label."),
        Script::CallerGuided => say(&contact, &customer, "The bot did not really help me. Can you?"),
        _ => say(&contact, &customer, "Hello! My parcel shows as delivered, but it isn't here."),
    }
}

/// Reads what the agent has said, types, and answers.
pub async fn answer(contact: Arc<Contact>, message_id: String, text: String) {
    let customer = contact.customer.clone();
    if !read_and_type(&contact, &message_id, &customer).await {
        return;
    }
    let text = text.to_lowercase();
    if text.contains("bye") {
        say(&contact, &customer, "Thank you, goodbye!");
        contact.post(item::event(Some(&customer), content_type::LEFT, None), Keep::Stored);
        end_contact(&contact);
    } else if text.contains('?') {
        say(&contact, &customer, "Sure: it is 4471-A.");
    } else {
        say(&contact, &customer, "Oh, I see. Thank you!");
    }
}
