//! Subscribing to `aws/chat`: a socket that does not carry the chat counts as lost.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::event::EventKind::*;
use common::{Answer, Chat, SocketState};

const START: u64 = 1_000;

/// A session whose first socket is open, with subscriptions answered so.
fn unsubscribed(answer: Answer) -> Chat {
    let mut chat = Chat::new();
    chat.service.subscribe = answer;
    chat.connect();
    chat
}

fn times_of_subscribes(chat: &Chat, socket: usize) -> Vec<u64> {
    let frames = chat.sockets[socket].frames.iter();
    frames.filter(|(_, text)| text.contains("subscribe")).map(|(at, _)| at - START).collect()
}

#[test]
fn an_unanswered_subscription_is_sent_four_times_a_second_apart() {
    let mut chat = unsubscribed(Answer::Silence);
    chat.advance(3_999);
    assert_eq!(times_of_subscribes(&chat, 0), [0, 1_000, 2_000, 3_000]);
}

#[test]
fn a_socket_without_an_answer_to_its_subscription_is_lost() {
    let mut chat = unsubscribed(Answer::Silence);
    chat.take_told();
    chat.advance(4_000);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: subscription-failed"]);
    assert!(matches!(chat.sockets[0].state, SocketState::Closed(_)));
}

#[test]
fn a_refused_subscription_is_sent_five_times_half_a_second_apart() {
    let mut chat = unsubscribed(Answer::No);
    chat.advance(1_999);
    assert_eq!(times_of_subscribes(&chat, 0), [0, 500, 1_000, 1_500]);
    chat.take_told();
    chat.advance(1);
    assert_eq!(times_of_subscribes(&chat, 0), [0, 500, 1_000, 1_500, 2_000]);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: subscription-failed"]);
}

#[test]
fn refusals_and_silence_may_mix() {
    let mut chat = unsubscribed(Answer::No);
    chat.advance(600);
    chat.service.subscribe = Answer::Silence;
    chat.advance(1_000);
    chat.service.subscribe = Answer::Yes;
    chat.advance(60_000);
    assert_eq!(chat.sockets.len(), 1);
    assert_eq!(chat.take_events(), [ConnectionEstablished; 2]);
}

#[test]
fn the_next_socket_subscribes_anew() {
    let mut chat = unsubscribed(Answer::Silence);
    chat.advance(4_000);
    chat.service.subscribe = Answer::Yes;
    chat.advance(2_000);
    assert_eq!(times_of_subscribes(&chat, 1).len(), 1);
    chat.take_told();
    chat.receive(&common::message("1", "hello"));
    assert_eq!(chat.take_events(), [IncomingMessage]);
}

#[test]
fn a_service_that_confirms_no_subscription_sees_no_storm() {
    for answer in [Answer::Silence, Answer::No] {
        let mut chat = unsubscribed(answer);
        chat.advance(600_000);
        assert!(chat.requests.len() < 60, "{answer:?}: {} requests in ten minutes", chat.requests.len());
    }
}

#[test]
fn a_confirmation_ends_the_repeats() {
    let mut chat = unsubscribed(Answer::Silence);
    chat.advance(1_500);
    let socket = chat.last_socket().id;
    chat.frame(socket, r#"{"topic":"aws/subscribe","content":{"status":"success","topics":["aws/chat"]}}"#);
    chat.advance(60_000);
    assert_eq!(times_of_subscribes(&chat, 0), [0, 1_000]);
}

#[test]
fn an_answer_that_says_nothing_is_none() {
    let mut chat = unsubscribed(Answer::Silence);
    let socket = chat.last_socket().id;
    for text in [r#"{"topic":"aws/subscribe"}"#, r#"{"topic":"aws/subscribe","content":{"status":7}}"#] {
        chat.frame(socket, text);
    }
    chat.take_told();
    chat.advance(4_000);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: subscription-failed"]);
}

#[test]
fn a_late_refusal_does_not_disturb_a_confirmed_subscription() {
    let mut chat = Chat::connected();
    let socket = chat.last_socket().id;
    for _ in 0..6 {
        chat.frame(socket, r#"{"topic":"aws/subscribe","content":{"status":"failure"}}"#);
    }
    chat.advance(60_000);
    assert_eq!(chat.take_events(), []);
}
