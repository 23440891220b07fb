//! The outbox where the crate is built without the feature `reliable`: there is none, and the compiler leaves out
//! whatever asks for it.

use std::convert::Infallible;
use std::marker::PhantomData;

use super::Session;
use crate::config::SessionDetails;
use crate::context::Context;
use crate::error::{Failure, FailureKind};
use crate::ids::CallId;
use crate::payload::Payload;
use crate::time::{Now, Timestamp};

/// No session has one.
pub(super) struct Outbox<P>(Infallible, PhantomData<P>);

impl<P: Payload> Outbox<P> {
    pub(super) fn wanted(_: &SessionDetails<P>) -> Option<Self> {
        None
    }

    pub(super) fn poll_timeout(&self) -> Timestamp {
        match self.0 {}
    }
}

impl<P: Payload> Session<P> {
    pub(crate) fn pending_messages(&self, _: Now) -> P {
        P::array()
    }

    pub(super) fn queue_message(&mut self, _: &mut Context<P>, _: CallId, _: &P) {}

    pub(super) fn restore_outbox(&mut self, _: &mut Context<P>) {}

    pub(super) fn open_outbox(&mut self, _: &mut Context<P>) {}

    pub(super) fn hold_outbox(&mut self) {}

    pub(super) fn queued_answered(&mut self, _: &mut Context<P>, _: &P, _: Result<P, Failure<P>>) {}

    pub(super) fn run_outbox(&mut self, _: &mut Context<P>) {}

    pub(super) fn cancel_message(&mut self, cx: &mut Context<P>, call: CallId, _: &P) {
        cx.settle(call, Ok(P::from_bool(false)));
    }

    pub(super) fn queued_by(&self, _: CallId) -> Option<P> {
        None
    }

    pub(super) fn retry_message(&mut self, cx: &mut Context<P>, call: CallId, _: &P) {
        cx.settle(call, Err(Failure::worded(FailureKind::NoSuchMessage, "", "")));
    }

    pub(super) fn close_outbox(&mut self, _: &mut Context<P>) {}
}
