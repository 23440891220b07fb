//! The shapes on the wire, without behaviour: names of members, known texts, content types, frames, and the
//! requests of the Participant Service. Nothing in here decides anything.

pub mod content_type;
mod field;
pub mod frame;
pub mod participant;
mod term;
mod texts;

pub use field::Field;
pub use term::Term;
