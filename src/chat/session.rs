//! One customer's session.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::JsValue;

use super::client::Shared;
use super::event::{items_of, text_of};
use super::{Call, Event, Item};
use crate::error::Misuse;
use crate::hub::CallKind;
use crate::payload::Payload;
use crate::wire::{Field as F, Term};

/// Who takes part in which chat: what StartChatContact gave the page's backend.
#[derive(Clone)]
pub struct ChatDetails {
    /// `ContactId`.
    pub contact_id: String,
    /// `ParticipantId`.
    pub participant_id: String,
    /// `ParticipantToken`, a secret.
    pub participant_token: String,
}

impl fmt::Debug for ChatDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChatDetails").field("contact_id", &self.contact_id).finish_non_exhaustive()
    }
}

/// How a session behaves. Nothing is on by default.
#[derive(Clone, Debug, Default)]
pub struct SessionOptions {
    /// AWS region of the contact, for example `us-west-2`.
    pub region: String,
    /// Keeps the transcript and tells its changes, as [`EventKind::TranscriptUpdated`](crate::event::EventKind).
    pub transcript: bool,
    /// Fetches what was missed while the connection was away, and delivers every item in order and once. Needs the
    /// feature `reliable`.
    pub recover_missed_messages: bool,
    /// How long a message that cannot be sent now waits for the connection; `None`: it fails. Needs the feature
    /// `reliable`.
    pub offline_queue: Option<Duration>,
}

/// A session of a customer. Clones are the same session; with the last one it lets go of everything.
#[derive(Clone)]
pub struct ChatSession(pub(super) Rc<Inner>);

/// A message that the service has accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentMessage {
    /// Identifier of the item that it became.
    pub id: Option<String>,
    /// When, in ISO 8601, UTC.
    pub time: Option<String>,
}

/// A part of the transcript.
#[derive(Clone, Debug)]
pub struct TranscriptPage {
    /// The items, the oldest first.
    pub items: Vec<Item>,
    /// What leads to the page before this one; `None` at the beginning of the chat.
    pub next_token: Option<String>,
}

type Handler = Rc<dyn Fn(&ChatSession, &Event)>;

pub(super) struct Inner {
    shared: Rc<Shared>,
    id: u32,
    handler: RefCell<Option<Handler>>,
    /// What the newest change of the transcript brought.
    pub(super) newest_transcript: RefCell<JsValue>,
}

impl Inner {
    pub(super) fn new(shared: Rc<Shared>, id: u32, handler: impl Fn(&ChatSession, &Event) + 'static) -> Self {
        Inner { shared, id, handler: RefCell::new(Some(Rc::new(handler))), newest_transcript: RefCell::default() }
    }

    /// No event comes any more. What the handler held may have been the last that held other things.
    pub(super) fn forget_handler(&self) {
        let handler = self.handler.borrow_mut().take();
        drop(handler);
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.shared.forget(self.id);
    }
}

impl ChatSession {
    /// Fetches connection details and opens the connection. The answer comes with the details, the first socket may
    /// open later; [`EventKind::ConnectionEstablished`](crate::event::EventKind) tells.
    ///
    /// Fails with [`Misuse::AlreadyConnected`] while connecting or connected. After a failure it may be called again.
    pub fn connect(&self) -> Call<()> {
        let Inner { shared, id, .. } = &*self.0;
        let call =
            shared.call(
                |client, call| {
                    if client.connect(*id, call) == 1 { Ok(()) } else { Err(Misuse::AlreadyConnected.into()) }
                },
            );
        call.reading(|_| ())
    }

    /// Says something, as `text/plain`.
    pub fn send_message(&self, text: &str) -> Call<SentMessage> {
        let args = JsValue::object()
            .with(F::message, JsValue::from_text(text))
            .with(F::contentType, JsValue::from_text("text/plain"));
        self.call(CallKind::SendMessage, &args)
            .reading(|answer| SentMessage { id: text_of(answer, "Id"), time: text_of(answer, "AbsoluteTime") })
    }

    /// Tells the others that this participant types. May be called on every key: the core throttles.
    pub fn send_typing(&self) -> Call<()> {
        let args = JsValue::object().with(F::contentType, JsValue::from_term(Term::Typing));
        self.call(CallKind::SendEvent, &args).reading(|_| ())
    }

    /// Tells the others that this participant has read a message.
    pub fn send_read_receipt(&self, message_id: &str) -> Call<()> {
        let args = JsValue::object()
            .with(F::event, JsValue::from_term(Term::ReceiptRead))
            .with(F::messageId, JsValue::from_text(message_id));
        self.call(CallKind::SendMessageReceipt, &args).reading(|_| ())
    }

    /// The newest items, or with a `next_token` those of the page that it leads to; at most 100.
    pub fn transcript(&self, most: u8, next_token: Option<&str>) -> Call<TranscriptPage> {
        let token = next_token.map_or_else(JsValue::absent, JsValue::from_text);
        let args =
            JsValue::object().with(F::maxResults, JsValue::from_number(most.into())).with_present(F::nextToken, token);
        self.call(CallKind::GetTranscript, &args).reading(|answer| TranscriptPage {
            items: items_of(answer, "Transcript"),
            next_token: text_of(answer, "NextToken"),
        })
    }

    /// Leaves the chat, which ends it.
    pub fn disconnect(&self) -> Call<()> {
        self.call(CallKind::DisconnectParticipant, &JsValue::object()).reading(|_| ())
    }

    /// Any call, with what [`CallKind`] lists as its arguments, members of a page object. The answer is the service's
    /// own object; for attachments a `Blob`, or a URL.
    ///
    /// Fails with [`Misuse::NotConnected`] before [`connect`](Self::connect) has succeeded, and for most kinds with
    /// [`Misuse::Ended`] after the end of the chat.
    pub fn call(&self, kind: CallKind, args: &JsValue) -> Call {
        let Inner { shared, id, .. } = &*self.0;
        shared.call(|client, call| {
            match client.guard(*id) {
                0 => {}
                1 => return Err(Misuse::NotConnected.into()),
                _ if kind.is_for_ended_chats() => {}
                _ => return Err(Misuse::Ended.into()),
            }
            client.call(*id, call, kind as u8, args.clone());
            Ok(())
        })
    }

    pub(super) fn handle(&self, event: &Event) {
        let handler = self.0.handler.borrow().clone();
        if let Some(handler) = handler {
            handler(self, event);
        }
    }
}

impl fmt::Debug for ChatSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChatSession").field("id", &self.0.id).finish_non_exhaustive()
    }
}

/// What the core makes a session of.
pub(super) fn customer_details(details: &ChatDetails, options: &SessionOptions) -> JsValue {
    let text = JsValue::from_text;
    let waits =
        options.offline_queue.map_or_else(JsValue::absent, |wait| JsValue::from_number(wait.as_millis() as f64));
    JsValue::object()
        .with(F::contactId, text(&details.contact_id))
        .with(F::initialContactId, text(&details.contact_id))
        .with(F::participantId, text(&details.participant_id))
        .with(F::participantToken, text(&details.participant_token))
        .with(F::recoverMissedMessages, JsValue::from_bool(options.recover_missed_messages))
        .with_present(F::offlineQueue, waits)
}
