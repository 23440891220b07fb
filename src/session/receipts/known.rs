//! Message ids whose receipts are known to the service.

use crate::payload::Payload;

/// How many message ids are remembered. A receipt for an older one would be sent again, which says
/// nothing new. At 36 characters an id this is about 100 kB at most.
const CAPACITY: usize = 2_000;

/// The most recent message ids, oldest first: an array of the page, which searches it at once.
pub(super) struct KnownIds<P>(P);

impl<P: Payload> Default for KnownIds<P> {
    fn default() -> Self {
        KnownIds(P::array())
    }
}

impl<P: Payload> KnownIds<P> {
    pub(super) fn contains(&self, message_id: &P) -> bool {
        self.0.position(message_id).is_some()
    }

    pub(super) fn insert(&mut self, message_id: P) {
        if self.contains(&message_id) {
            return;
        }
        if self.0.len() == CAPACITY {
            self.0.remove(0);
        }
        self.0.push(message_id);
    }

    pub(super) fn forget(&mut self, message_id: &P) {
        if let Some(position) = self.0.position(message_id) {
            self.0.remove(position);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_oldest_id_is_forgotten_when_there_are_too_many() {
        let mut ids = KnownIds::default();
        for number in 0..=CAPACITY {
            ids.insert(json!(number.to_string()));
        }
        assert!(!ids.contains(&json!("0")));
        assert!(ids.contains(&json!("1")));
        assert!(ids.contains(&json!(CAPACITY.to_string())));
        assert_eq!(ids.0.len(), CAPACITY);
    }

    #[test]
    fn an_id_is_remembered_once() {
        let mut ids = KnownIds::default();
        ids.insert(json!("a"));
        ids.insert(json!("a"));
        ids.forget(&json!("a"));
        assert!(!ids.contains(&json!("a")));
    }
}
