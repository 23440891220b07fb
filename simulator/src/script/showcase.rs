//! Agents who each show one thing: interactive messages, a view, signing in, scanned files, an earlier chat.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::Script;
use super::greeter::read_and_type;
use super::templates::{self, say, show};
use crate::agent::{leave_and_end, send_file};
use crate::contact::{Contact, Keep};
use crate::control::rules::{ScanVerdict, Scanner};
use crate::ids::new_id;
use crate::item::{self, Participant, content_type};
use crate::service::Service;

/// How long a file is scanned: long enough to be seen.
const SCAN: Duration = Duration::from_millis(1500);

/// Joins and begins.
pub fn greet(contact: &Contact) {
    let agent = contact.participant("AGENT");
    contact.post(item::event(Some(&agent), content_type::JOINED, None), Keep::Stored);
    let name = &contact.customer.display_name;
    match contact.script {
        Script::Interactive => {
            say(contact, &agent, &format!("Hello {name}, a few questions, one tap each."));
            show(contact, &agent, &templates::list_picker());
        }
        Script::Form => {
            say(contact, &agent, &format!("Hello {name}, please fill this in for me."));
            show(contact, &agent, &templates::view());
        }
        Script::SignIn => {
            say(contact, &agent, &format!("Hello {name}, please sign in, so that I can see your orders."));
            ask_to_sign_in(contact);
        }
        Script::Files => {
            say(contact, &agent, &format!("Hello {name}, send me a file. Every other one is rejected by the scan."));
        }
        _ => say(contact, &agent, &format!("Welcome back {name}! Your last chat is above. How can I help you today?")),
    }
}

/// Reads a message of the customer and goes on.
pub async fn answer(service: Arc<Service>, contact: Arc<Contact>, message_id: String, sent_as: String, text: String) {
    let agent = contact.participant("AGENT");
    if !read_and_type(&contact, &message_id, &agent).await {
        return;
    }
    match (contact.script, text.trim().to_lowercase().as_str()) {
        (_, "bye" | "goodbye") => {
            say(&contact, &agent, "Thank you for trying this. Goodbye!");
            leave_and_end(&contact);
        }
        (Script::Interactive, _) => next_question(&contact, &agent),
        (Script::Form, _) if sent_as == content_type::INTERACTIVE_RESPONSE => {
            say(&contact, &agent, &format!("Thank you, I have: {}.", filled_in(&text)));
        }
        (Script::SignIn, "again") => ask_to_sign_in(&contact),
        (Script::SignIn, _) => say(&contact, &agent, "Write \"again\" and I will ask you to sign in once more."),
        (Script::Files, _) => {
            let note = b"This one came from the agent.\n";
            if send_file(&service, &contact, "from-the-agent.txt", "text/plain", note).await.is_err() {
                say(&contact, &agent, "I can't send another file in this chat.");
            }
        }
        _ => say(&contact, &agent, &format!("You said: {}", text.trim())),
    }
}

/// The questions in order; each follows the answer to the one before.
fn next_question(contact: &Contact, agent: &Participant) {
    let questions = [templates::time_picker(), templates::panel(), templates::carousel(), templates::quick_reply()];
    let is_question = |item: &item::Item| item.get("ContentType").is_some_and(|kind| kind == content_type::INTERACTIVE);
    let asked = contact.items().into_iter().filter(is_question);
    match asked.count().checked_sub(1).and_then(|asked| questions.get(asked)) {
        Some(question) => show(contact, agent, question),
        None => say(contact, agent, "That was every kind of question that I have. Thank you!"),
    }
}

/// The values of a view's form, as a sentence part.
fn filled_in(response: &str) -> String {
    let response: Value = serde_json::from_str(response).unwrap_or_default();
    let members = response.get("data").and_then(Value::as_object).cloned().unwrap_or_default();
    let pairs: Vec<_> =
        members.iter().map(|(name, value)| format!("{name} {}", value.as_str().unwrap_or("?"))).collect();
    pairs.join(", ")
}

fn ask_to_sign_in(contact: &Contact) {
    let session = json!({ "SessionId": new_id() }).to_string();
    contact.post(item::event(None, content_type::AUTHENTICATION_INITIATED, Some(&session)), Keep::Stored);
}

/// Says what comes of signing in.
pub fn authentication_ended(contact: &Contact, signed_in: bool) {
    let agent = contact.participant("AGENT");
    let text = if signed_in {
        "Thank you, you are signed in: I can see your orders now."
    } else {
        "That is fine, we can go on without. Write \"again\" if you change your mind."
    };
    say(contact, &agent, text);
}

/// Has files of this contact scanned from now on; the first one passes.
pub fn scan_files(service: &Service, contact: &Contact) {
    order(service, contact, ScanVerdict::Approve);
}

/// Every other file passes.
pub fn next_verdict(service: &Service, contact: &Contact) {
    let rejected_last = contact.items().iter().rev().find_map(last_status).is_some_and(|status| status == "REJECTED");
    order(service, contact, if rejected_last { ScanVerdict::Approve } else { ScanVerdict::Reject });
}

fn last_status(item: &item::Item) -> Option<String> {
    let attachment = item.get("Attachments")?.as_array()?.first()?;
    attachment.get("Status")?.as_str().map(str::to_owned)
}

fn order(service: &Service, contact: &Contact, verdict: ScanVerdict) {
    service.rules.scanner.set(Some(&contact.id), Scanner { verdict, delay: SCAN }, None);
}
