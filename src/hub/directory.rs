//! Which sessions an item may be for.
//!
//! An agent's page has all its contacts on one connection. An item is for one of them, so its sessions are looked up
//! by the ids that it carries, and no other session is asked.

use crate::ids::SessionId;
use crate::payload::Payload;
use crate::wire::Field as F;

/// The contact that an item names, and the first one of its chain; absent where it names none.
pub(crate) struct Address<P> {
    pub(crate) contact: P,
    pub(crate) initial_contact: P,
}

impl<P: Payload> Address<P> {
    pub(crate) fn of(item: &P) -> Self {
        Address { contact: item.get(F::ContactId), initial_contact: item.get(F::InitialContactId) }
    }

    /// Whether it names no contact.
    pub(crate) fn is_open(&self) -> bool {
        self.contact.is_absent() && self.initial_contact.is_absent()
    }
}

/// All sessions, by the ids of their contacts and of the first contacts of the chains.
#[derive(Debug)]
pub(super) struct Directory<P> {
    /// The numbers of the sessions, in an array under each id.
    by_id: P,
}

impl<P: Payload> Default for Directory<P> {
    fn default() -> Self {
        Directory { by_id: P::dictionary() }
    }
}

impl<P: Payload> Directory<P> {
    /// Adds a session under one of its ids.
    pub(super) fn add(&mut self, id: &P, session: SessionId) {
        let mut named = self.by_id.entry(id).or(P::array());
        named.push(number(session));
        self.by_id.set_entry(id, named);
    }

    /// Takes a session out that was added under this id.
    pub(super) fn remove(&mut self, id: &P, session: SessionId) {
        let mut named = self.by_id.entry(id);
        if let Some(position) = named.position(&number(session)) {
            named.remove(position);
            self.by_id.set_entry(id, if named.is_empty() { P::absent() } else { named });
        }
    }

    /// Whom an item may be for; a session may be in it twice.
    pub(super) fn named(&self, address: &Address<P>) -> Vec<SessionId> {
        let mut sessions = Vec::new();
        self.look_up(&address.contact, &mut sessions);
        self.look_up(&address.initial_contact, &mut sessions);
        sessions
    }

    fn look_up(&self, id: &P, sessions: &mut Vec<SessionId>) {
        let named = self.by_id.entry(id);
        for index in 0..named.len() {
            if let Some(number) = named.at(index).number() {
                sessions.push(SessionId(number as u32));
            }
        }
    }
}

fn number<P: Payload>(session: SessionId) -> P {
    P::from_number(f64::from(session.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn directory() -> Directory<Value> {
        let mut directory = Directory::default();
        for (session, contact, initial_contact) in [(7, "c2", "c1"), (3, "c1", "c1"), (5, "c9", "c9")] {
            directory.add(&json!(contact), SessionId(session));
            directory.add(&json!(initial_contact), SessionId(session));
        }
        directory
    }

    fn named(directory: &Directory<Value>, item: &Value) -> Vec<u32> {
        let mut named: Vec<u32> = directory.named(&Address::of(item)).into_iter().map(|session| session.0).collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    #[test]
    fn an_item_may_be_for_the_sessions_that_have_one_of_its_ids() {
        let directory = directory();
        assert_eq!(named(&directory, &json!({"ContactId": "c9", "InitialContactId": "c9"})), [5]);
        assert_eq!(named(&directory, &json!({"ContactId": "c3", "InitialContactId": "c1"})), [3, 7]);
        assert_eq!(named(&directory, &json!({"ContactId": "c2"})), [7]);
        assert_eq!(named(&directory, &json!({"ContactId": "c8"})), [0; 0]);
    }

    #[test]
    fn who_was_removed_is_found_no_more() {
        let mut directory = directory();
        for id in ["c2", "c1"] {
            directory.remove(&json!(id), SessionId(7));
        }
        assert_eq!(named(&directory, &json!({"ContactId": "c2", "InitialContactId": "c1"})), [3]);
    }
}
