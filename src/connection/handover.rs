//! The moment in which two sockets are open: an item may come on both.

use crate::payload::Payload;

/// Items received while two sockets are open, so that the second copy of each can be dropped. It may
/// come when the first socket is closed already.
///
/// Only exact copies are, and only of these items: otherwise the service may send an item again on
/// purpose (a longer chunk of a streamed message, an attachment that was approved).
#[derive(Debug, Default)]
pub(super) struct Handover {
    seen: Vec<u64>,
}

impl Handover {
    /// Whether this content came on the other socket already. `both_open`: a copy may still come.
    pub(super) fn is_repeat<P: Payload>(&mut self, content: &P, both_open: bool) -> bool {
        if !both_open && self.seen.is_empty() {
            return false;
        }
        let Some(text) = content.text() else { return false };
        let digest = digest(&text);
        if self.seen.contains(&digest) {
            return true;
        }
        if both_open {
            self.seen.push(digest);
        }
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
