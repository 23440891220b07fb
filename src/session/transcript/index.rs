//! Where each item of the transcript stands: by its id, and in the order of time.
//!
//! Ids and times are kept here once per item, under a number that never changes; the order of time is a list of
//! such numbers, to whose end new items go, and so that an id is found among few, there is a short list for each
//! sum of an id's bytes. A new item costs no more in a chat of 10,000 items than in one of 100
//! (`docs/performance.md`).

use crate::time::WallTime;

/// The time of an item that is still being sent: after everything.
pub(super) const SENDING: WallTime = WallTime(i64::MAX);
/// The time of an item of which nothing is known: before everything.
pub(super) const UNKNOWN: WallTime = WallTime(i64::MIN);

/// Where an item goes among those of its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Before them.
    First,
    /// After them.
    Last,
    /// Right after the item with this number.
    After(usize),
}

/// The order of the items. Positions are those of the page's array.
pub(super) struct Index {
    /// By number. The entry of a removed item stays: others keep their numbers.
    entries: Vec<Entry>,
    /// Numbers by position.
    order: Vec<usize>,
    /// Numbers by the sum of their ids' bytes.
    by_id: Box<[Vec<usize>; LISTS]>,
}

/// As many as a byte has values: 10,000 items are 40 in each.
const LISTS: usize = 256;

struct Entry {
    id: String,
    time: WallTime,
}

impl Default for Index {
    fn default() -> Self {
        Index { entries: Vec::new(), order: Vec::new(), by_id: Box::new([const { Vec::new() }; LISTS]) }
    }
}

impl Index {
    /// The position of the item with this id.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        let number = self.by_id[list_of(id)].iter().find(|number| self.id(**number) == id)?;
        self.position(*number)
    }

    /// The number of the item at `position`.
    pub(super) fn number(&self, position: usize) -> Option<usize> {
        self.order.get(position).copied()
    }

    /// The time of the last item that is not being sent.
    pub(super) fn last_time(&self) -> WallTime {
        let last = self.bound(SENDING, false).checked_sub(1).and_then(|position| self.number(position));
        last.map_or(UNKNOWN, |number| self.time(number))
    }

    /// The time of the item with this number.
    pub(super) fn time(&self, number: usize) -> WallTime {
        self.entries.get(number).map_or(UNKNOWN, |entry| entry.time)
    }

    /// Adds an item under an id that is not there. Returns its position.
    pub(super) fn insert(&mut self, id: String, time: WallTime, place: Place) -> usize {
        let number = self.entries.len();
        self.entries.push(Entry { id, time });
        self.add_id(number);
        self.put(number, time, place)
    }

    /// Gives the item at `position` another time. Returns its new position.
    pub(super) fn retime(&mut self, position: usize, time: WallTime, place: Place) -> usize {
        let Some(number) = self.number(position).filter(|number| self.time(*number) != time) else {
            return position;
        };
        self.order.remove(position);
        if let Some(entry) = self.entries.get_mut(number) {
            entry.time = time;
        }
        self.put(number, time, place)
    }

    /// Gives the item at `position` another id, which is not there.
    pub(super) fn rename(&mut self, position: usize, id: String) {
        let Some(number) = self.number(position) else { return };
        self.forget_id(number);
        if let Some(entry) = self.entries.get_mut(number) {
            entry.id = id;
        }
        self.add_id(number);
    }

    /// Removes the item at `position`.
    pub(super) fn remove(&mut self, position: usize) {
        if let Some(number) = self.number(position) {
            self.forget_id(number);
            self.order.remove(position);
        }
    }

    fn put(&mut self, number: usize, time: WallTime, place: Place) -> usize {
        let position = match place {
            Place::First => self.bound(time, false),
            Place::Last => self.bound(time, true),
            Place::After(other) => self.position(other).map_or_else(|| self.bound(time, true), |other| other + 1),
        };
        self.order.insert(position, number);
        position
    }

    fn add_id(&mut self, number: usize) {
        let list = list_of(self.id(number));
        self.by_id[list].insert(0, number);
    }

    fn forget_id(&mut self, number: usize) {
        let list = list_of(self.id(number));
        if let Some(at) = self.by_id[list].iter().position(|other| *other == number) {
            self.by_id[list].remove(at);
        }
    }

    fn position(&self, number: usize) -> Option<usize> {
        let first = self.bound(self.time(number), false);
        // From here on it is a matter of the few items of the same time.
        let behind = self.order.get(first..)?;
        behind.iter().position(|other| *other == number).map(|distance| first + distance)
    }

    /// The position before, or after, the items of this time.
    fn bound(&self, time: WallTime, after: bool) -> usize {
        self.order.partition_point(|number| {
            let other = self.time(*number);
            other < time || (after && other == time)
        })
    }

    fn id(&self, number: usize) -> &str {
        self.entries.get(number).map_or("", |entry| &entry.id)
    }
}

/// The list that an id belongs to.
fn list_of(id: &str) -> usize {
    usize::from(id.bytes().fold(0, u8::wrapping_add))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_by_id_wherever_they_stand() {
        let mut index = Index::default();
        for (id, time) in [("m", 5), ("a", 9), ("z", 1), ("k", 5)] {
            index.insert(id.to_owned(), WallTime(time), Place::Last);
        }
        assert_eq!(ids(&index), ["z", "m", "k", "a"]);
        for (position, id) in ["z", "m", "k", "a"].into_iter().enumerate() {
            assert_eq!(index.find(id), Some(position));
        }
        assert_eq!(index.find("b"), None);
    }

    #[test]
    fn a_place_decides_among_items_of_one_time() {
        let mut index = Index::default();
        index.insert("b".to_owned(), WallTime(5), Place::Last);
        index.insert("d".to_owned(), WallTime(5), Place::Last);
        index.insert("a".to_owned(), WallTime(5), Place::First);
        let b = index.number(1).expect("there are three");
        index.insert("c".to_owned(), WallTime(5), Place::After(b));
        assert_eq!(ids(&index), ["a", "b", "c", "d"]);
    }

    #[test]
    fn an_item_that_is_being_sent_has_no_part_in_the_last_time() {
        let mut index = Index::default();
        assert_eq!(index.last_time(), UNKNOWN);
        index.insert("s".to_owned(), SENDING, Place::Last);
        assert_eq!(index.last_time(), UNKNOWN);
        index.insert("a".to_owned(), WallTime(7), Place::Last);
        assert_eq!(index.last_time(), WallTime(7));
    }

    /// Against a model that searches and sorts: four hundred random steps.
    #[test]
    fn both_orders_agree_after_any_steps() {
        let mut rng = crate::rng::Rng::new(7);
        let mut index = Index::default();
        let mut model: Vec<(String, i64)> = Vec::new();
        for step in 0..400 {
            let time = i64::try_from(rng.below(20)).expect("small");
            let chosen = rng.below(1 + model.len() as u64) as usize;
            let id = format!("{}-{step}", rng.below(1_000));
            match (rng.below(6), chosen < model.len()) {
                (0, true) => {
                    index.remove(chosen);
                    model.remove(chosen);
                }
                (1, true) => {
                    index.rename(chosen, id.clone());
                    model[chosen].0 = id;
                }
                (2, true) => {
                    index.retime(chosen, WallTime(time), Place::Last);
                    if model[chosen].1 != time {
                        let (id, _) = model.remove(chosen);
                        add(&mut model, id, time);
                    }
                }
                _ => {
                    index.insert(id.clone(), WallTime(time), Place::Last);
                    add(&mut model, id, time);
                }
            }
            let expected: Vec<_> = model.iter().map(|(id, _)| id.clone()).collect();
            assert_eq!(ids(&index), expected);
            for (position, (id, time)) in model.iter().enumerate() {
                assert_eq!(index.find(id), Some(position));
                assert_eq!(index.number(position).map(|number| index.time(number)), Some(WallTime(*time)));
            }
        }
        assert!(model.len() > 50);
    }

    fn add(model: &mut Vec<(String, i64)>, id: String, time: i64) {
        model.push((id, time));
        // Stable: the newest goes last among those of its time.
        model.sort_by_key(|(_, time)| *time);
    }

    fn ids(index: &Index) -> Vec<String> {
        index.order.iter().map(|number| index.id(*number).to_owned()).collect()
    }
}
