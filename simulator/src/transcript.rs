//! A contact's transcript: ordered by time, found by Id, read in pages.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

use crate::item::Item;

/// Place of an item: its `AbsoluteTime`, then the order of arrival. ISO text of one form sorts as time does.
type Place = (String, u64);

/// The stored items of one contact.
#[derive(Default)]
pub struct Transcript {
    items: BTreeMap<Place, Item>,
    places: HashMap<String, Place>,
    arrivals: u64,
}

/// Which way a page runs from its starting point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// Towards older items.
    Backward,
    /// Towards newer items.
    Forward,
}

/// Where a page begins.
#[derive(Clone, Debug)]
pub enum Start {
    /// The newest item going backward, the oldest going forward.
    Edge,
    /// The item with this Id, itself included.
    Id(String),
    /// Items up to (backward) or from (forward) this time, itself included.
    AbsoluteTime(String),
    /// The n-th most recent item, counted from 1.
    MostRecent(usize),
    /// Just beyond a place that an earlier page ended with.
    Beyond(Place),
}

/// One page, in the order of scanning.
pub struct Page {
    /// Copies of the items.
    pub items: Vec<Item>,
    /// Place of the last item when there is more beyond it.
    pub more: Option<Place>,
}

impl Transcript {
    /// Stores an item. One with a known `Id` takes the place of the earlier version.
    pub fn put(&mut self, time: &str, item: Item) {
        let id = item.get("Id").and_then(|id| id.as_str()).map(str::to_owned);
        if let Some(place) = id.as_ref().and_then(|id| self.places.get(id)) {
            self.items.insert(place.clone(), item);
            return;
        }
        self.arrivals += 1;
        let place = (time.to_owned(), self.arrivals);
        if let Some(id) = id {
            self.places.insert(id, place.clone());
        }
        self.items.insert(place, item);
    }

    /// Every item, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Item> {
        self.items.values()
    }

    /// Reads at most `limit` items that `wanted` accepts. `None` when `start` names an unknown Id.
    pub fn page(&self, start: &Start, scan: Scan, limit: usize, wanted: impl Fn(&Item) -> bool) -> Option<Page> {
        let anchor = self.anchor(start, scan)?;
        let range = match scan {
            Scan::Forward => (anchor, Bound::Unbounded),
            Scan::Backward => (Bound::Unbounded, anchor),
        };
        let found = self.items.range::<Place, _>(range);
        let mut found: Box<dyn Iterator<Item = (&Place, &Item)>> = match scan {
            Scan::Forward => Box::new(found),
            Scan::Backward => Box::new(found.rev()),
        };
        let mut found = found.by_ref().filter(|(_, item)| wanted(item));
        let mut items = Vec::new();
        let mut last = None;
        for (place, item) in found.by_ref().take(limit) {
            items.push(item.clone());
            last = Some(place.clone());
        }
        let more = if found.next().is_some() { last } else { None };
        Some(Page { items, more })
    }

    /// The inclusive or exclusive end of the range from which a page is read.
    fn anchor(&self, start: &Start, scan: Scan) -> Option<Bound<Place>> {
        Some(match start {
            Start::Edge => Bound::Unbounded,
            Start::Id(id) => Bound::Included(self.places.get(id)?.clone()),
            Start::AbsoluteTime(time) => match scan {
                Scan::Forward => Bound::Included((time.clone(), 0)),
                Scan::Backward => Bound::Included((time.clone(), u64::MAX)),
            },
            Start::MostRecent(count) => match self.items.keys().nth_back(count.saturating_sub(1)) {
                Some(place) => Bound::Included(place.clone()),
                None => self.items.keys().next().cloned().map_or(Bound::Unbounded, Bound::Included),
            },
            Start::Beyond(place) => Bound::Excluded(place.clone()),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Page, Scan, Start, Transcript};
    use crate::item::Item;

    fn item(id: u32) -> Item {
        json!({ "Id": format!("i{id}") }).as_object().cloned().unwrap_or_default()
    }

    fn transcript_of(count: u32) -> Transcript {
        let mut transcript = Transcript::default();
        for id in 1..=count {
            transcript.put(&format!("2026-01-01T00:00:{id:02}.000Z"), item(id));
        }
        transcript
    }

    fn ids(page: &Page) -> Vec<&str> {
        page.items.iter().filter_map(|item| item["Id"].as_str()).collect()
    }

    fn read(transcript: &Transcript, start: &Start, scan: Scan, limit: usize) -> Page {
        transcript.page(start, scan, limit, |_| true).expect("the start is known")
    }

    #[test]
    fn pages_backward_meet_without_gap_or_repetition() {
        let transcript = transcript_of(5);
        let first = read(&transcript, &Start::Edge, Scan::Backward, 2);
        assert_eq!(ids(&first), ["i5", "i4"]);
        let beyond = Start::Beyond(first.more.expect("three older items are left"));
        let second = read(&transcript, &beyond, Scan::Backward, 3);
        assert_eq!(ids(&second), ["i3", "i2", "i1"]);
        assert!(second.more.is_none());
    }

    #[test]
    fn a_page_starts_at_the_item_it_names() {
        let transcript = transcript_of(4);
        let from_id = read(&transcript, &Start::Id("i3".into()), Scan::Forward, 9);
        assert_eq!(ids(&from_id), ["i3", "i4"]);
        let time = Start::AbsoluteTime("2026-01-01T00:00:02.000Z".into());
        assert_eq!(ids(&read(&transcript, &time, Scan::Backward, 9)), ["i2", "i1"]);
        let recent = read(&transcript, &Start::MostRecent(2), Scan::Forward, 9);
        assert_eq!(ids(&recent), ["i3", "i4"]);
        assert!(transcript.page(&Start::Id("none".into()), Scan::Forward, 9, |_| true).is_none());
    }

    #[test]
    fn a_repeated_id_replaces_the_item_where_it_stood() {
        let mut transcript = transcript_of(3);
        let mut changed = item(2);
        changed.insert("Content".into(), "new".into());
        transcript.put("2026-01-01T00:00:09.000Z", changed);
        let page = read(&transcript, &Start::Edge, Scan::Forward, 9);
        assert_eq!(ids(&page), ["i1", "i2", "i3"]);
        assert_eq!(page.items[1]["Content"], json!("new"));
    }
}
