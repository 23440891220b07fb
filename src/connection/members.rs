//! The sessions on a connection, and which of them an item is for.
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

/// The sessions on a connection.
#[derive(Debug)]
pub(crate) struct Members<P> {
    /// In the order in which they joined. The first one fetches the connection details.
    pub(crate) all: Vec<SessionId>,
    /// The numbers of the sessions, in an array under each of the two ids that an item may name them by.
    by_id: P,
}

impl<P: Payload> Default for Members<P> {
    fn default() -> Self {
        Members { all: Vec::new(), by_id: P::dictionary() }
    }
}

impl<P: Payload> Members<P> {
    /// Adds a session with the ids of its contact and of the first contact in its chain.
    pub(crate) fn join(&mut self, session: SessionId, ids: [&P; 2]) {
        self.all.push(session);
        for id in ids {
            let mut named = self.by_id.entry(id).or(P::array());
            named.push(number(session));
            self.by_id.set_entry(id, named);
        }
    }

    /// Takes a session out, with the ids that it joined with.
    pub(crate) fn leave(&mut self, session: SessionId, ids: [&P; 2]) {
        self.all.retain(|member| *member != session);
        for id in ids {
            let mut named = self.by_id.entry(id);
            if let Some(position) = named.position(&number(session)) {
                named.remove(position);
                self.by_id.set_entry(id, if named.is_empty() { P::absent() } else { named });
            }
        }
    }

    /// The sessions that an item may be for, each once. An item that names no contact may be for any of them.
    pub(crate) fn candidates(&self, address: &Address<P>) -> Vec<SessionId> {
        if address.is_open() {
            return self.all.clone();
        }
        let mut candidates = Vec::new();
        for id in [&address.initial_contact, &address.contact] {
            let named = self.by_id.entry(id);
            for session in (0..named.len()).filter_map(|index| named.at(index).number()) {
                let session = SessionId(session as u32);
                if !candidates.contains(&session) {
                    candidates.push(session);
                }
            }
        }
        candidates
    }
}

fn number<P: Payload>(session: SessionId) -> P {
    P::from_number(f64::from(session.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn members() -> Members<Value> {
        let mut members = Members::default();
        for (session, contact, initial_contact) in [(7, "c2", "c1"), (3, "c1", "c1"), (5, "c9", "c9")] {
            members.join(SessionId(session), [&json!(contact), &json!(initial_contact)]);
        }
        members
    }

    fn candidates(members: &Members<Value>, item: &Value) -> Vec<u32> {
        members.candidates(&Address::of(item)).into_iter().map(|SessionId(number)| number).collect()
    }

    #[test]
    fn an_item_may_be_for_the_sessions_that_have_one_of_its_ids_each_once() {
        let members = members();
        assert_eq!(candidates(&members, &json!({"ContactId": "c9", "InitialContactId": "c9"})), [5]);
        assert_eq!(candidates(&members, &json!({"ContactId": "c3", "InitialContactId": "c1"})), [7, 3]);
        assert_eq!(candidates(&members, &json!({"ContactId": "c2"})), [7]);
        assert_eq!(candidates(&members, &json!({"ContactId": "c8"})), [0; 0]);
    }

    #[test]
    fn an_item_that_names_no_contact_may_be_for_any_session() {
        assert_eq!(candidates(&members(), &json!({"Type": "MESSAGEMETADATA"})), [7, 3, 5]);
    }

    #[test]
    fn who_has_left_is_no_candidate_any_more() {
        let mut members = members();
        members.leave(SessionId(7), [&json!("c2"), &json!("c1")]);
        assert_eq!(candidates(&members, &json!({"ContactId": "c2", "InitialContactId": "c1"})), [3]);
        assert_eq!(candidates(&members, &json!({})), [3, 5]);
    }
}
