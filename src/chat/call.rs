//! A call on its way to the service, as a future.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::JsValue;

use super::ChatError;

/// What a call gives in the end.
pub(super) type Outcome = Result<JsValue, ChatError>;

/// A call on its way. It was made when this was made: waiting for it gives the answer, and dropping it gives up the
/// answer alone.
#[derive(Debug)]
pub struct Call<T = JsValue> {
    answer: Rc<RefCell<Answer>>,
    read: fn(&JsValue) -> T,
}

/// Where the answer comes in.
#[derive(Debug, Default)]
pub(super) struct Answer {
    outcome: Option<Outcome>,
    waker: Option<Waker>,
}

impl Answer {
    /// The answer is there.
    pub(super) fn settle(answer: &RefCell<Answer>, outcome: Outcome) {
        let waker = {
            let answer = &mut *answer.borrow_mut();
            answer.outcome = Some(outcome);
            answer.waker.take()
        };
        // Whoever waits may ask at once, so nothing is borrowed here.
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Call {
    /// A call without an answer so far, and where that is to go.
    pub(super) fn new() -> (Self, Rc<RefCell<Answer>>) {
        let answer = Rc::default();
        (Call { answer: Rc::clone(&answer), read: JsValue::clone }, answer)
    }

    /// A call that failed before anything was sent.
    pub(super) fn refused(error: ChatError) -> Self {
        let (call, answer) = Call::new();
        Answer::settle(&answer, Err(error));
        call
    }

    /// The same call, whose answer `read` reads.
    pub(super) fn reading<T>(self, read: fn(&JsValue) -> T) -> Call<T> {
        Call { answer: self.answer, read }
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T, ChatError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = &mut *self.answer.borrow_mut();
        match answer.outcome.take() {
            Some(outcome) => Poll::Ready(outcome.map(|value| (self.read)(&value))),
            None => {
                answer.waker = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}
