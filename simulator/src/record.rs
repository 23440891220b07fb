//! The record of what came in and went out: requests, sockets, frames.
//!
//! Tests compare the wires of two libraries with it, so it holds headers and bodies as they came,
//! tokens included. It stays in memory and is only read through `GET /control/log`.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use parking_lot::Mutex;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::attachments::MAX_BYTES;
use crate::clock::WallTime;
use crate::error::ServiceError;
use crate::operation;
use crate::service::Service;

/// Requests kept; older ones are dropped and counted.
const MAX_REQUESTS: usize = 20_000;
/// Sockets kept; the oldest go first, with their frames.
const MAX_SOCKETS: usize = 20_000;
/// Frames kept, over all sockets; the oldest sockets lose theirs first.
const MAX_FRAMES: usize = 200_000;
/// Room for what surrounds the largest attachment in a request.
const BODY_SLACK: usize = 64 * 1024;

/// One HTTP request.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestEntry {
    seq: u64,
    time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_id: Option<String>,
    method: String,
    path: String,
    headers: Map<String, Value>,
    /// The body's text; `null` when it is not UTF-8 or belongs to an upload.
    body: Option<String>,
    body_bytes: usize,
    /// `null` until answered; stays so when the connection was broken or the client left.
    status: Option<u16>,
}

/// One accepted WebSocket.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct SocketEntry {
    id: u64,
    contact_id: String,
    opened_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    close_code: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    close_reason: Option<String>,
    frames: Vec<FrameEntry>,
}

/// One text frame.
#[derive(Clone, Serialize)]
struct FrameEntry {
    seq: u64,
    time: String,
    from: &'static str,
    text: String,
}

/// What `GET /control/log` answers.
#[derive(Serialize)]
pub struct Excerpt {
    requests: Vec<RequestEntry>,
    sockets: Vec<SocketEntry>,
    /// Handshakes refused.
    refused: usize,
    /// Requests and frames that no longer fit.
    dropped: u64,
}

/// The record since the start or the last reset. One sequence runs through requests and frames.
#[derive(Default)]
pub struct Log(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    seq: u64,
    requests: VecDeque<RequestEntry>,
    sockets: BTreeMap<u64, SocketEntry>,
    frames: usize,
    /// Contact of each refused handshake; `None` for a URL that names no contact.
    refused: Vec<Option<String>>,
    dropped: u64,
}

impl Log {
    /// What is on record, of one contact or of all.
    pub fn excerpt(&self, contact_id: Option<&str>) -> Excerpt {
        let entries = self.0.lock();
        let here = |id: Option<&str>| contact_id.is_none() || id == contact_id;
        Excerpt {
            requests: entries.requests.iter().filter(|r| here(r.contact_id.as_deref())).cloned().collect(),
            sockets: entries.sockets.values().filter(|s| here(Some(&s.contact_id))).cloned().collect(),
            refused: entries.refused.iter().filter(|id| here(id.as_deref())).count(),
            dropped: entries.dropped,
        }
    }

    /// Begins afresh; the sequence goes on.
    pub fn clear(&self) {
        let mut entries = self.0.lock();
        let seq = entries.seq;
        *entries = Entries { seq, ..Entries::default() };
    }

    /// Notes an accepted socket.
    pub fn socket_opened(&self, id: u64, contact_id: &str) {
        let entry = SocketEntry {
            id,
            contact_id: contact_id.to_owned(),
            opened_at: WallTime::now().to_string(),
            closed_at: None,
            close_code: None,
            close_reason: None,
            frames: Vec::new(),
        };
        let mut entries = self.0.lock();
        entries.sockets.insert(id, entry);
        if entries.sockets.len() > MAX_SOCKETS {
            entries.forget_oldest_socket();
        }
    }

    /// Notes the end of a socket.
    pub fn socket_closed(&self, id: u64, code: u16, reason: &str) {
        if let Some(socket) = self.0.lock().sockets.get_mut(&id) {
            socket.closed_at = Some(WallTime::now().to_string());
            socket.close_code = Some(code);
            socket.close_reason = Some(reason.to_owned());
        }
    }

    /// Notes a refused handshake.
    pub fn refused(&self, contact_id: Option<&str>) {
        self.0.lock().refused.push(contact_id.map(str::to_owned));
    }

    /// Notes a frame; `from` is `client` or `server`.
    pub fn frame(&self, socket_id: u64, from: &'static str, text: &str) {
        let mut entries = self.0.lock();
        let seq = entries.next_seq();
        let time = WallTime::now().to_string();
        if let Some(socket) = entries.sockets.get_mut(&socket_id) {
            socket.frames.push(FrameEntry { seq, time, from, text: text.to_owned() });
            entries.frames += 1;
            entries.forget_old_frames();
        }
    }

    fn request(&self, mut entry: RequestEntry) -> u64 {
        let mut entries = self.0.lock();
        let seq = entries.next_seq();
        entry.seq = seq;
        if entries.requests.len() == MAX_REQUESTS {
            entries.requests.pop_front();
            entries.dropped += 1;
        }
        entries.requests.push_back(entry);
        seq
    }

    fn answered(&self, seq: u64, status: u16) {
        let mut entries = self.0.lock();
        if let Ok(index) = entries.requests.binary_search_by_key(&seq, |entry| entry.seq) {
            entries.requests[index].status = Some(status);
        }
    }
}

impl Entries {
    fn next_seq(&mut self) -> u64 {
        self.seq += 1;
        self.seq
    }

    fn forget_oldest_socket(&mut self) {
        if let Some((_, oldest)) = self.sockets.pop_first() {
            self.frames -= oldest.frames.len();
            self.dropped += oldest.frames.len() as u64;
        }
    }

    fn forget_old_frames(&mut self) {
        if self.frames <= MAX_FRAMES {
            return;
        }
        if let Some(oldest) = self.sockets.values_mut().find(|socket| !socket.frames.is_empty()) {
            let forgotten = oldest.frames.len().div_ceil(2);
            oldest.frames.drain(..forgotten);
            self.frames -= forgotten;
            self.dropped += forgotten as u64;
        }
    }
}

/// Middleware: notes the calls that belong to an operation.
pub async fn note(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if operation::of_path(&path).is_none() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_BYTES + BODY_SLACK).await else {
        return ServiceError::validation("The request is too large").into_response();
    };
    let target = parts.uri.path_and_query().map_or(path.as_str(), |target| target.as_str());
    let seq = service.log.request(RequestEntry {
        seq: 0,
        time: WallTime::now().to_string(),
        contact_id: service.contact_of_request(&parts.headers, &path),
        method: parts.method.to_string(),
        path: target.to_owned(),
        headers: headers_of(&parts.headers),
        body: body_text(&path, &bytes),
        body_bytes: bytes.len(),
        status: None,
    });
    let method = parts.method.clone();
    let response = next.run(Request::from_parts(parts, Body::from(bytes))).await;
    if response.extensions().get::<Broken>().is_none() {
        service.log.answered(seq, response.status().as_u16());
    }
    if service.options.verbose {
        eprintln!("{method} {} {}", operation::without_secrets(&path), response.status().as_u16());
    }
    response
}

/// Marks an answer that never reaches the client because its connection is broken.
#[derive(Clone, Copy)]
pub struct Broken;

/// What stands in for an answer on a broken connection.
pub fn broken() -> Response {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Broken);
    response
}

fn headers_of(headers: &HeaderMap) -> Map<String, Value> {
    let mut all = Map::new();
    for name in headers.keys() {
        let values: Vec<_> =
            headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        all.insert(name.to_string(), values.join(", ").into());
    }
    all
}

fn body_text(path: &str, bytes: &Bytes) -> Option<String> {
    if operation::of_path(path) == Some("upload") {
        return None;
    }
    String::from_utf8(bytes.to_vec()).ok()
}
