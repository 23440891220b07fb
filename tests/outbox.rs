//! Messages that wait for the connection: none lost, none doubled, in the order in which they were written.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::config::{Config, SessionDetails};
use amazon_connect_chat_wasm::error::FailureKind;
use amazon_connect_chat_wasm::hub::CallKind;
use amazon_connect_chat_wasm::ids::CallId;
use common::{Answer, Chat, Handshake, Reply, customer};
use serde_json::{Value, json};

const LIFETIME: u64 = 300_000;

fn connecting() -> Chat {
    Chat::with(Config::default(), SessionDetails { offline_queue: Some(LIFETIME), ..customer() }, 1)
}

fn connected() -> Chat {
    let mut chat = connecting();
    chat.connect();
    chat.forget_the_past();
    chat
}

/// A session whose connection is lost and does not come back.
fn cut_off() -> Chat {
    let mut chat = connected();
    chat.service.handshake = Handshake::Refuse;
    chat.lose_socket();
    chat
}

fn come_back(chat: &mut Chat) {
    chat.service.handshake = Handshake::Accept;
    chat.advance(30_000);
}

/// The texts that were sent, in order.
fn sent(chat: &Chat) -> Vec<String> {
    let texts =
        chat.requests_for("message").iter().map(|sent| sent.body()["Content"].as_str().map(str::to_owned)).collect();
    let texts: Option<Vec<_>> = texts;
    texts.expect("every message has a text")
}

fn pending(chat: &Chat) -> Vec<(String, String)> {
    let list = chat.world.hub.pending_messages(chat.world.now, chat.session);
    let text = |message: &Value, name: &str| message[name].as_str().unwrap_or_default().to_owned();
    list.as_array().expect("a list").iter().map(|message| (text(message, "message"), text(message, "state"))).collect()
}

fn first_id(chat: &Chat) -> Value {
    chat.world.hub.pending_messages(chat.world.now, chat.session)[0]["id"].clone()
}

fn failure(chat: &Chat, call: CallId) -> FailureKind {
    chat.outcome(call).as_ref().expect_err("the message was not sent").kind
}

#[test]
fn with_a_connection_a_message_is_sent_at_once() {
    let mut chat = connected();
    let call = chat.send_message("one");
    assert!(chat.outcome(call).is_ok());
    assert_eq!(pending(&chat), []);
}

#[test]
fn it_waits_for_the_subscription_without_which_its_echo_would_be_missed() {
    let mut chat = connected();
    chat.service.subscribe = Answer::Silence;
    chat.lose_socket();
    let call = chat.send_message("one");
    assert_eq!(sent(&chat), [""; 0], "the socket is open, and carries no chat yet");
    chat.service.subscribe = Answer::Yes;
    chat.advance(1_000);
    assert!(chat.outcome(call).is_ok());
    assert_eq!(sent(&chat), ["one"]);
}

#[test]
fn without_one_it_waits_and_is_sent_in_order() {
    let mut chat = cut_off();
    let calls = ["one", "two", "three"].map(|text| chat.send_message(text));
    assert_eq!(sent(&chat), [""; 0]);
    assert_eq!(pending(&chat).len(), 3);
    come_back(&mut chat);
    assert_eq!(sent(&chat), ["one", "two", "three"]);
    assert!(calls.iter().all(|call| chat.outcome(*call).is_ok()));
}

#[test]
fn the_next_one_goes_when_the_one_before_is_answered() {
    let mut chat = connected();
    chat.service.plan("message", [Reply::Held]);
    chat.send_message("one");
    chat.send_message("two");
    assert_eq!(sent(&chat), ["one"]);
    assert_eq!(pending(&chat), [("one".into(), "sending".into()), ("two".into(), "waiting".into())]);
    chat.release_well("message");
    assert_eq!(sent(&chat), ["one", "two"]);
}

#[test]
fn every_try_carries_the_same_client_token() {
    let mut chat = connected();
    chat.service.plan("message", [Reply::Unreachable, Reply::Status(503), Reply::Status(503), Reply::Status(503)]);
    let call = chat.send_message("one");
    assert!(!chat.is_settled(call));
    chat.advance(60_000);
    assert!(chat.outcome(call).is_ok());
    let tokens: Vec<_> = chat.requests_for("message").iter().map(|sent| sent.body()["ClientToken"].clone()).collect();
    assert_eq!(tokens.len(), 5);
    assert!(tokens.iter().all(|token| *token == tokens[0] && token.is_string()), "{tokens:?}");
}

#[test]
fn a_token_of_the_pages_own_is_the_messages_id() {
    let mut chat = cut_off();
    chat.call(CallKind::SendMessage, json!({"message": "one", "contentType": "text/plain", "clientToken": "mine"}));
    assert_eq!(first_id(&chat), json!("mine"));
}

#[test]
fn a_refusal_rejects_and_the_next_one_goes() {
    let mut chat = connected();
    chat.service.plan("message", [Reply::Error(400, "ValidationException")]);
    let (bad, good) = (chat.send_message("bad"), chat.send_message("good"));
    assert_eq!(failure(&chat, bad), FailureKind::Service);
    assert!(chat.outcome(good).is_ok());
    assert_eq!(pending(&chat), [("bad".into(), "failed".into())]);
}

#[test]
fn a_failed_message_can_be_sent_once_more() {
    let mut chat = connected();
    chat.service.plan("message", [Reply::Error(400, "ValidationException")]);
    chat.send_message("one");
    let args = json!({"id": first_id(&chat)});
    let call = chat.call(CallKind::RetryMessage, args.clone());
    assert!(chat.outcome(call).is_ok());
    assert_eq!(pending(&chat), []);
    let again = chat.call(CallKind::RetryMessage, args);
    assert_eq!(failure(&chat, again), FailureKind::NoSuchMessage);
}

#[test]
fn a_message_that_waited_too_long_expires() {
    let mut chat = cut_off();
    let call = chat.send_message("one");
    chat.advance(LIFETIME - 1);
    assert!(!chat.is_settled(call));
    chat.advance(1);
    assert_eq!(failure(&chat, call), FailureKind::MessageExpired);
    come_back(&mut chat);
    assert_eq!(sent(&chat), [""; 0]);
    assert_eq!(pending(&chat), [("one".into(), "failed".into())]);
}

#[test]
fn a_message_is_taken_out_unless_it_is_on_its_way() {
    let mut chat = cut_off();
    let call = chat.send_message("one");
    let args = json!({"id": first_id(&chat)});
    let cancel = chat.call(CallKind::CancelMessage, args.clone());
    assert_eq!(chat.outcome(cancel), &Ok(json!(true)));
    assert_eq!(failure(&chat, call), FailureKind::MessageCancelled);
    let again = chat.call(CallKind::CancelMessage, args);
    assert_eq!(chat.outcome(again), &Ok(json!(false)));

    let mut chat = connected();
    chat.service.plan("message", [Reply::Held]);
    chat.send_message("one");
    let args = json!({"id": first_id(&chat)});
    let cancel = chat.call(CallKind::CancelMessage, args);
    assert_eq!(chat.outcome(cancel), &Ok(json!(false)));
}

#[test]
fn a_call_that_was_given_up_is_neither_sent_nor_repeated() {
    let mut chat = cut_off();
    let call = chat.send_message("one");
    chat.call(CallKind::Abort, json!({"id": call.0}));
    assert_eq!(failure(&chat, call), FailureKind::MessageCancelled);

    let mut chat = connected();
    chat.service.always("transcript", Reply::Status(503));
    let call = chat.get_transcript(json!({}));
    chat.call(CallKind::Abort, json!({"id": call.0}));
    chat.advance(60_000);
    assert!(chat.outcome(call).is_err());
    assert_eq!(chat.requests_for("transcript").len(), 1);
}

#[test]
fn the_end_settles_what_waits() {
    let mut chat = connected();
    chat.service.plan("message", [Reply::Held]);
    let (sending, waiting) = (chat.send_message("one"), chat.send_message("two"));
    chat.receive_end();
    assert_eq!(failure(&chat, waiting), FailureKind::SessionOver);
    assert!(!chat.is_settled(sending), "its answer may still come");
    chat.release_well("message");
    assert!(chat.outcome(sending).is_ok());
    assert_eq!(sent(&chat), ["one"]);
    chat.assert_over();
}

#[test]
fn a_disposed_session_settles_everything() {
    let mut chat = connected();
    chat.service.plan("message", [Reply::Held]);
    let calls = [chat.send_message("one"), chat.send_message("two")];
    chat.dispose();
    assert!(calls.iter().all(|call| failure(&chat, *call) == FailureKind::SessionOver));
}

#[test]
fn a_broken_connection_is_not_waited_for() {
    let mut chat = cut_off();
    let call = chat.send_message("one");
    chat.service.always("connection", Reply::Error(400, "ValidationException"));
    chat.advance(60_000);
    assert_eq!(chat.states.last().map(String::as_str), Some("failed: connection-details-refused"));
    assert!(chat.outcome(call).is_ok(), "calls go on working without a socket");
}

#[test]
fn a_request_that_hangs_does_not_hold_up_the_rest() {
    let mut chat = connected();
    chat.service.plan("message", [Reply::Held]);
    let calls = ["one", "two"].map(|text| chat.send_message(text));
    chat.advance(60_000);
    assert_eq!(sent(&chat), ["one", "one", "two"]);
    let tokens: Vec<_> = chat.requests_for("message").iter().map(|sent| sent.body()["ClientToken"].clone()).collect();
    assert_eq!(tokens[0], tokens[1], "the service may have got it");
    assert!(calls.iter().all(|call| chat.outcome(*call).is_ok()));
}

#[test]
fn what_the_service_asks_for_is_waited_for() {
    let mut chat = connected();
    chat.service.plan("message", vec![Reply::Asked(429, "15"); 3]);
    chat.send_message("one");
    chat.advance(44_999);
    assert_eq!(sent(&chat).len(), 3);
    chat.advance(1);
    assert_eq!(sent(&chat).len(), 4);
}

#[test]
fn an_earlier_lifes_messages_are_sent_in_order() {
    let mut chat = cut_off();
    chat.send_message("one");
    chat.send_message("two");
    let queued = chat.world.hub.pending_messages(chat.world.now, chat.session);
    let details = SessionDetails { offline_queue: Some(LIFETIME), queued, ..customer() };
    let mut next = Chat::with(Config::default(), details, 2);
    next.connect();
    assert_eq!(sent(&next), ["one", "two"]);
    let token = next.requests_for("message")[0].body()["ClientToken"].clone();
    assert_eq!(token, first_id(&chat));
}

#[test]
fn the_transcript_shows_what_becomes_of_a_message() {
    let details = SessionDetails { offline_queue: Some(LIFETIME), ..customer() };
    let mut chat = Chat::with(Config::default(), details, 1);
    chat.world.hub.track_transcript(chat.session).expect("the session is there");
    chat.connect();
    chat.service.handshake = Handshake::Refuse;
    chat.lose_socket();
    chat.send_message("one");
    assert_eq!(statuses(&mut chat), ["SENDING"]);
    chat.advance(LIFETIME);
    assert_eq!(statuses(&mut chat), ["FAILED"]);
    let args = json!({"id": first_id(&chat)});
    chat.call(CallKind::RetryMessage, args);
    assert_eq!(statuses(&mut chat), ["SENDING"]);
    come_back(&mut chat);
    assert_eq!(statuses(&mut chat), ["SENT"]);
}

/// The statuses of the messages in the newest transcript.
fn statuses(chat: &mut Chat) -> Vec<String> {
    use amazon_connect_chat_wasm::event::EventKind::TranscriptUpdated;
    let told = chat.take_told();
    let newest = told.iter().rev().find(|told| told.kind == TranscriptUpdated).expect("the transcript changed").item();
    let status = |item: &Value| item["MessageMetadata"]["Status"].as_str().unwrap_or_default().to_owned();
    newest["transcript"].as_array().expect("a list").iter().map(status).collect()
}

#[test]
fn the_state_of_the_connection_is_told_with_the_next_try() {
    let mut chat = connecting();
    chat.connect();
    assert_eq!(std::mem::take(&mut chat.states), ["connecting", "connected: socket-opened"]);
    chat.service.handshake = Handshake::Refuse;
    chat.lose_socket();
    let states = std::mem::take(&mut chat.states);
    assert_eq!(states[0], "reconnecting: socket-closed");
    assert!(states[1].starts_with("reconnecting, again in "), "{states:?}");
    come_back(&mut chat);
    assert_eq!(chat.states.pop().as_deref(), Some("connected: socket-opened"));
    chat.receive_end();
    assert_eq!(chat.states.pop().as_deref(), Some("ended"));
}

#[test]
fn a_session_that_cannot_connect_has_failed() {
    let mut chat = connecting();
    chat.service.always("connection", Reply::Error(403, "AccessDeniedException"));
    chat.connect();
    assert_eq!(chat.states, ["connecting", "failed: AccessDeniedException"]);
}

#[test]
fn a_session_that_leaves_is_idle() {
    let mut chat = connected();
    let session = chat.session;
    chat.world.break_connection(session);
    assert_eq!(chat.states.pop().as_deref(), Some("idle"));
}
