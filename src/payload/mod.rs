//! What the core knows of a page object: almost nothing.
//!
//! A transcript item or a response body stays the object that the browser's `JSON.parse` made. The
//! core reads the handful of members that steer it and hands the object on, unknown members included;
//! no payload is ever copied into the module's memory. In the browser a `JsValue` implements this
//! trait (`web/value.rs`), natively a `serde_json::Value` does.

#[cfg(any(test, not(target_arch = "wasm32")))]
mod json;

use crate::time::WallTime;
use crate::wire::{Field, Term};

/// A value of the page or the service, held but not owned in the sense of its content.
///
/// Cloning copies the handle, not the object, where the platform knows handles (the browser).
///
/// What may be missing is a value, too, the absent one, as JavaScript has it: `a.get(x).get(y)` reads a
/// member of a member, and is absent where either is. (An `Option` of a handle is two terms, and passing
/// those around was a twentieth of the module.)
pub trait Payload: Clone + PartialEq {
    /// Parses this text as JSON. Absent if it is no text, or no JSON.
    #[must_use]
    fn parse(&self) -> Self;
    /// The member `field`; absent when there is none, when it is null, or when this is no object.
    #[must_use]
    fn get(&self, field: Field) -> Self;
    /// Element `index` of an array; absent past its end, for null, and for anything that is no array.
    #[must_use]
    fn at(&self, index: usize) -> Self;
    /// Whether this is the absent value, or null.
    fn is_absent(&self) -> bool;
    /// Number of elements of an array; 0 for anything else.
    fn len(&self) -> usize;
    /// Where an array first has an element that is equal to this one.
    fn position(&self, element: &Self) -> Option<usize>;
    /// The text, if this is one: a copy, for programs in Rust and for tests. The core has no use for it (see
    /// [`Payload::captured`]), so that the module has no way in for texts.
    fn text(&self) -> Option<String>;
    /// Whether this is a text.
    fn is_text(&self) -> bool;
    /// What the first group of a regular expression matches in this text; absent if nothing, or if this is no text.
    ///
    /// The platform reads the expression, which must mean the same to JavaScript and to the crate `regex-lite`.
    #[must_use]
    fn captured(&self, pattern: &str) -> Self;
    /// This text as one segment of a URL's path: everything but unreserved characters is escaped. Empty for an absent
    /// value.
    #[must_use]
    fn path_segment(&self) -> Self;
    /// A number of 53 bits for this text, which hardly any other text shares. An absent value counts as empty.
    fn digest(&self) -> u64;
    /// Which of the texts that the core knows this is.
    fn term(&self) -> Option<Term>;
    /// The number, if this is one.
    fn number(&self) -> Option<f64>;
    /// Truthiness as JavaScript has it.
    fn truthy(&self) -> bool;
    /// Whether this is an object and no array.
    fn is_object(&self) -> bool;
    /// The moment that this text (or number of milliseconds) names, read as JavaScript's `Date` reads it.
    fn wall_time(&self) -> Option<WallTime>;

    /// The absent value: `undefined` in the browser, null natively.
    fn absent() -> Self;
    /// The value `null`.
    fn null() -> Self;
    /// A new empty object.
    fn object() -> Self;
    /// A new empty array.
    fn array() -> Self;
    /// A new empty dictionary: values under keys that are texts, found at once however many there are.
    fn dictionary() -> Self;
    /// A text.
    fn from_text(text: &str) -> Self;
    /// A text that the core knows.
    fn from_term(term: Term) -> Self;
    /// A number.
    fn from_number(number: f64) -> Self;
    /// A truth value.
    fn from_bool(value: bool) -> Self;
    /// A moment as ISO 8601 text in UTC with milliseconds.
    fn from_wall_time(moment: WallTime) -> Self;
    /// What a dictionary has under a key; absent when there is nothing.
    #[must_use]
    fn entry(&self, key: &Self) -> Self;
    /// Puts something under a key of a dictionary. An absent value takes out what is there.
    fn set_entry(&mut self, key: &Self, value: Self);
    /// Sets a member of an object.
    fn set(&mut self, field: Field, value: Self);
    /// Inserts into an array before `index`.
    fn insert(&mut self, index: usize, value: Self);
    /// Replaces element `index` of an array.
    fn replace(&mut self, index: usize, value: Self);
    /// Removes element `index` of an array.
    fn remove(&mut self, index: usize);

    /// The texts of both, one after the other. An absent value counts as empty, a number as its digits.
    fn joined(&self, more: &Self) -> Self;
    /// A new object or array with the same members.
    fn shallow_copy(&self) -> Self;
    /// The same value without null members and elements, at every depth.
    fn compact(self) -> Self;
    /// The value as JSON text.
    fn to_json(&self) -> Self;

    /// Appends to an array.
    fn push(&mut self, value: Self) {
        self.insert(self.len(), value);
    }
    /// The same object with one member more, for building in one expression.
    #[must_use]
    fn with(mut self, field: Field, value: Self) -> Self {
        self.set(field, value);
        self
    }
    /// Like [`Payload::with`], but leaves the member out when the value is absent.
    #[must_use]
    fn with_present(mut self, field: Field, value: Self) -> Self {
        if !value.is_absent() {
            self.set(field, value);
        }
        self
    }
    /// The member `field` if it is a text.
    fn text_of(&self, field: Field) -> Option<String> {
        self.get(field).text()
    }
    /// Which of the texts that the core knows the member `field` is.
    fn term_of(&self, field: Field) -> Option<Term> {
        self.get(field).term()
    }
    /// Whether this is a text in which the first group of a regular expression matches something.
    fn matches(&self, pattern: &str) -> bool {
        !self.captured(pattern).is_absent()
    }
    /// The member `field`; absent unless it is truthy.
    #[must_use]
    fn truthy_of(&self, field: Field) -> Self {
        self.get(field).if_truthy()
    }
    /// This value; absent unless it is a text.
    #[must_use]
    fn if_text(self) -> Self {
        if self.is_text() { self } else { Self::absent() }
    }
    /// This value; absent unless it is truthy.
    #[must_use]
    fn if_truthy(self) -> Self {
        if self.truthy() { self } else { Self::absent() }
    }
    /// This value, or `other` when this one is absent.
    #[must_use]
    fn or(self, other: Self) -> Self {
        if self.is_absent() { other } else { self }
    }
    /// Whether the array has no elements.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
