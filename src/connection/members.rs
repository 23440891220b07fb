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
#[derive(Debug, Default)]
pub(crate) struct Members {
    /// In the order in which they joined. The first one fetches the connection details.
    pub(crate) all: Vec<SessionId>,
    /// Each session under the digest of each of its two ids, sorted by digest; within one as they joined.
    by_digest: Vec<(u32, SessionId)>,
}

impl Members {
    /// Adds a session with the ids of its contact and of the first contact in its chain.
    pub(crate) fn join<P: Payload>(&mut self, session: SessionId, ids: [&P; 2]) {
        self.all.push(session);
        for id in ids {
            let digest = digest(id);
            let end = self.by_digest.partition_point(|(known, _)| *known <= digest);
            self.by_digest.insert(end, (digest, session));
        }
    }

    /// Takes a session out.
    pub(crate) fn leave(&mut self, session: SessionId) {
        self.all.retain(|member| *member != session);
        self.by_digest.retain(|(_, member)| *member != session);
    }

    /// The sessions that an item may be for, each once. Two ids may have one digest, so the sessions look for
    /// themselves; an item that names no contact may be for any of them.
    pub(crate) fn candidates<P: Payload>(&self, address: &Address<P>) -> Vec<SessionId> {
        if address.is_open() {
            return self.all.clone();
        }
        let mut candidates = Vec::new();
        for id in [&address.initial_contact, &address.contact] {
            let digest = digest(id);
            let start = self.by_digest.partition_point(|(known, _)| *known < digest);
            for (_, session) in self.by_digest.iter().skip(start).take_while(|(known, _)| *known == digest) {
                if !candidates.contains(session) {
                    candidates.push(*session);
                }
            }
        }
        candidates
    }
}

/// FNV-1a: short, and ids are random.
fn digest<P: Payload>(id: &P) -> u32 {
    id.text()
        .unwrap_or_default()
        .bytes()
        .fold(0x811c_9dc5, |digest, byte| (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn members() -> Members {
        let mut members = Members::default();
        for (session, contact, initial_contact) in [(7, "c2", "c1"), (3, "c1", "c1"), (5, "c9", "c9")] {
            members.join(SessionId(session), [&json!(contact), &json!(initial_contact)]);
        }
        members
    }

    fn candidates(members: &Members, item: &serde_json::Value) -> Vec<u32> {
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
        members.leave(SessionId(7));
        assert_eq!(candidates(&members, &json!({"ContactId": "c2", "InitialContactId": "c1"})), [3]);
        assert_eq!(candidates(&members, &json!({})), [3, 5]);
    }
}
