//! Doing what the core wants, one output at a time.

use wasm_bindgen::prelude::*;

use super::driver::{Driver, PageSide};
use super::listener::Listener;
use super::{Socket, http, page};
use crate::event::{Event, EventData};
use crate::ids::{ConnectionId, RequestId, SessionId, SocketId};
use crate::io::{Input, Measure, Output, SocketEvent};
use crate::log::Statement;

impl Driver {
    pub(super) fn perform(&self, output: Output<JsValue>) {
        let host = &self.host;
        match output {
            Output::OpenSocket { id, url } => self.open_socket(id, &url.0),
            Output::SendText { id, text } => {
                if let Some(socket) = self.inner.borrow().sockets.get(id) {
                    socket.send(text);
                }
            }
            Output::CloseSocket { id, reason } => {
                let socket = self.inner.borrow_mut().sockets.remove(id);
                if let Some(socket) = socket {
                    socket.close(reason);
                }
            }
            Output::GiveUp(id) => drop(self.inner.borrow_mut().fetches.remove(id)),
            Output::Fetch { id, request } => {
                let fetch = http::send(&request, &Listener::Fetch.function(host, id.0));
                self.inner.borrow_mut().fetches.insert(id, fetch);
            }
            Output::AskToken { id, session } => self.ask_token(id, session),
            Output::AskNetwork => {
                let (probe, told) = {
                    let inner = self.inner.borrow();
                    (inner.network_probe.clone(), inner.signalled.clone())
                };
                page::ask_network(&probe, &told);
            }
            Output::Attach { connection, session } => self.attach(connection, session),
            Output::Detach { connection } => {
                let attached = self.inner.borrow_mut().attached.take_if(|(current, _)| *current == connection);
                drop(attached);
            }
            Output::Details { session, details } => host.connected(session.0, details),
            Output::Emit(event) => self.raise(event),
            Output::Settle { call, outcome } => match outcome {
                Ok(value) => host.settle(call.0, true, value),
                Err(failure) => host.settle(call.0, false, http::failure_value(&failure)),
            },
            Output::Log(statement) => {
                let Statement { session, level, source, text } = statement;
                host.log(session.0, level as u8, source as u8, text);
            }
            Output::Measure { session, name, measure } => match measure {
                Measure::Count(count) => host.metric(session.0, name, f64::from(count), None),
                Measure::Took(millis, failed) => host.metric(session.0, name, millis as f64, Some(failed)),
            },
            Output::Retired(session) => {
                let page_side = self.inner.borrow_mut().sessions.remove(session);
                drop(page_side);
            }
        }
    }

    /// The event's payload is made now, its delivery is a later task's.
    fn raise(&self, event: Event<JsValue>) {
        let data = match event.data {
            EventData::Item(item) => item,
            EventData::Nothing => JsValue::NULL,
            EventData::Connected(status) => JsValue::from_f64(f64::from(status as u8)),
            EventData::Reason(reason) => JsValue::from_str(reason.code()),
        };
        let payload = self.host.raise(event.session.0, event.kind as u8, data);
        let inner = &mut *self.inner.borrow_mut();
        inner.raised.push((event.session, event.kind, payload));
        if !inner.dispatch.is_armed() {
            inner.dispatch.arm(0.0);
        }
    }

    fn open_socket(&self, id: SocketId, url: &JsValue) {
        match Socket::open(url, &Listener::Socket.function(&self.host, id.0)) {
            Some(socket) => self.inner.borrow_mut().sockets.insert(id, socket),
            None => self.input(Input::Socket(id, SocketEvent::NotMade)),
        }
    }

    fn ask_token(&self, id: RequestId, session: SessionId) {
        let source = self.handed_over(session, |page_side| &page_side.token_source);
        page::ask_token(&source, &Listener::Token.function(&self.host, id.0));
    }

    fn attach(&self, connection: ConnectionId, session: SessionId) {
        let manager = self.handed_over(session, |page_side| &page_side.manager);
        let attached = page::attach(&manager, &Listener::Supplied.function(&self.host, connection.0));
        self.inner.borrow_mut().attached = Some((connection, attached));
    }

    /// What the page handed over for a session.
    fn handed_over(&self, session: SessionId, which: fn(&PageSide) -> &JsValue) -> JsValue {
        self.inner.borrow().sessions.get(session).map_or(JsValue::UNDEFINED, |page_side| which(page_side).clone())
    }
}
