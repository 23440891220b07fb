//! What every machine of the core is handed: the moment, the settings, chance, and the way out.

use std::rc::Rc;

use crate::config::Config;
use crate::error::Failure;
use crate::event::{Event, EventData, EventKind};
use crate::hub::Notice;
use crate::ids::{CallId, RequestId, SessionId, SocketId};
use crate::io::{HttpRequest, Measure, Output};
use crate::log::{Level, Source, Statement};
use crate::payload::Payload;
use crate::queue::Queue;
use crate::rng::Rng;
use crate::time::Now;

/// Handed down through every call, so that no machine holds a clock, a generator or a queue.
pub struct Context<P> {
    /// This input's moment.
    pub now: Now,
    /// The page's settings.
    pub config: Config<P>,
    /// Chance.
    pub rng: Rng,
    pub(crate) outputs: Queue<Output<P>>,
    /// What sessions and connections tell each other; the hub carries it over before it returns.
    pub(crate) notices: Queue<Notice<P>>,
    last_request: u32,
    last_socket: u32,
}

impl<P: Payload> Context<P> {
    pub(crate) fn new(config: Config<P>, rng: Rng, now: Now) -> Self {
        Context {
            now,
            config,
            rng,
            outputs: Queue::default(),
            notices: Queue::default(),
            last_request: 0,
            last_socket: 0,
        }
    }

    pub(crate) fn output(&mut self, output: Output<P>) {
        self.outputs.push(output);
    }

    pub(crate) fn notify(&mut self, notice: Notice<P>) {
        self.notices.push(notice);
    }

    pub(crate) fn settle(&mut self, call: CallId, outcome: Result<P, Failure<P>>) {
        self.output(Output::Settle { call, outcome });
    }

    pub(crate) fn emit(&mut self, session: SessionId, kind: EventKind, data: EventData<P>) {
        self.output(Output::Emit(Event { session, kind, data }));
    }

    pub(crate) fn count(&mut self, session: SessionId, name: &'static str, count: u32) {
        self.measure(session, name, Measure::Count(count));
    }

    pub(crate) fn measure(&mut self, session: SessionId, name: &'static str, measure: Measure) {
        self.output(Output::Measure { session, name, measure });
    }

    /// Sends a request; the response comes back to the session that waits for this number.
    pub(crate) fn fetch(&mut self, request: Rc<HttpRequest<P>>) -> RequestId {
        let id = self.next_request();
        self.output(Output::Fetch { id, request });
        id
    }

    /// Asks the page for the connection token of an agent's session.
    pub(crate) fn ask_token(&mut self, session: SessionId) -> RequestId {
        let id = self.next_request();
        self.output(Output::AskToken { id, session });
        id
    }

    fn next_request(&mut self) -> RequestId {
        self.last_request += 1;
        RequestId(self.last_request)
    }

    pub(crate) fn next_socket(&mut self) -> SocketId {
        self.last_socket += 1;
        SocketId(self.last_socket)
    }

    /// Whether a statement of this level would be read by anybody.
    pub(crate) fn is_logged(&self, level: Level) -> bool {
        level as u8 >= self.config.log_level
    }

    pub(crate) fn log(&mut self, session: SessionId, level: Level, source: Source, text: &'static str) {
        if self.is_logged(level) {
            self.output(Output::Log(Statement { session, level, source, text }));
        }
    }
}
