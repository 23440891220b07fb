//! Which items the page was given: each once, and again only when it brings something new.

use crate::payload::Payload;
use crate::session::inbound::is_metadata;
use crate::wire::{Field as F, Term};

/// How many items are remembered. What is fetched begins at [`Seen::anchor`], so nothing older comes again.
const CAPACITY: usize = 1_000;
/// And while something is missing before them: what will be fetched to fill the gap ends with them.
const CAPACITY_BEHIND_GAP: usize = 10_000;

/// The items that were delivered.
pub(crate) struct Seen<P> {
    /// Oldest first.
    items: Vec<Known>,
    newest: P,
    anchor: P,
    /// Something before the newest item is missing.
    gap: bool,
    /// And is not looked for any more.
    lost: bool,
}

/// An item in two numbers, so that a long chat costs little. Two items with the same 53 bits would be taken for one.
struct Known {
    /// The hash of its id.
    key: u64,
    /// The hash of what may change under this id, or [`ANY`].
    version: u64,
    /// It will come again with something new: an attachment being scanned, a message being streamed.
    changes: bool,
}

/// The version of an item of which only the id is known: whatever comes under it is a repeat.
const ANY: u64 = 0;

impl<P: Payload> Seen<P> {
    /// Begins after `last`, the last item of an earlier life of the session; absent: with the contact's first item.
    /// `since` of it names items that came later all the same.
    pub(crate) fn after(last: P) -> Self {
        let known = |id: &P| Known { key: hash(id), version: ANY, changes: false };
        let mut items = vec![known(&last.get(F::Id))];
        let since = last.get(F::since);
        items.extend((0..since.len()).map(|index| known(&since.at(index))));
        Seen { items, newest: last.clone(), anchor: last, gap: false, lost: false }
    }

    /// The last item up to which the page has everything; absent when that is nothing.
    pub(crate) fn anchor(&self) -> &P {
        &self.anchor
    }

    /// Whether a gap was given up: the page will never have everything.
    pub(crate) fn has_lost(&self) -> bool {
        self.lost
    }

    /// From now on something may be missing (`true`), or nothing is any more.
    pub(crate) fn set_gap(&mut self, gap: bool) {
        self.gap = gap;
        self.advance();
    }

    /// Remembers an item that is about to be delivered. `false`: it was delivered before, just as it is.
    pub(crate) fn note(&mut self, item: &P) -> bool {
        let metadata = item.get(F::MessageMetadata);
        let is_receipt = is_metadata(item);
        let mut content = P::array();
        content.push(item.get(F::Content));
        content.push(item.get(F::Attachments));
        // The metadata of a message grows by what its receipts said before.
        content.push(if is_receipt { metadata.clone() } else { P::absent() });
        // What is fetched comes without null members. In a copy: it is the page's own.
        let version = hash(&content.to_json().parse().compact());
        let id = item.truthy_of(F::Id);
        let key = if !id.is_absent() {
            hash(&id)
        } else if is_receipt {
            version
        } else {
            return true;
        };
        let completed = metadata.get(F::MessageCompleted);
        let grows = !completed.is_absent() && !completed.truthy();
        let changes = grows || is_being_scanned(item);
        match self.items.iter_mut().find(|known| known.key == key) {
            Some(known) if known.version == version || known.version == ANY => return false,
            Some(known) => (known.version, known.changes) = (version, changes),
            None => {
                let capacity = if self.gap { CAPACITY_BEHIND_GAP } else { CAPACITY };
                if self.items.len() >= capacity {
                    // What is forgotten cannot be told from something new: nothing of it is waited for, and what
                    // is missing before it is not looked for any more.
                    self.items.drain(..=self.items.len() - capacity);
                    self.lost |= std::mem::take(&mut self.gap);
                }
                self.items.push(Known { key, version, changes });
                // The service lists neither typing nor, before it is complete, a message that grows. Without a
                // time there would be no way back to an item whose id it does not know.
                let time_of = |item: &P| item.get(F::AbsoluteTime).wall_time();
                let is_listed = !id.is_absent() && time_of(item).is_some();
                // What fills a gap comes later and is older.
                let is_newer = time_of(item) >= time_of(&self.newest);
                if is_listed && is_newer && !grows && item.term_of(F::ContentType) != Some(Term::Typing) {
                    self.newest = item.clone();
                }
            }
        }
        self.advance();
        true
    }

    fn advance(&mut self) {
        if !self.gap && !self.items.iter().any(|known| known.changes) {
            self.anchor = self.newest.clone();
        }
    }
}

fn is_being_scanned<P: Payload>(item: &P) -> bool {
    let attachments = item.get(F::Attachments);
    (0..attachments.len()).any(|index| attachments.at(index).term_of(F::Status) == Some(Term::InProgress))
}

/// The digest of the value's JSON. Never [`ANY`].
fn hash<P: Payload>(value: &P) -> u64 {
    value.to_json().digest().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const NOW: &str = "2026-01-01T00:00:00.000Z";

    fn item(id: &str) -> Value {
        json!({"Id": id, "AbsoluteTime": NOW})
    }

    fn anchor(seen: &Seen<Value>) -> Option<&str> {
        seen.anchor()["Id"].as_str()
    }

    #[test]
    fn a_repeat_is_known_and_a_new_version_is_not() {
        let mut seen = Seen::after(Value::Null);
        let item = json!({"Id": "1", "Content": "a", "AbsoluteTime": NOW});
        assert!(seen.note(&item));
        assert!(!seen.note(&item), "an exact repeat");
        assert!(!seen.note(&json!({"Id": "1", "Content": "a", "InitialContactId": "x"})), "told in other words");
        let scanned = |attachment| json!({"Id": "2", "Attachments": [attachment]});
        assert!(seen.note(&scanned(json!({"Status": "APPROVED", "AttachmentName": null}))));
        assert!(!seen.note(&scanned(json!({"Status": "APPROVED"}))), "fetched, without the null member");
        assert!(seen.note(&json!({"Id": "1", "Content": "b"})));
        assert!(!seen.note(&json!({"Id": "1", "Content": "b"})));
    }

    #[test]
    fn an_item_that_will_change_holds_the_anchor_until_it_has() {
        let mut seen = Seen::after(Value::Null);
        let scanned = |status| json!({"Id": "2", "Attachments": [{"Status": status}]});
        assert!(seen.note(&item("1")));
        assert!(seen.note(&scanned("IN_PROGRESS")));
        assert!(seen.note(&item("3")));
        assert_eq!(anchor(&seen), Some("1"));
        assert!(seen.note(&scanned("APPROVED")));
        assert_eq!(anchor(&seen), Some("3"));
    }

    #[test]
    fn a_gap_holds_the_anchor_until_it_is_filled() {
        let mut seen = Seen::after(Value::Null);
        assert!(seen.note(&item("1")));
        seen.set_gap(true);
        assert!(seen.note(&item("5")));
        assert_eq!(anchor(&seen), Some("1"));
        seen.set_gap(false);
        assert_eq!(anchor(&seen), Some("5"));
    }

    #[test]
    fn an_item_that_changes_for_ever_is_not_waited_for_for_ever() {
        let mut seen = Seen::after(Value::Null);
        assert!(seen.note(&json!({"Id": "stuck", "Attachments": [{"Status": "IN_PROGRESS"}]})));
        for number in 0..CAPACITY {
            assert!(seen.note(&item(&number.to_string())));
        }
        assert_eq!(anchor(&seen), Some((CAPACITY - 1).to_string().as_str()));
        assert_eq!(seen.items.len(), CAPACITY);
    }

    #[test]
    fn what_came_after_a_gap_is_known_until_that_is_filled() {
        let timed = |number: usize| json!({"Id": number.to_string(), "AbsoluteTime": number});
        let mut seen = Seen::after(timed(0));
        seen.set_gap(true);
        for number in [CAPACITY + 1..=2 * CAPACITY, 1..=CAPACITY].into_iter().flatten() {
            assert!(seen.note(&timed(number)));
        }
        assert!(!seen.note(&timed(CAPACITY + 1)));
        seen.set_gap(false);
        assert_eq!(anchor(&seen), Some((2 * CAPACITY).to_string().as_str()));
        assert!(!seen.has_lost());
    }

    #[test]
    fn a_gap_that_is_never_filled_is_given_up() {
        let mut seen = Seen::after(json!({"Id": "first"}));
        seen.set_gap(true);
        for number in 0..CAPACITY_BEHIND_GAP {
            assert!(!seen.has_lost());
            assert!(seen.note(&item(&number.to_string())));
        }
        assert_eq!(anchor(&seen), Some((CAPACITY_BEHIND_GAP - 1).to_string().as_str()));
        assert!(seen.has_lost());
    }

    #[test]
    fn typing_and_growing_messages_are_no_place_to_begin_at() {
        let mut seen = Seen::after(Value::Null);
        assert!(seen.note(&item("1")));
        assert!(seen.note(&json!({"Id": "2", "ContentType": Value::from_term(Term::Typing)})));
        assert!(seen.note(&json!({"Id": "3", "MessageMetadata": {"MessageCompleted": false}})));
        assert_eq!(anchor(&seen), Some("1"));
        assert!(seen.note(&json!({"Id": "3", "Content": "all", "MessageMetadata": {"MessageCompleted": true}})));
        assert_eq!(anchor(&seen), Some("1"));
    }

    #[test]
    fn after_a_resume_the_last_item_is_known_by_its_id_alone() {
        let mut seen = Seen::after(json!({"Id": "7"}));
        assert!(!seen.note(&json!({"Id": "7", "Content": "whatever it was"})));
        assert!(seen.note(&json!({"Id": "8"})));
    }

    #[test]
    fn what_came_after_the_place_to_go_on_from_is_known_too() {
        let mut seen = Seen::after(json!({"Id": "7", "since": ["9"]}));
        assert!(seen.note(&item("8")));
        assert!(!seen.note(&item("9")));
    }

    #[test]
    fn receipts_without_an_id_are_told_apart_by_what_they_say() {
        let mut seen = Seen::after(Value::Null);
        let receipt =
            |when| json!({"Type": "MESSAGEMETADATA", "MessageMetadata": {"MessageId": "1", "Receipts": [when]}});
        assert!(seen.note(&receipt("delivered")));
        assert!(!seen.note(&receipt("delivered")));
        assert!(seen.note(&receipt("read")));
        assert!(seen.note(&json!({"Type": "EVENT"})), "an item that says nothing of itself");
    }
}
