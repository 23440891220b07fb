//! All sessions of a page.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::{Rc, Weak};

use wasm_bindgen::JsValue;

use super::call::{Answer, Call};
use super::page_side::PageSide;
use super::session::{Inner, customer_details};
use super::{ChatDetails, ChatError, ChatSession, Event, SessionOptions};
use crate::event::EventKind;
use crate::ids::{CallId, IdMap, SessionId};
use crate::payload::Payload;
use crate::web::Client;
use crate::wire::Field as F;

/// The number of a customer's session at the core's door.
const CUSTOMER: u8 = 1;
/// More than any level of the log has: nobody listens.
const NO_LOG: f64 = 255.0;
/// How long receipts are collected, in milliseconds.
const RECEIPTS_THROTTLE: f64 = 5_000.0;

/// Settings of all sessions.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Base URL of the Participant Service instead of the region's own: a local service, a proxy.
    pub endpoint: Option<String>,
}

/// All chat sessions of a page. One for each page: sessions share connections and what is known of the network.
///
/// Clones are the same client. Sessions keep it alive.
#[derive(Clone)]
pub struct ChatClient(Rc<Shared>);

/// What the client, its sessions and the page's side share.
pub(super) struct Shared {
    // Dropped first: it stops what may call the page's side.
    client: Client,
    sessions: RefCell<IdMap<SessionId, Weak<Inner>>>,
    calls: RefCell<IdMap<CallId, Rc<RefCell<Answer>>>>,
    last_call: Cell<u32>,
    _page_side: PageSide,
}

impl ChatClient {
    /// A client without sessions.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let shared = Rc::new_cyclic(|shared| {
            let (page_side, host) = PageSide::new(shared);
            Shared {
                client: Client::new(host),
                sessions: RefCell::default(),
                calls: RefCell::default(),
                last_call: Cell::new(0),
                _page_side: page_side,
            }
        });
        shared.client.configure(
            JsValue::object()
                .with(F::logLevel, JsValue::from_number(NO_LOG))
                .with_present(
                    F::endpoint,
                    settings.endpoint.as_deref().map_or_else(JsValue::absent, JsValue::from_text),
                )
                .with(F::userAgent, JsValue::from_text(concat!("amazon-connect-chat-wasm/", env!("CARGO_PKG_VERSION"))))
                .with(F::receiptsEnabled, JsValue::from_bool(true))
                .with(F::receiptsThrottle, JsValue::from_number(RECEIPTS_THROTTLE)),
        );
        ChatClient(shared)
    }

    /// Makes a customer's session. Nothing is sent before [`ChatSession::connect`].
    ///
    /// `handler` gets every event of the session, in order, each in a task after the one in which it happened. It may
    /// call the session. It is forgotten when the chat has ended or the session is dropped.
    pub fn create(
        &self,
        details: &ChatDetails,
        options: &SessionOptions,
        handler: impl Fn(&ChatSession, &Event) + 'static,
    ) -> ChatSession {
        let client = &self.0.client;
        let id = client.create(
            CUSTOMER,
            JsValue::from_text(&options.region),
            customer_details(details, options),
            JsValue::UNDEFINED,
        );
        if options.transcript {
            client.track_transcript(id);
        }
        let inner = Rc::new(Inner::new(Rc::clone(&self.0), id, handler));
        self.0.sessions.borrow_mut().insert(SessionId(id), Rc::downgrade(&inner));
        ChatSession(inner)
    }
}

impl fmt::Debug for ChatClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChatClient").field("sessions", &self.0.sessions.borrow().len()).finish()
    }
}

impl Shared {
    /// Starts a call: `start` gets its number, and gives why it cannot be made.
    pub(super) fn call(&self, start: impl FnOnce(&Client, u32) -> Result<(), ChatError>) -> Call {
        let number = self.last_call.get() + 1;
        self.last_call.set(number);
        let (call, answer) = Call::new();
        self.calls.borrow_mut().insert(CallId(number), answer);
        match start(&self.client, number) {
            Ok(()) => call,
            Err(error) => {
                self.calls.borrow_mut().remove(CallId(number));
                Call::refused(error)
            }
        }
    }

    /// The session is gone.
    pub(super) fn forget(&self, session: u32) {
        self.sessions.borrow_mut().remove(SessionId(session));
        self.client.dispose(session);
    }

    fn session(&self, session: u32) -> Option<ChatSession> {
        self.sessions.borrow().get(SessionId(session)).and_then(Weak::upgrade).map(ChatSession)
    }

    pub(super) fn settle(&self, call: u32, ok: bool, value: &JsValue) {
        let answer = self.calls.borrow_mut().remove(CallId(call));
        if let Some(answer) = answer {
            Answer::settle(&answer, if ok { Ok(value.clone()) } else { Err(ChatError::of(value)) });
        }
    }

    pub(super) fn raised(&self, session: u32, kind: u8, value: &JsValue) {
        if let Some(session) = self.session(session).filter(|_| kind == EventKind::TranscriptUpdated as u8) {
            session.0.newest_transcript.replace(value.clone());
        }
    }

    pub(super) fn dispatch(&self, session: u32, kind: u8, value: &JsValue) {
        let (Some(session), Some(kind)) = (self.session(session), EventKind::from_number(kind)) else { return };
        // Of the transcripts of one task the last one tells all.
        if kind != EventKind::TranscriptUpdated || *session.0.newest_transcript.borrow() == *value {
            session.handle(&Event { kind, value: value.clone() });
        }
    }

    pub(super) fn ended(&self, session: u32, over: bool) {
        if let Some(session) = self.session(session).filter(|_| over) {
            session.0.forget_handler();
        }
    }

    pub(super) fn told(&self, listener: u8, id: u32, what: u8, value: JsValue) {
        self.client.told(listener, id, what, value);
    }
}
