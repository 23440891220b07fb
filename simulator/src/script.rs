//! What the other side of a contact does by itself: its agent, or, at an agent's desk, its customer.

use std::str::FromStr;
use std::sync::Arc;

use serde::Serialize;

use crate::contact::{Contact, Keep};
use crate::item::{self, Item};
use crate::service::Service;

mod caller;
mod greeter;
mod showcase;
mod templates;

/// The behaviours that a contact can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Script {
    /// Joins, greets, shows typing, answers, leaves on "bye".
    #[default]
    Greeter,
    /// Nothing: a page or a test speaks for the agent.
    Silent,
    /// Answers each message at once with the same text.
    Echo,
    /// An agent who asks by interactive messages, one of each template.
    Interactive,
    /// An agent who sends a view and reads what is filled in.
    Form,
    /// An agent who asks the customer to sign in.
    SignIn,
    /// An agent whose files, and the customer's, are scanned: every other one is rejected.
    Files,
    /// An agent who knows the customer from an earlier chat, which is continued.
    Returning,
    /// A customer with a question, once an agent has joined.
    Caller,
    /// A customer whom a bot has asked a few things before.
    CallerGuided,
    /// A customer who sends two files: one is approved, one is rejected.
    CallerFiles,
    /// A customer who comes back to an earlier chat.
    CallerReturning,
}

impl Script {
    const ALL: [(&str, Self); 12] = [
        ("greeter", Self::Greeter),
        ("silent", Self::Silent),
        ("echo", Self::Echo),
        ("interactive", Self::Interactive),
        ("form", Self::Form),
        ("sign-in", Self::SignIn),
        ("files", Self::Files),
        ("returning", Self::Returning),
        ("caller", Self::Caller),
        ("caller-guided", Self::CallerGuided),
        ("caller-files", Self::CallerFiles),
        ("caller-returning", Self::CallerReturning),
    ];

    /// Whether it plays the customer.
    fn is_caller(self) -> bool {
        matches!(self, Self::Caller | Self::CallerGuided | Self::CallerFiles | Self::CallerReturning)
    }
}

impl FromStr for Script {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL.iter().find(|(known, _)| *known == name);
        known.map(|(_, script)| *script).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|(name, _)| *name).collect();
            format!("no script is called {name:?}; there are {}", names.join(", "))
        })
    }
}

/// A contact has started.
pub fn started(service: &Service, contact: &Contact) {
    match contact.script {
        Script::Returning | Script::CallerReturning => templates::earlier_chat(contact),
        Script::CallerGuided => caller::was_guided(contact),
        Script::Files | Script::CallerFiles => showcase::scan_files(service, contact),
        _ => {}
    }
}

/// The agent behind a desk has joined.
pub fn agent_joined(service: &Arc<Service>, contact: &Arc<Contact>) {
    if contact.script.is_caller() && contact.begin_greeting() {
        tokio::spawn(caller::begin(Arc::clone(service), Arc::clone(contact)));
    }
}

/// The agent behind a desk has sent a message.
pub fn agent_said(contact: &Arc<Contact>, message_id: &str, sent: &Item) {
    if contact.script.is_caller() {
        let content = sent.get("Content").and_then(|text| text.as_str()).unwrap_or_default();
        tokio::spawn(caller::answer(Arc::clone(contact), message_id.to_owned(), content.to_owned()));
    }
}

/// A socket of the contact gets items from now on.
pub fn customer_is_listening(contact: &Contact) {
    let plays_agent = !contact.script.is_caller() && !matches!(contact.script, Script::Silent | Script::Echo);
    if plays_agent && contact.begin_greeting() {
        match contact.script {
            Script::Greeter => greeter::greet(contact),
            _ => showcase::greet(contact),
        }
    }
}

/// The customer has signed in, or given up.
pub fn authentication_ended(contact: &Contact, signed_in: bool) {
    if contact.script == Script::SignIn {
        showcase::authentication_ended(contact, signed_in);
    }
}

/// The scan of a file is over.
pub fn file_scanned(service: &Service, contact: &Contact) {
    if matches!(contact.script, Script::Files | Script::CallerFiles) {
        showcase::next_verdict(service, contact);
    }
}

/// The customer has sent a message, which is already in the transcript as `message_id`.
pub fn customer_said(service: &Arc<Service>, contact: &Arc<Contact>, message_id: &str, sent: &Item) {
    let content = sent.get("Content").and_then(|text| text.as_str()).unwrap_or_default();
    let content_type = sent.get("ContentType").and_then(|text| text.as_str()).unwrap_or_default();
    match contact.script {
        Script::Interactive | Script::Form | Script::SignIn | Script::Files | Script::Returning => {
            let answer = showcase::answer(
                Arc::clone(service),
                Arc::clone(contact),
                message_id.to_owned(),
                content_type.to_owned(),
                content.to_owned(),
            );
            tokio::spawn(answer);
        }
        Script::Silent | Script::Caller | Script::CallerGuided | Script::CallerFiles | Script::CallerReturning => {}
        Script::Echo => {
            let agent = contact.participant("AGENT");
            contact.post(item::message(&agent, content_type, content), Keep::Stored);
        }
        Script::Greeter => {
            let answer =
                greeter::answer(Arc::clone(service), Arc::clone(contact), message_id.to_owned(), content.to_owned());
            tokio::spawn(answer);
        }
    }
}
