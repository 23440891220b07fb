//! Message ids whose receipts are known to the service.

/// How many message ids are remembered. A receipt for an older one would be sent again, which says
/// nothing new. At 36 characters an id this is about 100 kB at most.
const CAPACITY: usize = 2_000;

/// The most recent message ids, oldest first. A plain list: it is searched once per call of the page.
#[derive(Default)]
pub(super) struct KnownIds(Vec<String>);

impl KnownIds {
    pub(super) fn contains(&self, message_id: &str) -> bool {
        self.0.iter().rev().any(|known| known == message_id)
    }

    pub(super) fn insert(&mut self, message_id: String) {
        if self.contains(&message_id) {
            return;
        }
        if self.0.len() == CAPACITY {
            self.0.remove(0);
        }
        self.0.push(message_id);
    }

    pub(super) fn forget(&mut self, message_id: &str) {
        self.0.retain(|known| known != message_id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_id_is_forgotten_when_there_are_too_many() {
        let mut ids = KnownIds::default();
        for number in 0..=CAPACITY {
            ids.insert(number.to_string());
        }
        assert!(!ids.contains("0"));
        assert!(ids.contains("1"));
        assert!(ids.contains(&CAPACITY.to_string()));
        assert_eq!(ids.0.len(), CAPACITY);
    }

    #[test]
    fn an_id_is_remembered_once() {
        let mut ids = KnownIds::default();
        ids.insert("a".to_owned());
        ids.insert("a".to_owned());
        ids.forget("a");
        assert!(!ids.contains("a"));
    }
}
