//! Streamed messages: a bot's answer arrives in chunks under one id, and the page gets it as it grows.
//!
//! A chunk is an item of a `SYSTEM` participant whose metadata says whether the message is complete. Every
//! chunk that fits becomes an item with the text so far; the page replaces what it has under the same id.
//! The completed item carries the whole text, so that a lost chunk is healed by it: chunks that do not fit
//! are dropped until then.

use crate::payload::Payload;
use crate::wire::{Field as F, Term};

/// How many messages are remembered. A late chunk of an older one is taken for one that does not fit.
const CAPACITY: usize = 200;

/// What is to be done with an incoming item.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Partial<P> {
    /// It is no chunk but a whole item: deliver it as it is.
    Whole,
    /// Deliver this item in its place.
    Deliver(P),
    /// It adds nothing: deliver nothing.
    Drop,
}

/// The streamed messages of one session.
pub(crate) struct PartialMessages<P> {
    /// Oldest first. A plain list: few messages stream at a time, and they are the last ones.
    messages: Vec<Message<P>>,
}

struct Message<P> {
    id: P,
    progress: Progress<P>,
}

enum Progress<P> {
    /// More is to come.
    Growing {
        /// Number of the last chunk.
        number: f64,
        /// The text of all chunks.
        content: P,
        /// When the first chunk was sent.
        time: P,
    },
    /// Nothing more is to come. The text is not needed any more.
    Completed,
}

struct Chunk<P> {
    id: P,
    number: f64,
    is_completed: bool,
}

impl<P: Payload> Chunk<P> {
    fn of(item: &P) -> Option<Self> {
        // The metadata first: most items have none, and need no other look.
        let metadata = item.get(F::MessageMetadata);
        let completed = metadata.get(F::MessageCompleted);
        if completed.is_absent() {
            return None;
        }
        let is = |field, term| item.term_of(field) == Some(term);
        if !is(F::ParticipantRole, Term::System) || !is(F::Type, Term::Message) {
            return None;
        }
        let id = item.get(F::Id);
        id.is_text().then(|| Chunk {
            id,
            number: metadata.get(F::ChunkNumber).number().unwrap_or_default(),
            is_completed: completed.truthy(),
        })
    }

    /// The state of a message that begins with this chunk.
    fn begin(&self, item: &P) -> Progress<P> {
        if self.is_completed {
            return Progress::Completed;
        }
        let content = P::from_text("").joined(&item.get(F::Content));
        Progress::Growing { number: self.number, content, time: item.get(F::AbsoluteTime) }
    }
}

impl<P> Default for PartialMessages<P> {
    fn default() -> Self {
        PartialMessages { messages: Vec::new() }
    }
}

impl<P: Payload> PartialMessages<P> {
    /// Takes an incoming item in.
    pub(crate) fn incoming(&mut self, item: &P) -> Partial<P> {
        let Some(chunk) = Chunk::of(item) else { return Partial::Whole };
        let Some(message) = self.find(&chunk.id) else {
            if !chunk.is_completed && chunk.number != 1.0 {
                return Partial::Drop;
            }
            let progress = chunk.begin(item);
            let stitched = stitch(item, &progress);
            if self.messages.len() == CAPACITY {
                self.messages.remove(0);
            }
            self.messages.push(Message { id: chunk.id, progress });
            return Partial::Deliver(stitched);
        };
        match &mut message.progress {
            Progress::Growing { .. } if chunk.is_completed => message.progress = Progress::Completed,
            Progress::Growing { number, content, .. } if chunk.number == *number + 1.0 => {
                *number = chunk.number;
                *content = content.joined(&item.get(F::Content));
            }
            Progress::Growing { .. } | Progress::Completed => return Partial::Drop,
        }
        Partial::Deliver(stitch(item, &message.progress))
    }

    /// Takes an item of a fetched transcript in: when it is ahead of the chunks that have arrived, later
    /// chunks follow from it.
    pub(crate) fn rehydrate(&mut self, item: &P) {
        if self.messages.is_empty() {
            return;
        }
        let Some(chunk) = Chunk::of(item) else { return };
        if let Some(message) = self.find(&chunk.id)
            && let Progress::Growing { number, .. } = message.progress
            && (chunk.is_completed || chunk.number > number)
        {
            message.progress = chunk.begin(item);
        }
    }

    fn find(&mut self, id: &P) -> Option<&mut Message<P>> {
        self.messages.iter_mut().rev().find(|message| message.id == *id)
    }
}

/// The item as the page gets it: a copy with the text so far and the time of the first chunk. A completed
/// item brings its own.
fn stitch<P: Payload>(item: &P, progress: &Progress<P>) -> P {
    let copy = item.shallow_copy();
    match progress {
        Progress::Growing { content, time, .. } => {
            copy.with(F::Content, content.clone()).with_present(F::AbsoluteTime, time.clone())
        }
        Progress::Completed => copy.with(F::Content, P::from_text("").joined(&item.get(F::Content))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn chunks_in_order_grow_into_the_message() {
        let mut messages = PartialMessages::default();
        assert_eq!(deliver(&mut messages, &chunk(1, "Hel")), text("Hel", 1));
        assert_eq!(deliver(&mut messages, &chunk(2, "lo")), text("Hello", 1));
        assert_eq!(deliver(&mut messages, &chunk(3, "!")), text("Hello!", 1));
    }

    #[test]
    fn a_stitched_item_is_a_copy_of_the_last_chunk() {
        let mut messages = PartialMessages::default();
        messages.incoming(&chunk(1, "a"));
        let last = chunk(2, "b").with(F::ContactId, json!("c"));
        let Partial::Deliver(item) = messages.incoming(&last) else { panic!("it fits") };
        let mut expected = last.clone();
        expected["Content"] = json!("ab");
        expected["AbsoluteTime"] = chunk(1, "a")["AbsoluteTime"].clone();
        assert_eq!(item, expected);
        assert_eq!(last["Content"], json!("b"));
    }

    #[test]
    fn a_completed_item_brings_its_own_text_and_time() {
        let mut messages = PartialMessages::default();
        messages.incoming(&chunk(1, "Hel"));
        assert_eq!(deliver(&mut messages, &completed(4, "Hello!")), text("Hello!", 4));
        assert_eq!(messages.incoming(&completed(4, "Hello!")), Partial::Drop);
    }

    #[test]
    fn a_completed_item_needs_no_chunks() {
        let mut messages = PartialMessages::default();
        assert_eq!(deliver(&mut messages, &completed(3, "Hello!")), text("Hello!", 3));
    }

    #[test]
    fn a_message_is_invisible_without_its_first_chunk_until_it_is_complete() {
        let mut messages = PartialMessages::default();
        assert_eq!(messages.incoming(&chunk(2, "lo")), Partial::Drop);
        assert_eq!(messages.incoming(&chunk(3, "!")), Partial::Drop);
        assert_eq!(deliver(&mut messages, &completed(4, "Hello!")), text("Hello!", 4));
    }

    #[test]
    fn a_chunk_after_a_gap_is_dropped_and_the_next_that_fits_is_not() {
        let mut messages = PartialMessages::default();
        messages.incoming(&chunk(1, "a"));
        assert_eq!(messages.incoming(&chunk(3, "c")), Partial::Drop);
        assert_eq!(deliver(&mut messages, &chunk(2, "b")), text("ab", 1));
        assert_eq!(messages.incoming(&chunk(2, "b")), Partial::Drop);
        assert_eq!(messages.incoming(&chunk(1, "a")), Partial::Drop);
        assert_eq!(deliver(&mut messages, &chunk(3, "c")), text("abc", 1));
    }

    #[test]
    fn a_late_chunk_does_not_reopen_a_completed_message() {
        let mut messages = PartialMessages::default();
        messages.incoming(&chunk(1, "a"));
        messages.incoming(&completed(2, "ab"));
        assert_eq!(messages.incoming(&chunk(3, "c")), Partial::Drop);
        assert_eq!(messages.incoming(&chunk(1, "a")), Partial::Drop);
        messages.rehydrate(&chunk(3, "abc"));
        assert_eq!(messages.incoming(&chunk(4, "d")), Partial::Drop);
    }

    #[test]
    fn missing_content_counts_as_empty() {
        let without = |mut item: Value| {
            item.as_object_mut().expect("an object").remove("Content");
            item
        };
        let mut messages = PartialMessages::default();
        assert_eq!(deliver(&mut messages, &without(chunk(1, ""))), text("", 1));
        assert_eq!(deliver(&mut messages, &chunk(2, "b")), text("b", 1));
        assert_eq!(deliver(&mut messages, &without(chunk(3, ""))), text("b", 1));
        assert_eq!(deliver(&mut messages, &without(completed(4, ""))), text("", 4));
    }

    #[test]
    fn only_messages_of_the_system_that_say_whether_they_are_complete_are_chunks() {
        let mut messages = PartialMessages::default();
        for (field, value) in [
            (F::ParticipantRole, json!("AGENT")),
            (F::ParticipantRole, json!("CUSTOM_BOT")),
            (F::Type, json!("EVENT")),
            (F::MessageMetadata, json!({"MessageCompleted": null, "ChunkNumber": 1})),
            (F::MessageMetadata, json!({"ChunkNumber": 1})),
            (F::MessageMetadata, json!(null)),
        ] {
            let item = chunk(1, "a").with(field, value);
            assert_eq!(messages.incoming(&item), Partial::Whole, "{item}");
        }
        assert_ne!(messages.incoming(&chunk(1, "a").with(F::ContentType, json!("x/y"))), Partial::Whole);
    }

    #[test]
    fn messages_stream_side_by_side() {
        let mut messages = PartialMessages::default();
        let other = |number, text| chunk(number, text).with(F::Id, json!("other"));
        messages.incoming(&chunk(1, "a"));
        messages.incoming(&other(1, "x"));
        assert_eq!(deliver(&mut messages, &chunk(2, "b")).0, json!("ab"));
        assert_eq!(deliver(&mut messages, &other(2, "y")).0, json!("xy"));
    }

    #[test]
    fn later_chunks_follow_from_a_fetched_item_that_is_ahead() {
        let mut messages = PartialMessages::default();
        messages.incoming(&chunk(1, "a"));
        messages.rehydrate(&chunk(3, "abc"));
        assert_eq!(messages.incoming(&chunk(2, "b")), Partial::Drop);
        assert_eq!(deliver(&mut messages, &chunk(4, "d")), text("abcd", 3));
    }

    #[test]
    fn a_fetched_item_that_is_behind_takes_nothing_back() {
        let mut messages = PartialMessages::default();
        messages.incoming(&chunk(1, "a"));
        messages.incoming(&chunk(2, "b"));
        messages.rehydrate(&chunk(1, "a"));
        assert_eq!(deliver(&mut messages, &chunk(3, "c")), text("abc", 1));
    }

    #[test]
    fn a_fetched_item_begins_no_message() {
        let mut messages = PartialMessages::default();
        messages.rehydrate(&chunk(1, "a"));
        assert_eq!(messages.incoming(&chunk(2, "b")), Partial::Drop);
    }

    #[test]
    fn a_fetched_completed_item_completes_the_message() {
        let mut messages = PartialMessages::default();
        messages.incoming(&chunk(1, "a"));
        messages.incoming(&chunk(2, "b"));
        messages.rehydrate(&completed(2, "abc"));
        assert_eq!(messages.incoming(&chunk(3, "c")), Partial::Drop);
        assert_eq!(messages.incoming(&completed(3, "abc")), Partial::Drop);
    }

    #[test]
    fn the_oldest_message_is_forgotten_when_there_are_too_many() {
        let mut messages = PartialMessages::default();
        for number in 0..=CAPACITY {
            messages.incoming(&chunk(1, "a").with(F::Id, json!(number.to_string())));
        }
        assert_eq!(messages.messages.len(), CAPACITY);
        assert_eq!(messages.incoming(&chunk(2, "b").with(F::Id, json!("0"))), Partial::Drop);
        assert_eq!(deliver(&mut messages, &chunk(2, "b").with(F::Id, json!("1"))).0, json!("ab"));
    }

    fn chunk(number: u32, content: &str) -> Value {
        json!({
            "Id": "bot",
            "Type": "MESSAGE",
            "ParticipantRole": "SYSTEM",
            "Content": content,
            "AbsoluteTime": time(number),
            "MessageMetadata": {"MessageId": "bot", "MessageCompleted": false, "ChunkNumber": number},
        })
    }

    fn completed(number: u32, content: &str) -> Value {
        let mut item = chunk(number, content);
        item["MessageMetadata"]["MessageCompleted"] = json!(true);
        item
    }

    fn time(number: u32) -> String {
        format!("2024-01-01T00:00:0{number}.000Z")
    }

    /// Content and time of the item that is delivered.
    fn deliver(messages: &mut PartialMessages<Value>, item: &Value) -> (Value, Value) {
        match messages.incoming(item) {
            Partial::Deliver(item) => (item["Content"].clone(), item["AbsoluteTime"].clone()),
            other => panic!("{item} is {other:?}"),
        }
    }

    fn text(content: &str, number: u32) -> (Value, Value) {
        (json!(content), json!(time(number)))
    }
}
