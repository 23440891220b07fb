//! What the agent of a contact does by itself.

use std::str::FromStr;
use std::sync::Arc;

use serde::Serialize;

use crate::contact::{Contact, Keep};
use crate::item::{self, Item};
use crate::service::Service;

mod greeter;

/// The behaviours a contact's agent can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Script {
    /// Joins, greets, shows typing, answers, leaves on "bye".
    #[default]
    Greeter,
    /// Nothing: a page or a test speaks for the agent.
    Silent,
    /// Answers each message at once with the same text.
    Echo,
}

impl Script {
    /// Every name that [`Script::from_str`] knows.
    pub const NAMES: [&str; 3] = ["greeter", "silent", "echo"];
}

impl FromStr for Script {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "greeter" => Ok(Self::Greeter),
            "silent" => Ok(Self::Silent),
            "echo" => Ok(Self::Echo),
            other => Err(format!("no script is called {other:?}; there are {}", Self::NAMES.join(", "))),
        }
    }
}

/// A socket of the contact gets items from now on.
pub fn customer_is_listening(contact: &Contact) {
    if contact.script == Script::Greeter && contact.begin_greeting() {
        greeter::greet(contact);
    }
}

/// The customer has sent a message, which is already in the transcript as `message_id`.
pub fn customer_said(service: &Arc<Service>, contact: &Arc<Contact>, message_id: &str, sent: &Item) {
    let content = sent.get("Content").and_then(|text| text.as_str()).unwrap_or_default();
    let content_type = sent.get("ContentType").and_then(|text| text.as_str()).unwrap_or_default();
    match contact.script {
        Script::Silent => {}
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
