//! All sessions of a page, as its side has them.

use wasm_bindgen::JsValue;

use super::Host;
use super::driver::{Driver, PageSide};
use super::listener::Listener;
use crate::config::{SessionDetails, SessionKind};
use crate::error::Misuse;
use crate::hub::CallKind;
use crate::ids::{CallId, SessionId};
use crate::payload::Payload;
use crate::wire::Field as F;

/// All chat sessions of a page.
pub struct Client {
    driver: Driver,
}

impl Client {
    /// A client without sessions. `host` is the page's side.
    #[must_use]
    pub fn new(host: Host) -> Client {
        Client { driver: Driver::new(host) }
    }

    /// Settings of all sessions; each call gives all of them.
    ///
    /// - `logLevel`: the least level (10 DEBUG … 50 ADVANCED_LOG) that any logger listens to; more for none.
    /// - `endpoint`: base URL of the Participant Service; absent: the region's own.
    /// - `userAgent`: value of the `x-amz-user-agent` header.
    /// - `receiptsEnabled`, `receiptsThrottle`: whether `sendEvent` sends receipts, and how long it
    ///   collects them, in milliseconds.
    /// - `isNetworkOnline`: the page's own word on the network, sync or async; absent: the browser's.
    pub fn configure(&self, settings: JsValue) {
        let inner = &mut *self.driver.inner.borrow_mut();
        let get = |field| Payload::get(&settings, field);
        let number = |field| get(field).number().unwrap_or_default();
        let config = inner.hub.config_mut();
        config.log_level = number(F::logLevel) as u8;
        config.endpoint = get(F::endpoint);
        config.user_agent = get(F::userAgent);
        config.receipts_enabled = get(F::receiptsEnabled).truthy();
        config.receipts_throttle = number(F::receiptsThrottle) as u64;
        inner.network_probe = get(F::isNetworkOnline);
        config.network_probe = !inner.network_probe.is_absent();
    }

    /// Makes a session and returns its handle.
    ///
    /// `kind`: 0 agent, 1 customer. `details`: `contactId`, `initialContactId`, `participantId`,
    /// `participantToken?`, `getConnectionToken?`, `recoverMissedMessages?`, `lastSeen?` (an item: recovery begins after
    /// it), `offlineQueue?` (how long a message may wait, in milliseconds), `queued?` (what an earlier life's
    /// `pending_messages` gave). `manager`: the page's own connection, or undefined.
    #[must_use]
    pub fn create(&self, kind: u8, region: JsValue, details: JsValue, manager: JsValue) -> u32 {
        let inner = &mut *self.driver.inner.borrow_mut();
        let number = (!manager.is_absent()).then(|| {
            let known = inner.managers.iter().position(|known| *known == manager);
            known.unwrap_or_else(|| {
                inner.managers.push(manager.clone());
                inner.managers.len() - 1
            }) as u32
        });
        let get = |field| Payload::get(&details, field);
        let session = inner.hub.create(SessionDetails {
            kind: if kind == 1 { SessionKind::Customer } else { SessionKind::Agent },
            region,
            contact_id: get(F::contactId),
            initial_contact_id: get(F::initialContactId),
            participant_id: get(F::participantId),
            participant_token: get(F::participantToken),
            manager: number,
            recover: get(F::recoverMissedMessages).truthy(),
            last_seen: get(F::lastSeen),
            offline_queue: get(F::offlineQueue).number().map(|millis| millis as u64),
            queued: get(F::queued),
        });
        let token_source = get(F::getConnectionToken);
        inner.sessions.insert(session, PageSide { token_source, manager });
        session.0
    }

    /// Connects; settles under `call`. 0 for a call that came while connecting or connected, 1 for any other.
    #[must_use]
    pub fn connect(&self, session: u32, call: u32) -> u8 {
        self.driver.act(|hub, now| hub.connect(now, SessionId(session), CallId(call))).is_ok().into()
    }

    /// 0: a call that needs a connected participant may be made. 1: not connected yet. 2: the chat ended.
    #[must_use]
    pub fn guard(&self, session: u32) -> u8 {
        match self.driver.inner.borrow().hub.guard(SessionId(session)) {
            Ok(()) => 0,
            Err(Misuse::NotConnected) => 1,
            Err(_) => 2,
        }
    }

    /// Starts a call; it settles under `call`. `operation` is the number of a `CallKind`.
    pub fn call(&self, session: u32, call: u32, operation: u8, args: JsValue) {
        let Some(kind) = CallKind::from_number(operation) else { return };
        // A session that was disposed of has settled its calls, and the page's side knows.
        let _ = self.driver.act(|hub, now| hub.call(now, SessionId(session), CallId(call), kind, &args));
    }

    /// Starts keeping the transcript of a session.
    pub fn track_transcript(&self, session: u32) {
        // A session that was disposed of has no transcript to keep.
        let _ = self.driver.inner.borrow_mut().hub.track_transcript(SessionId(session));
    }

    /// The messages in a session's outbox, oldest first: `{ id, message, contentType, state, expiresAt }` each.
    #[must_use]
    pub fn pending_messages(&self, session: u32) -> JsValue {
        let inner = &mut *self.driver.inner.borrow_mut();
        inner.hub.pending_messages(inner.clock.now(), SessionId(session))
    }

    /// What the session's connection is doing: the number of a `ConnectionStatus`.
    #[must_use]
    pub fn status(&self, session: u32) -> u8 {
        self.driver.inner.borrow().hub.status(SessionId(session)) as u8
    }

    /// Takes a session off its connection; calls go on working.
    pub fn break_connection(&self, session: u32) {
        // A session that was disposed of has no connection to leave.
        let _ = self.driver.act(|hub, now| hub.break_connection(now, SessionId(session)));
    }

    /// Something happened of which a function of the host's `listener` was told.
    pub fn told(&self, listener: u8, id: u32, what: u8, value: JsValue) {
        let Some(listener) = Listener::from_number(listener) else { return };
        self.driver.told(listener, id, what, value);
    }

    /// Lets go of a session: nothing is armed, sent or told for it afterwards.
    pub fn dispose(&self, session: u32) {
        self.driver.act(|hub, now| hub.dispose(now, SessionId(session)));
    }
}
