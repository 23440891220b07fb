//! Where each item of the transcript stands: by its id, and in the order of time.
//!
//! Each item has a number that never changes. Its time is kept here under that number, its id is a key of the page's
//! own dictionary, and the order of time is a list of such numbers, to whose end new items go. A new item costs no
//! more in a chat of 10,000 items than in one of 100 (`docs/performance.md`).

use crate::payload::Payload;
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
pub(super) struct Index<P> {
    /// By number. The time of a removed item stays: others keep their numbers.
    times: Vec<WallTime>,
    /// Numbers by position.
    order: Vec<usize>,
    /// Numbers by id.
    by_id: P,
}

impl<P: Payload> Default for Index<P> {
    fn default() -> Self {
        Index { times: Vec::new(), order: Vec::new(), by_id: P::dictionary() }
    }
}

impl<P: Payload> Index<P> {
    /// The position of the item with this id.
    pub(super) fn find(&self, id: &P) -> Option<usize> {
        self.position(self.by_id.entry(id).number()? as usize)
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
        self.times.get(number).copied().unwrap_or(UNKNOWN)
    }

    /// Adds an item under an id that is not there. Returns its position.
    pub(super) fn insert(&mut self, id: &P, time: WallTime, place: Place) -> usize {
        let number = self.times.len();
        self.times.push(time);
        self.by_id.set_entry(id, P::from_number(number as f64));
        self.put(number, time, place)
    }

    /// Gives the item at `position` another time. Returns its new position.
    pub(super) fn retime(&mut self, position: usize, time: WallTime, place: Place) -> usize {
        let Some(number) = self.number(position).filter(|number| self.time(*number) != time) else {
            return position;
        };
        self.order.remove(position);
        if let Some(known) = self.times.get_mut(number) {
            *known = time;
        }
        self.put(number, time, place)
    }

    /// Gives an item another id, which is not there.
    pub(super) fn rename(&mut self, id: &P, new: &P) {
        let number = self.by_id.entry(id);
        self.by_id.set_entry(id, P::absent());
        self.by_id.set_entry(new, number);
    }

    /// Removes the item with this id. Returns the position that it had.
    pub(super) fn remove(&mut self, id: &P) -> Option<usize> {
        let position = self.find(id)?;
        self.by_id.set_entry(id, P::absent());
        self.order.remove(position);
        Some(position)
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn items_are_found_by_id_wherever_they_stand() {
        let mut index = Index::default();
        for (id, time) in [("m", 5), ("a", 9), ("z", 1), ("k", 5)] {
            index.insert(&json!(id), WallTime(time), Place::Last);
        }
        assert_order(&index, &["z", "m", "k", "a"]);
        assert_eq!(index.find(&json!("b")), None);
    }

    #[test]
    fn a_place_decides_among_items_of_one_time() {
        let mut index = Index::default();
        index.insert(&json!("b"), WallTime(5), Place::Last);
        index.insert(&json!("d"), WallTime(5), Place::Last);
        index.insert(&json!("a"), WallTime(5), Place::First);
        let b = index.number(1).expect("there are three");
        index.insert(&json!("c"), WallTime(5), Place::After(b));
        assert_order(&index, &["a", "b", "c", "d"]);
    }

    #[test]
    fn an_item_that_is_being_sent_has_no_part_in_the_last_time() {
        let mut index = Index::default();
        assert_eq!(index.last_time(), UNKNOWN);
        index.insert(&json!("s"), SENDING, Place::Last);
        assert_eq!(index.last_time(), UNKNOWN);
        index.insert(&json!("a"), WallTime(7), Place::Last);
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
                    let (id, _) = model.remove(chosen);
                    assert_eq!(index.remove(&json!(id)), Some(chosen));
                    assert_eq!(index.find(&json!(id)), None);
                }
                (1, true) => {
                    index.rename(&json!(model[chosen].0), &json!(id));
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
                    index.insert(&json!(id), WallTime(time), Place::Last);
                    add(&mut model, id, time);
                }
            }
            let expected: Vec<_> = model.iter().map(|(id, _)| id.as_str()).collect();
            assert_order(&index, &expected);
            for (position, (_, time)) in model.iter().enumerate() {
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

    /// These ids are listed, in this order, and no others.
    fn assert_order(index: &Index<Value>, ids: &[&str]) {
        assert_eq!(index.order.len(), ids.len());
        for (position, id) in ids.iter().enumerate() {
            assert_eq!(index.find(&json!(id)), Some(position), "{id}");
        }
    }
}
