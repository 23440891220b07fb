//! Items from the service: whose they are, what they mean, in which order the page is told.

use super::partial::Partial;
use super::receipts::{FirstReceipt, ReceiptKind};
use super::{Phase, Session};
use crate::config::SessionKind;
use crate::context::Context;
use crate::event::{EventData, EventKind};
use crate::hub::Address;
use crate::payload::Payload;
use crate::wire::content_type::event_kind;
use crate::wire::{Field as F, Term};

/// Whether this item brings receipts and nothing else.
pub(super) fn is_metadata<P: Payload>(item: &P) -> bool {
    item.term_of(F::Type) == Some(Term::MessageMetadata)
}

impl<P: Payload> Session<P> {
    /// Takes an item of the connection, if it is one of this session's contact.
    pub(crate) fn handle_item(&mut self, cx: &mut Context<P>, item: &P, address: &Address<P>) {
        let is_metadata = is_metadata(item);
        if self.phase != Phase::Connected || !self.accepts(address, is_metadata) {
            return;
        }
        cx.count(self.id, "WebsocketIncomingMessage", 1);
        let waits = self.recovery.as_mut().is_some_and(|recovery| recovery.holds(item));
        if !waits {
            self.take_item(cx, item);
        }
    }

    /// Makes an event of an item that came or was fetched. Returns whether the page is told of it.
    pub(super) fn take_item(&mut self, cx: &mut Context<P>, item: &P) -> bool {
        let content_type = item.term_of(F::ContentType);
        let mut kind = event_kind(content_type);
        if is_metadata(item) || matches!(kind, EventKind::IncomingReadReceipt | EventKind::IncomingDeliveredReceipt) {
            // A receipt of this participant's own, or one that says nothing, is nobody's news.
            let Some(receipt) = FirstReceipt::of(item).filter(|receipt| !self.is_own(receipt)) else { return false };
            kind = match receipt.kind {
                ReceiptKind::Read => EventKind::IncomingReadReceipt,
                ReceiptKind::Delivered => EventKind::IncomingDeliveredReceipt,
            };
        }
        let item = match self.partial.incoming(item) {
            Partial::Whole => item.clone(),
            Partial::Deliver(stitched) => stitched,
            Partial::Drop => return false,
        };
        if self.recovery.as_mut().is_some_and(|recovery| recovery.is_repeat(&item)) {
            return false;
        }
        self.deliver(cx, kind, item);
        match content_type {
            Some(Term::ChatEnded) => self.end(cx),
            Some(Term::TransferSucceeded) if self.details.kind == SessionKind::Agent => self.leave(cx),
            _ => {}
        }
        true
    }

    /// The service refused the participant after a loss: the page gets the ended item that it missed.
    pub(super) fn ended_meanwhile(&mut self, cx: &mut Context<P>) {
        let item = P::object()
            .with(F::AbsoluteTime, P::from_text(""))
            .with(F::ContentType, P::from_term(Term::ChatEnded))
            .with(F::Id, P::from_text(""))
            .with(F::Type, P::from_term(Term::Event))
            .with(F::InitialContactId, P::from_text(""));
        self.deliver(cx, EventKind::IncomingMessage, item);
        self.end(cx);
    }

    /// Learns from a page of the transcript which receipts are known and which messages are complete.
    pub(super) fn rehydrate(&mut self, cx: &mut Context<P>, items: &P) {
        for item in (0..items.len()).map(|index| items.at(index)) {
            // Where items are recovered, each comes to the handlers however else the page may have got it.
            if self.recovery.is_none() {
                self.partial.rehydrate(&item);
            }
            if cx.config.receipts_enabled && is_metadata(&item) {
                self.receipts.rehydrate_from(&item, &self.details.participant_id);
            }
        }
    }

    fn accepts(&self, address: &Address<P>, is_metadata: bool) -> bool {
        address.initial_contact == self.details.initial_contact_id
            || address.contact == self.details.contact_id
            // A receipt that names no contact may be anybody's; one that names another contact is not ours.
            || (is_metadata && address.is_open())
    }

    fn is_own(&self, receipt: &FirstReceipt<P>) -> bool {
        receipt.recipient == self.details.participant_id
    }

    fn deliver(&mut self, cx: &mut Context<P>, kind: EventKind, item: P) {
        cx.emit(self.id, kind, EventData::Item(item.clone()));
        if let Some(transcript) = &mut self.transcript {
            transcript.incoming(&item);
            self.transcript_changed(cx);
        }
    }
}
