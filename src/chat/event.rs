//! What a session tells, and the items of a chat.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use crate::event::EventKind;

/// Something that happened to a session.
#[derive(Clone, Debug)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    pub(super) value: JsValue,
}

impl Event {
    /// The item that came, for the kinds that one brings: a message, an event of the chat, a receipt.
    #[must_use]
    pub fn item(&self) -> Item {
        Item(self.value.clone())
    }

    /// Of [`EventKind::TranscriptUpdated`]: all items, the oldest first.
    #[must_use]
    pub fn transcript(&self) -> Vec<Item> {
        items_of(&self.value, "transcript")
    }

    /// Of [`EventKind::ConnectionLost`] and [`EventKind::ConnectionBroken`], and where one is known of
    /// [`EventKind::ConnectionStateChanged`]: why, as [`Reason::code`](crate::event::Reason::code) spells it.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        self.value.as_string().or_else(|| text_of(&self.value, "reason"))
    }

    /// Of [`EventKind::ConnectionStateChanged`]: `idle`, `connecting`, `connected`, `reconnecting`, `ended` or `failed`.
    #[must_use]
    pub fn state(&self) -> Option<String> {
        text_of(&self.value, "state")
    }

    /// What the event brought, as it came.
    #[must_use]
    pub fn value(&self) -> &JsValue {
        &self.value
    }
}

/// An item of a chat, as the service sent it.
#[derive(Clone, Debug)]
pub struct Item(JsValue);

impl Item {
    /// Identifier of the item.
    #[must_use]
    pub fn id(&self) -> Option<String> {
        self.text("Id")
    }

    /// What was said. None for events, and for messages that are attachments.
    #[must_use]
    pub fn content(&self) -> Option<String> {
        self.text("Content")
    }

    /// MIME type, for example `text/plain`, `text/markdown`, or the name of an event.
    #[must_use]
    pub fn content_type(&self) -> Option<String> {
        self.text("ContentType")
    }

    /// Who said it, as it is shown.
    #[must_use]
    pub fn display_name(&self) -> Option<String> {
        self.text("DisplayName")
    }

    /// `CUSTOMER`, `AGENT`, `SUPERVISOR`, `SYSTEM` or `CUSTOM_BOT`.
    #[must_use]
    pub fn role(&self) -> Option<String> {
        self.text("ParticipantRole")
    }

    /// When, in ISO 8601, UTC.
    #[must_use]
    pub fn time(&self) -> Option<String> {
        self.text("AbsoluteTime")
    }

    /// Any other member that is a text, by the name that the service gives it.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        text_of(&self.0, name)
    }

    /// The whole item.
    #[must_use]
    pub fn value(&self) -> &JsValue {
        &self.0
    }
}

/// A member of a page object; undefined where there is none, or no object.
fn member(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or_default()
}

pub(super) fn text_of(value: &JsValue, name: &str) -> Option<String> {
    member(value, name).as_string()
}

pub(super) fn number_of(value: &JsValue, name: &str) -> Option<f64> {
    member(value, name).as_f64()
}

pub(super) fn items_of(value: &JsValue, name: &str) -> Vec<Item> {
    Array::from(&member(value, name)).iter().map(Item).collect()
}
