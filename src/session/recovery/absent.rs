//! Recovery where the crate is built without the feature `reliable`: there is none, and the compiler leaves out
//! whatever asks for it.

use std::convert::Infallible;
use std::marker::PhantomData;

use crate::config::SessionDetails;
use crate::context::Context;
use crate::error::Failure;
use crate::payload::Payload;
use crate::session::Session;
use crate::time::Timestamp;

/// No session has one.
pub(crate) struct Recovery<P>(Infallible, PhantomData<P>);

impl<P: Payload> Recovery<P> {
    pub(crate) fn wanted(_: &SessionDetails<P>) -> Option<Self> {
        None
    }

    pub(crate) fn holds(&mut self, _: &P) -> bool {
        match self.0 {}
    }

    pub(crate) fn is_repeat(&mut self, _: &P) -> bool {
        match self.0 {}
    }

    pub(crate) fn poll_timeout(&self) -> Timestamp {
        match self.0 {}
    }

    pub(crate) fn stop(&mut self) {
        match self.0 {}
    }
}

impl<P: Payload> Session<P> {
    pub(super) fn recover(&mut self, _: &mut Context<P>) {}

    pub(super) fn recover_before_the_end(&mut self, cx: &mut Context<P>) {
        self.ended_meanwhile(cx);
    }

    pub(super) fn continue_recovery(&mut self, _: &mut Context<P>) {}

    pub(super) fn recovered(&mut self, _: &mut Context<P>, _: Result<P, Failure<P>>) {}
}
