//! Heartbeats, deep heartbeats and checks on waking up: is the socket alive?
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::event::EventKind::*;
use common::{Answer, Chat, Handshake, Reply, SocketState};

const START: u64 = 1_000;

#[test]
fn both_heartbeats_are_sent_every_ten_seconds() {
    let mut chat = Chat::connected();
    chat.advance(30_000);
    let socket = chat.last_socket();
    assert_eq!(socket.topics(), ["aws/ping", "aws/heartbeat"].repeat(3));
    let times: Vec<_> = socket.frames.iter().step_by(2).map(|(at, _)| at - START).collect();
    assert_eq!(times, [10_000, 20_000, 30_000]);
}

#[test]
fn answered_heartbeats_change_nothing() {
    let mut chat = Chat::connected();
    chat.advance(3_500_000);
    assert_eq!(chat.take_events(), []);
    assert_eq!((chat.requests.len(), chat.sockets.len()), (0, 1));
}

#[test]
fn every_answered_deep_heartbeat_is_told() {
    let mut chat = Chat::connected();
    chat.advance(30_000);
    let kinds: Vec<_> = chat.take_told().iter().map(|told| told.kind).collect();
    assert_eq!(kinds, [DeepHeartbeatSuccess; 3]);
}

#[test]
fn missed_heartbeat_reply_fetches_fresh_connection_details() {
    let mut chat = Chat::connected();
    chat.service.heartbeat = Answer::Silence;
    chat.advance(19_999);
    assert_eq!(chat.requests.len(), 0);
    chat.service.heartbeat = Answer::Yes;
    chat.advance(1);
    assert_eq!(chat.requests_for("connection").len(), 1);
    assert_eq!(chat.last_socket().url, "wss://sockets.test/2");
}

#[test]
fn missed_heartbeat_reply_tells_lost_and_established() {
    let mut chat = Chat::connected();
    chat.service.heartbeat = Answer::Silence;
    chat.advance(20_000);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: heartbeat-missed", "ConnectionEstablished: socket-opened"]);
}

#[test]
fn a_silent_socket_still_delivers_until_another_takes_over() {
    let mut chat = Chat::connected();
    let silent = chat.last_socket().id;
    chat.service.heartbeat = Answer::Silence;
    chat.service.plan("connection", [Reply::Held]);
    chat.advance(20_000);
    chat.receive_on(silent, &common::message("1", "still here"));
    assert_eq!(chat.take_events(), [ConnectionLost, IncomingMessage]);
    chat.service.heartbeat = Answer::Yes;
    chat.release_well("connection");
    let closed = SocketState::Closed("[Primary WebSocket] Closing WebSocket");
    assert_eq!(chat.socket(silent).state, closed);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn a_silent_socket_gets_no_further_heartbeat_or_check() {
    let mut chat = Chat::connected();
    chat.service.heartbeat = Answer::Silence;
    chat.service.always("connection", Reply::Unreachable);
    chat.advance(20_000);
    chat.forget_the_past();
    chat.advance(60_000);
    chat.wake();
    assert_eq!(chat.last_socket().topics(), [""; 0]);
}

#[test]
fn a_silent_socket_is_not_kept_when_no_other_can_be_had() {
    let mut chat = Chat::connected();
    chat.service.heartbeat = Answer::Silence;
    chat.service.always("connection", Reply::Status(400));
    chat.advance(20_000);
    let expected = ["ConnectionLost: heartbeat-missed", "ConnectionBroken: connection-details-refused"];
    assert_eq!(chat.take_reasons(), expected);
    chat.assert_over();
}

#[test]
fn a_replacement_has_a_lifetime_of_its_own() {
    let mut chat = Chat::connected();
    chat.advance(1_800_000);
    chat.service.heartbeat = Answer::Silence;
    chat.advance(20_000);
    chat.service.heartbeat = Answer::Yes;
    chat.advance(15_000);
    let replacement = chat.open_sockets();
    chat.advance(3_500_000);
    assert_eq!(chat.open_sockets(), replacement);
    chat.advance(60_000);
    assert_ne!(chat.open_sockets(), replacement);
}

#[test]
fn heartbeats_go_on_after_a_replacement() {
    let mut chat = Chat::connected();
    chat.service.heartbeat = Answer::Silence;
    chat.advance(20_000);
    chat.service.heartbeat = Answer::Yes;
    chat.advance(600_000);
    // The replacement missed its first answer as well; the one after it has all of them.
    assert_eq!(chat.sockets.len(), 3);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn an_unanswered_deep_heartbeat_is_told_at_the_next_beat_and_replaces_nothing() {
    let mut chat = Chat::connected();
    chat.service.ping = Answer::Silence;
    chat.advance(40_000);
    assert_eq!(chat.take_deep_heartbeat_failures(), [20_000, 30_000, 40_000].map(|at| START + at));
    assert_eq!(chat.sockets.len(), 1);
}

#[test]
fn a_refused_deep_heartbeat_is_told_at_once() {
    let mut chat = Chat::connected();
    chat.service.ping = Answer::No;
    chat.advance(20_000);
    assert_eq!(chat.take_deep_heartbeat_failures(), [10_000, 20_000].map(|at| START + at));
}

#[test]
fn deep_heartbeats_fail_while_the_network_is_away() {
    let mut chat = Chat::connected();
    chat.go_offline();
    chat.lose_socket();
    chat.advance(29_000);
    assert_eq!(chat.take_deep_heartbeat_failures(), [10_000, 20_000].map(|at| START + at));
}

#[test]
fn no_deep_heartbeat_fails_while_connection_details_are_fetched() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Held]);
    chat.lose_socket();
    chat.advance(60_000);
    assert_eq!(chat.take_deep_heartbeat_failures(), [0_u64; 0]);
}

#[test]
fn a_check_just_before_a_beat_is_no_missed_heartbeat() {
    let mut chat = Chat::connected();
    chat.service.latency = 100;
    chat.advance(9_950);
    chat.wake();
    chat.advance(10_000);
    assert_eq!(chat.take_events(), []);
}

#[test]
fn no_heartbeat_is_sent_before_the_handshake_is_done() {
    let mut chat = Chat::connected();
    chat.service.handshake = Handshake::Hang;
    chat.lose_socket();
    chat.advance(5_000);
    let socket = chat.last_socket().id;
    chat.open(socket);
    assert_eq!(chat.last_socket().topics(), ["aws/subscribe", "aws/ping", "aws/heartbeat"]);
}

#[test]
fn waking_up_checks_an_open_socket_at_once() {
    let mut chat = Chat::connected();
    chat.advance(15_000);
    chat.forget_the_past();
    chat.wake();
    assert_eq!(chat.last_socket().topics(), ["aws/heartbeat"]);
    chat.advance(3_000);
    assert_eq!(chat.take_events(), []);
    assert_eq!(chat.requests.len(), 0);
}

#[test]
fn a_socket_that_does_not_answer_a_check_within_three_seconds_is_replaced() {
    let mut chat = Chat::connected();
    chat.advance(12_000);
    chat.service.heartbeat = Answer::Silence;
    chat.wake();
    chat.advance(2_999);
    assert_eq!(chat.take_events(), []);
    chat.service.heartbeat = Answer::Yes;
    chat.advance(1);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: probe-missed", "ConnectionEstablished: socket-opened"]);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn any_frame_answers_a_check() {
    let mut chat = Chat::connected();
    chat.advance(12_000);
    chat.service.heartbeat = Answer::Silence;
    chat.wake();
    chat.advance(1_000);
    chat.receive(&common::message("1", "hello"));
    chat.advance(4_000);
    assert_eq!(chat.take_events(), [IncomingMessage]);
}

#[test]
fn a_socket_that_was_just_heard_from_needs_no_check() {
    let mut chat = Chat::connected();
    chat.advance(12_000);
    chat.receive(&common::message("1", "hello"));
    chat.forget_the_past();
    chat.wake();
    chat.go_online();
    assert_eq!(chat.last_socket().topics(), [""; 0]);
}

#[test]
fn signals_in_a_row_make_one_check() {
    let mut chat = Chat::connected();
    chat.advance(12_000);
    chat.forget_the_past();
    chat.service.latency = 50;
    for _ in 0..5 {
        chat.wake();
        chat.go_online();
    }
    assert_eq!(chat.last_socket().topics(), ["aws/heartbeat"]);
}

#[test]
fn after_a_sleep_an_outstanding_heartbeat_proves_nothing() {
    let mut chat = Chat::connected();
    chat.service.latency = 20;
    chat.advance(10_001); // the answer to this beat comes, but the machine is asleep before it is read
    chat.forget_the_past();
    chat.sleep(1_800_000);
    chat.advance(60_000);
    assert_eq!(chat.take_events(), []);
    assert_eq!(chat.requests_for("connection").len(), 0);
}

#[test]
fn a_socket_that_died_in_a_sleep_is_replaced_three_seconds_after_it() {
    let mut chat = Chat::connected();
    chat.advance(10_001);
    chat.service.heartbeat = Answer::Silence;
    chat.sleep(1_800_000);
    chat.advance(2_999);
    assert_eq!(chat.sockets.len(), 1);
    chat.service.heartbeat = Answer::Yes;
    chat.advance(1);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: probe-missed", "ConnectionEstablished: socket-opened"]);
}

#[test]
fn a_tab_whose_timers_fire_once_a_minute_keeps_its_socket() {
    let mut chat = Chat::connected();
    for _ in 0..30 {
        chat.sleep(60_000);
        chat.advance(20);
    }
    assert_eq!(chat.take_events(), []);
    assert_eq!(chat.sockets.len(), 1);
    chat.service.heartbeat = Answer::Silence;
    for _ in 0..3 {
        chat.sleep(60_000);
    }
    assert_eq!(chat.take_events().first(), Some(&ConnectionLost), "and loses it when it is dead");
}
