//! The moment in which two sockets are open: an item may come on both.

use crate::payload::Payload;

/// Items received while two sockets are open, so that the second copy of each can be dropped.
///
/// Only exact copies are, and only here: outside a handover the service may send an item again on
/// purpose (a longer chunk of a streamed message, an attachment that was approved).
#[derive(Debug, Default)]
pub(super) struct Handover {
    seen: Vec<u64>,
}

impl Handover {
    /// Whether this content came on the other socket already.
    pub(super) fn is_repeat<P: Payload>(&mut self, content: &P) -> bool {
        let Some(text) = content.text() else { return false };
        let digest = digest(&text);
        if self.seen.contains(&digest) {
            return true;
        }
        self.seen.push(digest);
        false
    }

    /// The handover is over, or another one begins.
    pub(super) fn clear(&mut self) {
        self.seen = Vec::new();
    }
}

/// FNV-1a: small, and 64 bits are plenty for the few items of a handover.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
