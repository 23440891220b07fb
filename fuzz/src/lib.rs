//! What is fuzzed: bytes from outside, through the door of the core. Each target takes any bytes and panics if the core
//! does, or if something does not hold that must hold whatever comes.
//!
//! `tests/corpus.rs` replays the committed corpus through the same functions, without libFuzzer.

#[path = "../../tests/common/mod.rs"]
mod common;

use amazon_connect_chat_wasm::event::{EventData, EventKind};
use amazon_connect_chat_wasm::hub::CallKind;
use amazon_connect_chat_wasm::io::{Body, HttpResponse, LinkFault};
use common::{Answer, Chat, Handshake, Reply, message};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Inputs beyond this many lines say nothing new, and make a run slow.
const MOST_LINES: usize = 40;

/// Frames, one in each line, on the newest socket of a chat in a state that the first byte chooses.
pub fn frames(data: &[u8]) {
    let Some((state, data)) = data.split_first() else { return };
    let mut chat = match state % 4 {
        0 => Chat::connected(),
        1 => Chat::with_transcript(),
        2 => with_a_second_socket(Handshake::Accept),
        _ => with_a_second_socket(Handshake::Hang),
    };
    for text in lines(data) {
        let Some(socket) = chat.open_sockets().last().copied() else { break };
        chat.frame(socket, &text);
        chat.advance(300);
    }
    end(chat);
}

/// Items, one in each line: as they come on the socket, then together as a page of the transcript.
pub fn items(data: &[u8]) {
    let mut chat = Chat::with_transcript();
    for text in lines(data) {
        let before = chat.told.len();
        let Some(socket) = chat.open_sockets().last().copied() else { break };
        chat.frame(socket, &json!({"topic": "aws/chat", "content": text}).to_string());
        let told = chat.told[before..].iter().filter(|told| is_item(told.kind));
        assert!(told.count() <= 1, "an item reaches the page once");
    }
    let page: Vec<Value> = lines(data).filter_map(|text| serde_json::from_str(&text).ok()).collect();
    chat.service.plan("transcript", [Reply::Body(json!({"Transcript": page, "NextToken": "more"}))]);
    chat.get_transcript(json!({}));
    chat.send_message("hi");
    assert_unique(&chat);
    end(chat);
}

/// Bodies of the answers to CreateParticipantConnection, one in each line: the first for `connect()`, the others for
/// renewals and reconnects. A line that is no JSON is an answer that is none.
pub fn details(data: &[u8]) {
    let mut chat = Chat::new();
    let answers: Vec<Reply> = lines(data).map(|text| response(200, json!({}), &text)).collect();
    let connections = answers.len();
    chat.service.plan("connection", answers);
    for round in 0..connections {
        // Misuse where it is connected already, or has ended.
        let _ = chat.try_connect();
        if round % 2 == 0 && !chat.open_sockets().is_empty() {
            chat.lose_socket();
        }
        chat.requests.clear();
        chat.advance(60_000);
        // A URL that is refused twice is no use, a token that is about to expire is renewed after 30 s.
        assert!(chat.requests.len() <= 30, "{} requests in a minute", chat.requests.len());
        for socket in &chat.sockets {
            let safe = socket.url.starts_with("wss://") || socket.url.starts_with("ws://127.0.0.1:");
            assert!(safe, "a socket is opened at {}", socket.url);
        }
    }
    end(chat);
}

/// One answer to one call: the call's number, the status, the error's name, `Retry-After`, each in a line of its own,
/// and the body. It answers every attempt, and every request that follows from it.
pub fn answers(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut parts = text.splitn(5, '\n');
    let mut part = || parts.next().unwrap_or_default();
    let kind = CallKind::from_number(part().parse().unwrap_or(0)).unwrap_or(CallKind::SendMessage);
    let status = part().parse().unwrap_or(200).clamp(200, 599);
    let header = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    let headers = json!({"requestId": "request-1", "errorType": header(part()), "retryAfter": header(part())});
    let answer = response(status, headers, part());

    let mut chat = Chat::with_transcript();
    for path in PATHS {
        chat.service.always(path, answer.clone());
    }
    let call = chat.call(kind, arguments());
    chat.advance(120_000);
    assert!(chat.is_settled(call), "a call that was answered settles");
    // Three steps of an attachment, three attempts each.
    assert!(chat.requests.len() <= 9, "{} requests for one call", chat.requests.len());
    if let Err(failure) = chat.outcome(call) {
        assert!(!failure.to_string().is_empty());
    }
    assert_unique(&chat);
    end(chat);
}

/// Everything that calls and what follows from them ask for.
const PATHS: [&str; 13] = [
    "connection",
    "message",
    "event",
    "transcript",
    "start-attachment-upload",
    "upload",
    "complete-attachment-upload",
    "attachment",
    "download",
    "views/v",
    "authentication-url",
    "cancel-authentication",
    "disconnect",
];

/// Arguments that every call finds its own in.
fn arguments() -> Value {
    json!({
        "message": "hi", "contentType": common::content_type("message.read"), "content": r#"{"messageId":"1"}"#,
        "messageId": "1", "event": "read", "disableThrottle": true, "attachmentId": "a", "viewToken": "v",
        "attachment": {"name": "a", "size": 1, "type": "text/plain"}, "redirectUri": "r", "sessionId": "s",
    })
}

fn response(status: u16, headers: Value, body: &str) -> Reply {
    let body = match serde_json::from_str(body) {
        Ok(body) => Body::Value(body),
        Err(_) if body.is_empty() => Body::Empty,
        Err(error) => {
            let message = json!(error.to_string());
            Body::Unreadable(LinkFault { name: json!("SyntaxError"), message, native: json!({}) })
        }
    };
    Reply::Response(Box::new(HttpResponse { status, headers, body }))
}

/// A chat whose socket fell silent and which is opening another one, not subscribed yet.
fn with_a_second_socket(handshake: Handshake) -> Chat {
    let mut chat = Chat::connected();
    chat.service.heartbeat = Answer::Silence;
    chat.service.subscribe = Answer::Silence;
    chat.service.handshake = handshake;
    chat.advance(20_000);
    assert_eq!(chat.live_sockets().len(), 2);
    chat
}

fn lines(data: &[u8]) -> impl Iterator<Item = String> {
    data.split(|byte| *byte == b'\n').take(MOST_LINES).map(|line| String::from_utf8_lossy(line).into_owned())
}

fn is_item(kind: EventKind) -> bool {
    !matches!(
        kind,
        EventKind::TranscriptUpdated
            | EventKind::ChatEnded
            | EventKind::ConnectionEstablished
            | EventKind::ConnectionLost
            | EventKind::ConnectionBroken
            | EventKind::DeepHeartbeatSuccess
            | EventKind::DeepHeartbeatFailure
    )
}

/// No item is twice in the transcript that the page was last told.
fn assert_unique(chat: &Chat) {
    let updates = chat.told.iter().rev().filter(|told| told.kind == EventKind::TranscriptUpdated);
    let Some(EventData::Item(update)) = updates.map(|told| &told.data).next() else { return };
    let mut seen = BTreeSet::new();
    for item in update["transcript"].as_array().into_iter().flatten() {
        assert!(seen.insert(item["Id"].to_string()), "{} is in the transcript twice", item["Id"]);
    }
}

/// Whatever came, the chat goes on where it did not end, and when it is let go of, nothing is left of it.
fn end(mut chat: Chat) {
    chat.service.recover_all();
    if let Some(socket) = chat.open_sockets().last().copied() {
        let before = chat.told.len();
        chat.receive_on(socket, &message("the last one", "hello"));
        let last = &chat.told[before..];
        assert!(last.iter().any(|told| told.kind == EventKind::IncomingMessage), "an open socket delivers: {last:?}");
    }
    chat.advance(1_000);
    chat.dispose();
    assert_eq!(chat.unsettled(), []);
    assert_eq!((chat.hub.poll_timeout(), chat.live_sockets().len()), (None, 0));
}
