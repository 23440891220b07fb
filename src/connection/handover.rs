//! The moment in which two sockets are open: an item may come on both.

use crate::payload::Payload;

/// Items received while two sockets are open, so that the second copy of each can be dropped. It may
/// come when the first socket is closed already.
///
/// Only exact copies are, and only of these items: otherwise the service may send an item again on
/// purpose (a longer chunk of a streamed message, an attachment that was approved).
#[derive(Debug)]
pub(super) struct Handover<P> {
    seen: Vec<P>,
}

impl<P> Default for Handover<P> {
    fn default() -> Self {
        Handover { seen: Vec::new() }
    }
}

impl<P: Payload> Handover<P> {
    /// Whether this content came on the other socket already. `both_open`: a copy may still come.
    pub(super) fn is_repeat(&mut self, content: &P, both_open: bool) -> bool {
        if self.seen.contains(content) {
            return true;
        }
        if both_open && content.is_text() {
            self.seen.push(content.clone());
        }
        false
    }

    /// The handover is over, or another one begins.
    pub(super) fn clear(&mut self) {
        self.seen.clear();
    }
}
