//! Every item that reaches the page's machine on a live socket reaches the page's handlers once.

use super::{Checks, Stage, violated};
use crate::service::SEQUENCE;
use amazon_connect_chat_wasm::event::EventKind;
use amazon_connect_chat_wasm::ids::SessionId;
use serde_json::Value;

/// An item on its way into the core.
#[derive(Clone, Debug)]
pub struct Item {
    pub sequence: u64,
    pub contact: usize,
    /// It ends the contact.
    pub ends: bool,
    is_first_copy: bool,
    /// A chunk of a streamed message that is not its last: one that does not fit is dropped, as in ChatJS.
    is_chunk: bool,
    /// The streamed message that it completes.
    completes: Option<String>,
    /// Whose own receipt it is: that is no news to its participant.
    receipt_of: Option<String>,
}

impl Item {
    pub fn read(item: &Value) -> Option<Self> {
        let metadata = &item["MessageMetadata"];
        let completed = metadata["MessageCompleted"].as_bool();
        Some(Item {
            sequence: item[SEQUENCE].as_u64()?,
            contact: item["ContactId"].as_str()?.strip_prefix("contact-")?.parse().ok()?,
            ends: item["ContentType"].as_str().is_some_and(|text| text.ends_with("chat.ended")),
            is_first_copy: false,
            is_chunk: completed == Some(false),
            completes: item["Id"].as_str().filter(|_| completed == Some(true)).map(str::to_owned),
            receipt_of: metadata["Receipts"][0]["RecipientParticipantId"].as_str().map(str::to_owned),
        })
    }
}

impl Checks {
    /// An item reaches the core on an open socket.
    pub fn arrives(&mut self, mut item: Item) {
        item.is_first_copy = self.arrived.insert((item.contact, item.sequence));
        self.arriving = Some(item);
    }

    /// The core has dealt with it.
    pub fn dealt_with(&mut self, listening: &[SessionId]) {
        let Some(item) = self.arriving.take().filter(|item| item.is_first_copy) else { return };
        for session in listening {
            let known = &self.sessions[session];
            // What arrives while a page catches up may have to wait.
            if known.caught_up.is_none() && !known.seen.contains(&item.sequence) && !known.may_miss(&item) {
                violated!(
                    "every item on a live socket reaches the page once",
                    "item {} did not reach session {}",
                    item.sequence,
                    session.0
                );
            }
        }
    }

    /// Sessions that an item of this contact has to reach.
    pub fn listeners(&self, contact: usize) -> Vec<SessionId> {
        self.on().filter(|(_, known)| known.contact == contact).map(|(session, _)| session).collect()
    }

    /// The service has sent these items while nothing went wrong: all have arrived.
    pub fn nothing_missing(&self, sent: &[Item]) {
        for (session, known) in self.sessions.iter().filter(|(_, known)| known.stage == Stage::On && !known.is_agent) {
            let mut of_contact = sent.iter().filter(|item| item.contact == known.contact);
            let missing =
                |item: &&Item| !known.is_behind() && !known.seen.contains(&item.sequence) && !known.may_miss(item);
            if let Some(item) = of_contact.find(missing) {
                violated!(
                    "in calm weather nothing is lost",
                    "item {} never reached session {}",
                    item.sequence,
                    session.0
                );
            }
        }
    }

    /// A fetched page of the transcript reaches a session.
    pub fn fetched(&mut self, session: SessionId, page: &Value) {
        let Some(known) = self.sessions.get_mut(&session) else { return };
        for item in page["Transcript"].as_array().into_iter().flatten() {
            known.fetched.extend(item["Id"].as_str().map(str::to_owned));
        }
    }

    /// The core hands an item over to the page's handlers.
    pub(super) fn handed_over(&mut self, session: SessionId, kind: EventKind, item: &Value) {
        if kind == EventKind::TranscriptUpdated {
            return;
        }
        let Some(sequence) = item[SEQUENCE].as_u64() else { return };
        let expected = self.arriving.as_ref().map(|item| item.sequence);
        let known = self.sessions.get_mut(&session).expect("it was just looked at");
        known.in_order(session, sequence, item);
        if known.caught_up.is_none() && expected != Some(sequence) {
            violated!("every item on a live socket reaches the page once", "item {sequence} comes out of the blue");
        }
        if !known.seen.insert(sequence) {
            violated!(
                "every item on a live socket reaches the page once",
                "item {sequence} reaches session {} again",
                session.0
            );
        }
        self.delivered += 1;
    }
}

impl super::Known {
    pub(super) fn may_miss(&self, item: &Item) -> bool {
        item.is_chunk
            || item.receipt_of.as_ref() == Some(&self.participant)
            || (self.caught_up.is_none() && item.completes.as_ref().is_some_and(|id| self.fetched.contains(id)))
    }
}
