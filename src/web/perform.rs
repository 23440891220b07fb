//! Doing what the core wants, one output at a time.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::callback::{Callback, callback};
use super::driver::Driver;
use super::{Host, Socket, http, page};
use crate::event::{Event, EventData};
use crate::ids::{ConnectionId, RequestId, SessionId, SocketId};
use crate::io::{Input, Measure, Output, SocketEvent, SuppliedEvent, TokenAnswer};
use crate::log::Statement;

#[wasm_bindgen(module = "/src/web/page.js")]
extern "C" {
    fn attach(manager: &JsValue, tell: &Function) -> Function;
}

/// Our listeners on the connection that the page supplied; removed on drop.
pub(super) struct Attachment {
    detach: Function,
    _tell: Callback,
}

impl Drop for Attachment {
    fn drop(&mut self) {
        // A manager whose unsubscribe functions throw is not ours to mend.
        let _ = self.detach.call0(&JsValue::UNDEFINED);
    }
}

impl Driver {
    pub(super) fn perform(&self, output: Output<JsValue>) {
        let host = self.0.borrow().host.clone();
        match output {
            Output::OpenSocket { id, url } => self.open_socket(&host, id, &url.0),
            Output::SendText { id, text } => {
                if let Some(socket) = self.0.borrow().sockets.get(id) {
                    socket.send(text);
                }
            }
            Output::CloseSocket { id, reason } => {
                let socket = self.0.borrow_mut().sockets.remove(id);
                if let Some(socket) = socket {
                    socket.close(reason);
                }
            }
            Output::Fetch { id, request } => {
                let back = self.way_back();
                let fetch = http::send(&request, &host, move |outcome| {
                    let Some(driver) = back.driver() else { return };
                    let done = driver.0.borrow_mut().fetches.remove(id);
                    driver.input(Input::Response(id, outcome));
                    drop(done);
                });
                self.0.borrow_mut().fetches.insert(id, fetch);
            }
            Output::AskToken { id, session } => self.ask_token(&host, id, session),
            Output::AskNetwork => {
                let (probe, told) = {
                    let inner = self.0.borrow();
                    (inner.network_probe.clone(), inner.network_told.clone())
                };
                page::ask_network(&probe, &told);
            }
            Output::Attach { connection, session } => self.attach(&host, connection, session),
            Output::Detach { connection } => {
                let attached = self.0.borrow_mut().attached.take_if(|(current, _)| *current == connection);
                drop(attached);
            }
            Output::Details { session, details } => host.connected(session.0, details),
            Output::Emit(event) => self.raise(&host, event),
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
                let page_side = self.0.borrow_mut().sessions.remove(session);
                drop(page_side);
            }
        }
    }

    /// The event's payload is made now, its delivery is a later task's.
    fn raise(&self, host: &Rc<Host>, event: Event<JsValue>) {
        let data = match event.data {
            EventData::Item(item) => item,
            EventData::Nothing => JsValue::NULL,
            EventData::Connected(status) => JsValue::from_f64(f64::from(status as u8)),
            EventData::Reason(reason) => JsValue::from_str(reason.code()),
        };
        let payload = host.raise(event.session.0, event.kind as u8, data);
        let inner = &mut *self.0.borrow_mut();
        inner.raised.push((event.session, event.kind, payload));
        if !inner.dispatch.is_armed() {
            inner.dispatch.arm(0.0);
        }
    }

    fn open_socket(&self, host: &Rc<Host>, id: SocketId, url: &str) {
        let back = self.way_back();
        let opened = Socket::open(url, host, move |event| {
            let Some(driver) = back.driver() else { return };
            let closed = matches!(event, SocketEvent::Closed { .. });
            let done = if closed { driver.0.borrow_mut().sockets.remove(id) } else { None };
            driver.input(Input::Socket(id, event));
            drop(done);
        });
        match opened {
            Ok(socket) => self.0.borrow_mut().sockets.insert(id, socket),
            Err(_) => self.input(Input::Socket(id, SocketEvent::NotMade)),
        }
    }

    fn ask_token(&self, host: &Rc<Host>, id: RequestId, session: SessionId) {
        let back = self.way_back();
        let (tell, guarded) = callback(host, move |what, answer| {
            let Some(driver) = back.driver() else { return };
            let done = driver.0.borrow_mut().questions.remove(id);
            let answer = match what {
                0 => TokenAnswer::Fulfilled(answer),
                1 => TokenAnswer::Rejected,
                _ => TokenAnswer::Failed(answer),
            };
            driver.input(Input::Token(id, answer));
            drop(done);
        });
        let source = {
            let inner = &mut *self.0.borrow_mut();
            inner.questions.insert(id, tell);
            inner.sessions.get(session).map_or(JsValue::UNDEFINED, |page_side| page_side.token_source.clone())
        };
        page::ask_token(&source, &guarded);
    }

    fn attach(&self, host: &Rc<Host>, connection: ConnectionId, session: SessionId) {
        let back = self.way_back();
        let (tell, guarded) = callback(host, move |what, frame| {
            let Some(driver) = back.driver() else { return };
            let event = match what {
                0 => SuppliedEvent::Gained,
                1 => SuppliedEvent::Lost,
                2 => SuppliedEvent::Failed,
                3 => SuppliedEvent::DeepHeartbeatSuccess,
                4 => SuppliedEvent::DeepHeartbeatFailure,
                _ => SuppliedEvent::Frame(frame),
            };
            driver.input(Input::Supplied(connection, event));
        });
        let manager = {
            let inner = self.0.borrow();
            inner.sessions.get(session).map_or(JsValue::UNDEFINED, |page_side| page_side.manager.clone())
        };
        let detach = attach(&manager, &guarded);
        self.0.borrow_mut().attached = Some((connection, Attachment { detach, _tell: tell }));
    }
}
