//! An end has a true reason, and after it there is nothing.

use super::{Checks, Known, Stage, violated};
use amazon_connect_chat_wasm::event::Reason;
use amazon_connect_chat_wasm::ids::SessionId;

/// What the core was told that may end something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cause {
    /// Nothing of the kind.
    #[default]
    Nothing,
    /// The item that ends a contact.
    EndedItem,
    /// Connection details were refused, with this status.
    Refused(u16),
    /// An answer to a request for connection details without any, or with a URL that cannot be used.
    Unusable,
    /// The browser made no socket.
    NotMade,
    /// The connection that the page supplied failed, or another one took its place.
    Supplied,
}

impl Cause {
    /// `after_loss`: the page was told of a loss before.
    pub(super) fn explains_break(self, reason: Reason, after_loss: bool) {
        let explained = match reason {
            // Whoever is refused on the way back has been disconnected: that is an end, not a break.
            Reason::DetailsRefused if self == Cause::Refused(403) => !after_loss,
            Reason::DetailsRefused => matches!(self, Cause::Refused(_) | Cause::Unusable),
            Reason::InvalidUrl => self == Cause::Unusable,
            Reason::SocketNotMade => self == Cause::NotMade,
            Reason::Supplied | Reason::Replaced => self == Cause::Supplied,
            _ => false,
        };
        if !explained {
            violated!("an end has a true reason", "broken because of {}, but what happened is {self:?}", reason.code());
        }
    }

    pub(super) fn explains_end(self) {
        if !matches!(self, Cause::EndedItem | Cause::Refused(403)) {
            violated!("an end has a true reason", "ended, but what happened is {self:?}");
        }
    }
}

impl Checks {
    /// A session sends a request.
    pub fn sends(&mut self, session: SessionId, operation: &str) {
        let Some(known) = self.sessions.get_mut(&session) else { return };
        match known.stage {
            Stage::Off | Stage::On => {}
            Stage::Ended if known.allowance > 0 => known.allowance -= 1,
            Stage::Ended | Stage::Disposed => {
                violated!("nothing after the end", "session {} sends a request for {operation}", session.0)
            }
        }
    }

    /// Whether any session of this contact is on its way or on a connection.
    pub fn wants_socket(&self, contact: usize) -> bool {
        let connects = |call| self.unsettled.contains_key(&call);
        let wants = |known: &Known| known.stage == Stage::On || known.connecting.is_some_and(connects);
        self.sessions.values().any(|known| known.contact == contact && wants(known))
    }
}
