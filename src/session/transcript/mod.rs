//! The transcript that the page gets with `onTranscriptUpdated`: every message and event once, in the order
//! of time, with the page's own messages from the moment they are being sent.
//!
//! The list is an array on the page's side, its items are objects of the page; in here is only an index of
//! it. An item is listed as a copy, so that what handlers and callers were given is not changed behind
//! their backs. Later changes of a listed message are made in the listed object, as ChatJS does.

mod index;

use super::receipts::{FirstReceipt, ReceiptKind};
use crate::event::EventKind;
use crate::payload::Payload;
use crate::time::WallTime;
use crate::wire::content_type::event_kind;
use crate::wire::{Field as F, Term};

use index::{Index, Place, SENDING, UNKNOWN};

/// The transcript of one session.
pub(crate) struct Transcript<P> {
    /// The page's array: by time, the messages that are being sent last.
    items: P,
    /// Where each of them is.
    index: Index<P>,
    /// Cursor of the page before the oldest one fetched: null before the first, absent at the beginning
    /// of the chat.
    previous_token: P,
    /// How far back the page reached that brought the cursor.
    reached: Option<WallTime>,
}

/// What an item is to the transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// A message, an event, an attachment: it is listed.
    Listed,
    /// It changes the status of a message.
    Receipt,
    /// It is of the moment.
    Typing,
}

impl Family {
    fn of<P: Payload>(item: &P) -> Self {
        if matches!(item.term_of(F::Type), Some(Term::MessageMetadata | Term::OtherMessageMetadata)) {
            return Family::Receipt;
        }
        match event_kind(item.term_of(F::ContentType)) {
            EventKind::IncomingReadReceipt | EventKind::IncomingDeliveredReceipt => Family::Receipt,
            EventKind::IncomingTyping => Family::Typing,
            _ => Family::Listed,
        }
    }
}

impl<P: Payload> Default for Transcript<P> {
    fn default() -> Self {
        Transcript { items: P::array(), index: Index::default(), previous_token: P::null(), reached: None }
    }
}

impl<P: Payload> Transcript<P> {
    /// Lists a message that is being sent, under a temporary id that no other item has.
    pub(crate) fn begin_send(&mut self, temporary_id: &P, role: Term, content_type: P, content: P) {
        let id = temporary_id;
        let metadata = P::object().with(F::MessageId, id.clone()).with(F::Status, P::from_term(Term::Sending));
        let item = P::object()
            .with(F::Id, id.clone())
            .with(F::ContentType, content_type)
            .with(F::Content, content)
            .with(F::Type, P::from_term(Term::Message))
            .with(F::ParticipantRole, P::from_term(role))
            .with(F::AbsoluteTime, P::from_text(""))
            .with(F::MessageMetadata, metadata);
        let position = self.index.insert(temporary_id, SENDING, Place::Last);
        self.items.insert(position, item);
    }

    /// The service accepted a message: it gets the id of the service's response, and its place in time.
    /// The time that the page sees stays empty until the item itself comes. When it came first, it stays,
    /// and the temporary one goes. A response without an id changes nothing.
    pub(crate) fn sent(&mut self, temporary_id: &P, response: &P) {
        let (Some(position), Some(id)) = (self.index.find(temporary_id), id_of(response)) else { return };
        if self.index.find(&id).is_some() {
            self.items.remove(position);
            self.index.remove(temporary_id);
            self.raise_status(&id, Term::Sent);
        } else {
            let mut item = self.items.at(position);
            item.set(F::Id, id.clone());
            set_metadata(&mut item, F::MessageId, id.clone());
            set_metadata(&mut item, F::Status, P::from_term(Term::Sent));
            let time = time_of(response).unwrap_or_else(|| self.index.last_time());
            self.index.rename(temporary_id, &id);
            self.put(position, time, Place::Last, item);
        }
    }

    /// A message could not be sent. `now` is the time that it gets, in the service's form. It stays
    /// behind everything that was there before, whatever the machine's clock says.
    pub(crate) fn failed(&mut self, temporary_id: &P, now: P) {
        let Some(position) = self.index.find(temporary_id) else { return };
        let mut item = self.items.at(position);
        let last = self.index.last_time();
        let time = now.wall_time().map_or(last, |now| now.max(last));
        set_metadata(&mut item, F::Status, P::from_term(Term::Failed));
        item.set(F::AbsoluteTime, now);
        self.put(position, time, Place::Last, item);
    }

    /// A message is not to be sent after all: it goes.
    #[cfg(feature = "reliable")]
    pub(crate) fn withdraw(&mut self, temporary_id: &P) {
        if let Some(position) = self.index.remove(temporary_id) {
            self.items.remove(position);
        }
    }

    /// Takes in an item that has been delivered to the page, in the form in which it was delivered.
    /// Returns whether anything has changed. Items without an id change nothing.
    pub(crate) fn incoming(&mut self, item: &P) -> bool {
        let Some(id) = id_of(item) else { return false };
        match Family::of(item) {
            Family::Receipt => self.apply_receipt(item, None),
            Family::Typing => false,
            Family::Listed => {
                self.list(&id, item, time_of(item), self.index.last_time(), Place::Last);
                true
            }
        }
    }

    /// Takes in a page that was fetched: its items in either order, and the cursor of the next one.
    ///
    /// `participant_id` is this session's participant, whose own receipts change nothing.
    pub(crate) fn page(&mut self, items: &P, next_token: P, backward: bool, participant_id: &P) {
        let count = items.len();
        let time_at = |index| time_of(&items.at(index));
        let ends = (time_at(0), time_at(count.saturating_sub(1)));
        let is_descending = matches!(ends, (Some(first), Some(last)) if first > last);
        let mut oldest = SENDING;
        let mut previous: Option<usize> = None;
        for step in 0..count {
            let item = items.at(if is_descending { count - 1 - step } else { step });
            let time = time_of(&item);
            oldest = oldest.min(time.unwrap_or(SENDING));
            match (Family::of(&item), id_of(&item)) {
                (Family::Receipt, _) => {
                    self.apply_receipt(&item, Some(participant_id));
                }
                (Family::Listed, Some(id)) => {
                    let before = previous.map(|number| self.index.time(number));
                    // Among items of one time the service's order counts. Where the page begins within
                    // such a time, the direction tells on which side of the others it lies.
                    let place = match previous {
                        Some(number) if time.is_none() || time == before => Place::After(number),
                        None if !backward => Place::Last,
                        _ => Place::First,
                    };
                    let position = self.list(&id, &item, time, before.unwrap_or(UNKNOWN), place);
                    previous = self.index.number(position);
                }
                _ => {}
            }
        }
        // The newest page, fetched again after a reconnect, does not set the paging back.
        if backward && (count == 0 || self.reached.is_none_or(|reached| oldest <= reached)) {
            self.previous_token = next_token;
            self.reached = if count == 0 { self.reached } else { Some(oldest) };
        }
    }

    /// The cursor of the page before the oldest one: absent before the first page, `None` at the contact's beginning.
    pub(crate) fn previous(&self) -> Option<P> {
        let at_the_beginning = self.previous_token.is_absent() && self.reached.is_some();
        (!at_the_beginning).then(|| self.previous_token.clone())
    }

    /// What the page gets: `{transcript, previousTranscriptNextToken}`. The array is the list itself: whoever gives
    /// it to a page gives a copy, one for all changes of a task, and so an item costs no more in a long transcript.
    pub(crate) fn snapshot(&self) -> P {
        P::object()
            .with(F::transcript, self.items.clone())
            .with(F::previousTranscriptNextToken, self.previous_token.clone())
    }

    /// Lists an item, or puts it in the place of the one with its id. `otherwise` is the time of a new
    /// item that has none. Returns the item's position.
    fn list(&mut self, id: &P, item: &P, time: Option<WallTime>, otherwise: WallTime, place: Place) -> usize {
        let mut copy = item.shallow_copy().with(F::serializedContent, item.to_json());
        let Some(position) = self.index.find(id) else {
            let position = self.index.insert(id, time.unwrap_or(otherwise), place);
            self.items.insert(position, copy);
            return position;
        };
        keep_status(&self.items.at(position), &mut copy);
        let time = time.or_else(|| self.index.number(position).map(|number| self.index.time(number)));
        self.put(position, time.unwrap_or(otherwise), place, copy)
    }

    /// Puts an item in the place of the one at `position`, and moves it if its time is another one.
    fn put(&mut self, position: usize, time: WallTime, place: Place, item: P) -> usize {
        let moved = self.index.retime(position, time, place);
        if moved == position {
            self.items.replace(position, item);
        } else {
            self.items.remove(position);
            self.items.insert(moved, item);
        }
        moved
    }

    fn apply_receipt(&mut self, item: &P, own_participant: Option<&P>) -> bool {
        let Some(receipt) = FirstReceipt::of(item) else { return false };
        if Some(&receipt.recipient) == own_participant {
            return false;
        }
        let status = match receipt.kind {
            ReceiptKind::Delivered => Term::Delivered,
            ReceiptKind::Read => Term::Read,
        };
        self.raise_status(&receipt.message_id, status)
    }

    /// Raises the status of a message; it never goes back.
    fn raise_status(&mut self, id: &P, status: Term) -> bool {
        let Some(position) = self.index.find(id) else { return false };
        let mut item = self.items.at(position);
        let reached = item.get(F::MessageMetadata).term_of(F::Status);
        let is_message = item.term_of(F::Type) == Some(Term::Message);
        if !is_message || rank(reached) >= rank(Some(status)) {
            return false;
        }
        set_metadata(&mut item, F::Status, P::from_term(status));
        self.items.replace(position, item);
        true
    }
}

/// Gives an item the status of the one that it replaces. The service's items have none of their own.
fn keep_status<P: Payload>(old: &P, new: &mut P) {
    let metadata = old.get(F::MessageMetadata);
    let status = metadata.get(F::Status);
    if status.is_absent() {
        return;
    }
    if new.get(F::MessageMetadata).is_absent() {
        new.set(F::MessageMetadata, metadata);
    } else {
        set_metadata(new, F::Status, status);
    }
}

/// Sets a member of an item's metadata. The metadata may be part of an item that the page was given: so
/// it is a copy that is changed.
fn set_metadata<P: Payload>(item: &mut P, field: F, value: P) {
    let metadata = item.get(F::MessageMetadata).or(P::object()).shallow_copy();
    item.set(F::MessageMetadata, metadata.with(field, value));
}

/// `SENDING` and `FAILED` are no steps: what follows them follows from a response, not from an item.
fn rank(status: Option<Term>) -> u8 {
    match status {
        Some(Term::Sent) => 1,
        Some(Term::Delivered) => 2,
        Some(Term::Read) => 3,
        _ => 0,
    }
}

fn id_of<P: Payload>(item: &P) -> Option<P> {
    Some(item.get(F::Id)).filter(|id| id.is_text() && id.truthy())
}

fn time_of<P: Payload>(item: &P) -> Option<WallTime> {
    item.get(F::AbsoluteTime).wall_time()
}

#[cfg(test)]
mod tests;
