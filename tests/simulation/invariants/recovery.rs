//! A page that wants it misses nothing: everything in order and once, and every message sent once.

use super::{Checks, Item, Known, Stage, violated};
use crate::common::content_type;
use crate::service::Contact;
use amazon_connect_chat_wasm::ids::{CallId, SessionId};
use serde_json::Value;

/// How far a session that catches up has come.
#[derive(Debug, Default)]
pub struct CaughtUp {
    /// The latest item that has a place in the transcript.
    last: u64,
    /// The last word was that something may be missing.
    behind: bool,
    /// ... and that nothing will be done about it before the next connection: its items come late.
    gap: bool,
    /// The end of the contact was heard of: it is told when everything before it is.
    pub(super) end_is_known: bool,
}

/// A message that a page wrote.
#[derive(Debug)]
pub struct Message {
    session: SessionId,
    text: String,
    /// The page was told that the service has it.
    pub sent: bool,
}

impl Known {
    /// `onRecovery` says something.
    pub(super) fn reported(&mut self, report: &Value) {
        let caught_up = self.caught_up.as_mut().expect("only sessions that catch up report");
        caught_up.behind = report["complete"] != true;
        caught_up.gap = caught_up.behind && (caught_up.gap || report["retryAt"].is_null());
    }

    pub(super) fn is_behind(&self) -> bool {
        self.caught_up.as_ref().is_some_and(|caught_up| caught_up.behind)
    }

    /// An item is delivered: it is newer than all before it, unless an earlier gap is being filled.
    pub(super) fn in_order(&mut self, session: SessionId, sequence: u64, item: &Value) {
        let Some(caught_up) = &mut self.caught_up else { return };
        let grows = item["MessageMetadata"]["MessageCompleted"] == false;
        // Receipts stand in no transcript here, and may be on their way while newer items are fetched.
        let is_receipt = item["Type"] == "MESSAGEMETADATA";
        // Of a connection that an agent's page supplied nobody knows when its items begin to arrive.
        if self.is_agent || is_receipt || grows || item["ContentType"] == content_type("typing") {
            return;
        }
        if sequence < caught_up.last && !caught_up.gap {
            violated!(
                "what was missed comes in order and once",
                "item {sequence} reaches session {} after {}",
                session.0,
                caught_up.last
            );
        }
        caught_up.last = caught_up.last.max(sequence);
    }
}

impl Checks {
    /// The end of this contact reaches the page's machine.
    pub fn hears_of_end(&mut self, contact: usize) {
        for known in self.sessions.values_mut().filter(|known| known.contact == contact) {
            if let Some(caught_up) = &mut known.caught_up {
                caught_up.end_is_known = true;
            }
        }
    }

    /// The page sends a message.
    pub fn wrote(&mut self, call: CallId, session: SessionId, text: &str) {
        self.messages.insert(call, Message { session, text: text.to_owned(), sent: false });
    }

    /// What a page that is not behind has, is the transcript from its first item to the one numbered `until`.
    pub fn all_caught_up(&self, contacts: &[Contact], until: u64) {
        for (session, known) in &self.sessions {
            let has =
                |item: &Item| item.sequence > until || known.seen.contains(&item.sequence) || known.may_miss(item);
            // Pages whose two managers take each other's place catch up for ever.
            let settled = known.stage == Stage::On && !known.is_agent;
            let follows = known.caught_up.is_some() && settled && !known.is_behind();
            let transcript = contacts[known.contact].transcript.iter().filter_map(Item::read);
            if let Some(item) = transcript.filter(|_| follows).find(|item| !has(item)) {
                violated!(
                    "what was missed comes in order and once",
                    "item {} never reached session {}",
                    item.sequence,
                    session.0
                );
            }
        }
    }

    /// A message that the page was told is sent stands in the transcript once; where messages wait their turn, those
    /// of one session stand there in the order in which they were written. No message stands there twice.
    pub fn all_sent_once(&self, contacts: &[Contact]) {
        let mut last = std::collections::BTreeMap::new();
        for message in self.messages.values() {
            let known = &self.sessions[&message.session];
            let transcript = &contacts[known.contact].transcript;
            let places: Vec<usize> =
                (0..transcript.len()).filter(|place| transcript[*place]["Content"] == *message.text).collect();
            // What says that a message was sent may have been nonsense; where messages wait, it is not believed.
            let vouched_for = message.sent && known.caught_up.is_some();
            if places.len() > 1 || (vouched_for && places.is_empty()) {
                violated!("every message is sent once", "{:?} stands there {} times", message.text, places.len());
            }
            if let (Some(place), true) = (places.first(), vouched_for)
                && last.insert(message.session, *place).is_some_and(|before| before > *place)
            {
                violated!("every message is sent once", "{:?} is out of order", message.text);
            }
        }
    }
}
