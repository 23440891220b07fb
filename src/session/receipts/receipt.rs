//! What a receipt says, in both directions.

use crate::payload::Payload;
use crate::wire::{Field as F, Term};

/// What a receipt says of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReceiptKind {
    /// It reached the participant.
    Delivered,
    /// The participant read it.
    Read,
}

impl ReceiptKind {
    /// The content type under which it is sent.
    pub(crate) fn content_type(self) -> Term {
        match self {
            ReceiptKind::Delivered => Term::MessageDelivered,
            ReceiptKind::Read => Term::MessageRead,
        }
    }
}

/// The first receipt in an item of the service. Further ones in the same item are not looked at, as in ChatJS.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FirstReceipt<P> {
    /// What it says.
    pub(crate) kind: ReceiptKind,
    /// Of which message; absent where it says none.
    pub(crate) message_id: P,
    /// Whom the message reached, or who read it; absent where it says nobody.
    pub(crate) recipient: P,
}

impl<P: Payload> FirstReceipt<P> {
    /// Reads it. `None` for an item without receipts, or with a receipt that has neither timestamp.
    pub(crate) fn of(item: &P) -> Option<Self> {
        let metadata = item.get(F::MessageMetadata);
        let receipt = metadata.get(F::Receipts).at(0);
        let kind = if receipt.get(F::ReadTimestamp).truthy() {
            ReceiptKind::Read
        } else if receipt.get(F::DeliveredTimestamp).truthy() {
            ReceiptKind::Delivered
        } else {
            return None;
        };
        let message_id = metadata.get(F::MessageId);
        Some(FirstReceipt { kind, message_id, recipient: receipt.get(F::RecipientParticipantId) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn item(receipts: Value) -> Value {
        json!({"Type": "MESSAGEMETADATA", "MessageMetadata": {"MessageId": "m", "Receipts": receipts}})
    }

    fn kind(receipts: Value) -> Option<ReceiptKind> {
        FirstReceipt::of(&item(receipts)).map(|receipt| receipt.kind)
    }

    #[test]
    fn a_read_timestamp_outweighs_a_delivered_one() {
        assert_eq!(kind(json!([{"DeliveredTimestamp": "t", "ReadTimestamp": "t"}])), Some(ReceiptKind::Read));
        assert_eq!(kind(json!([{"DeliveredTimestamp": "t", "ReadTimestamp": ""}])), Some(ReceiptKind::Delivered));
    }

    #[test]
    fn only_the_first_receipt_counts() {
        let receipts = json!([
            {"DeliveredTimestamp": "t", "RecipientParticipantId": "a"},
            {"ReadTimestamp": "t", "RecipientParticipantId": "b"},
        ]);
        let expected = FirstReceipt { kind: ReceiptKind::Delivered, message_id: json!("m"), recipient: json!("a") };
        assert_eq!(FirstReceipt::of(&item(receipts)), Some(expected));
    }

    #[test]
    fn an_item_that_says_neither_holds_no_receipt() {
        for receipts in [json!([{"RecipientParticipantId": "a"}]), json!([]), json!([null]), json!(null), json!("x")] {
            assert_eq!(kind(receipts.clone()), None, "{receipts}");
        }
        assert_eq!(FirstReceipt::of(&json!({"Type": "MESSAGEMETADATA"})), None);
    }
}
