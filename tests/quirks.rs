//! What users of ChatJS 5.0.0 complain about: one test per defect of its connection, named after its number
//! in the list (A1 to A24). Rows that pages depend on stay as they are, and their tests say so.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::event::EventKind::*;
use amazon_connect_chat_wasm::io::{Input, SocketEvent};
use amazon_connect_chat_wasm::log::Level;
use common::{Answer, Chat, Handshake, Reply, SocketState, message};
use serde_json::json;

const LIFETIME: u64 = 3_540_000;

#[test]
fn a1_a_refused_handshake_makes_no_request_storm() {
    let mut chat = Chat::new();
    chat.service.handshake = Handshake::Refuse;
    chat.connect();
    chat.advance(40_000);
    assert!(chat.requests.len() <= 5, "{} requests in 40 s", chat.requests.len());
    assert!(chat.sockets.len() <= 10, "{} handshakes in 40 s", chat.sockets.len());
}

#[test]
fn a2_a_network_failure_while_fetching_details_is_not_the_end() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Unreachable, Reply::Unreachable, Reply::Unreachable]);
    chat.lose_socket();
    chat.advance(60_000);
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished]);
}

#[test]
fn a3_access_denied_ends_the_chat_however_long_ago_the_loss_was() {
    let mut chat = Chat::connected();
    chat.service.always("connection", Reply::Unreachable);
    chat.lose_socket();
    chat.advance(61_000);
    chat.service.always("connection", Reply::Error(403, "AccessDeniedException"));
    chat.advance(30_000);
    assert_eq!(chat.take_events(), [ConnectionLost, IncomingMessage, ChatEnded]);
    chat.assert_over();
}

#[test]
fn a4_a_half_open_socket_is_replaced_when_the_network_returns() {
    let mut chat = Chat::connected();
    chat.service.heartbeat = Answer::Silence;
    chat.go_offline();
    chat.advance(29_000);
    assert_eq!(chat.sockets.len(), 1);
    chat.service.heartbeat = Answer::Yes;
    chat.go_online();
    chat.advance(3_000);
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished]);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn a5_details_that_arrive_after_the_end_open_nothing() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Held]);
    chat.advance(LIFETIME);
    chat.receive_end();
    chat.forget_the_past();
    chat.release_well("connection");
    assert_eq!(chat.sockets.len(), 0);
    chat.assert_over();
}

#[test]
fn a5b_a_renewal_that_is_answered_after_the_end_is_the_last() {
    let mut chat = Chat::new();
    chat.service.token_lifetime = 100_000;
    chat.connect();
    chat.service.plan("connection", [Reply::Held]);
    chat.advance(40_000);
    assert_eq!(chat.requests_for("connection").len(), 2, "the renewal is on its way");
    chat.receive_end();
    chat.assert_over();
}

#[test]
fn a6_a_failed_handover_keeps_the_healthy_socket() {
    for reply in [Reply::Status(500), Reply::Error(403, "AccessDeniedException")] {
        let mut chat = Chat::connected();
        let healthy = chat.last_socket().id;
        chat.service.always("connection", reply);
        chat.advance(LIFETIME + 60_000);
        assert_eq!(chat.open_sockets(), [healthy]);
        chat.take_told();
        chat.receive(&message("1", "still here"));
        assert_eq!(chat.take_events(), [IncomingMessage]);
    }
}

#[test]
fn a7_a_subscription_that_is_not_confirmed_counts_as_a_lost_connection() {
    let mut chat = Chat::new();
    chat.service.subscribe = Answer::Silence;
    chat.connect();
    chat.take_told();
    chat.advance(4_000);
    assert_eq!(chat.take_events(), [ConnectionLost]);
    chat.service.subscribe = Answer::Yes;
    chat.advance(1_000);
    assert_eq!(chat.last_socket().topics()[0], "aws/subscribe");
    assert_eq!(chat.take_events(), [ConnectionEstablished]);
}

#[test]
fn a8_connect_after_a_failed_connect_connects() {
    let mut chat = Chat::new();
    chat.service.plan("connection", [Reply::Unreachable]);
    let first = chat.connect();
    assert!(chat.outcome(first).is_err());
    let second = chat.connect();
    assert!(chat.outcome(second).is_ok());
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn a9_no_expiry_makes_renewals_spin() {
    let expiries =
        [json!(null), json!("no date"), json!("2025-12-31T00:00:00Z"), json!("2099-01-01T00:00:00Z"), json!(7)];
    for expiry in expiries {
        let mut chat = Chat::new();
        let body = json!({
            "Websocket": {"Url": "wss://a", "ConnectionExpiry": "2026-01-01T00:01:40.000Z"},
            "ConnectionCredentials": {"ConnectionToken": "token", "Expiry": expiry},
        });
        chat.service.always("connection", Reply::Body(body));
        chat.connect();
        chat.forget_the_past();
        chat.advance(300_000);
        assert!(chat.requests.len() <= 10, "{expiry}: {} requests in five minutes", chat.requests.len());
    }
}

#[test]
fn a10_a_failed_renewal_is_tried_again_before_the_token_expires() {
    let mut chat = Chat::new();
    chat.service.token_lifetime = 600_000;
    chat.connect();
    chat.service.plan("connection", [Reply::Unreachable]);
    chat.forget_the_past();
    chat.advance(600_000);
    assert!(chat.requests.len() >= 2);
    chat.send_message("with a fresh token");
    assert_eq!(chat.last_request("message").bearer(), json!("token-2"));
}

#[test]
fn a11_one_fetch_serves_the_token_and_the_connection() {
    let mut chat = Chat::new();
    chat.service.token_lifetime = 100_000;
    chat.connect();
    chat.forget_the_past();
    chat.service.plan("connection", [Reply::Held]);
    chat.advance(40_000);
    chat.lose_socket();
    assert_eq!(chat.requests.len(), 1, "the loss shares the renewal that is on its way");
    chat.release_well("connection");
    assert_eq!((chat.requests.len(), chat.open_sockets().len()), (1, 1));
}

/// Kept: pages fetch the transcript in this handler.
#[test]
fn a12_established_is_told_twice_at_the_start() {
    let mut chat = Chat::new();
    chat.connect();
    assert_eq!(chat.take_events(), [ConnectionEstablished; 2]);
}

/// Kept: pages register their handlers after `await connect()`.
#[test]
fn a13_connect_settles_before_the_socket_is_open() {
    let mut chat = Chat::new();
    chat.service.handshake = Handshake::Refuse;
    let call = chat.connect();
    assert!(chat.outcome(call).is_ok());
}

#[test]
fn a14_a_missed_heartbeat_is_told_and_a_handover_is_not() {
    let mut chat = Chat::connected();
    chat.service.heartbeat = Answer::Silence;
    chat.advance(20_000);
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished]);
    let mut chat = Chat::connected();
    chat.advance(LIFETIME + 60_000);
    assert_eq!((chat.sockets.len(), chat.take_events()), (2, vec![]));
}

/// Kept: pages that fetch themselves would handle the items twice.
#[test]
fn a15_nothing_is_fetched_after_a_loss_unless_a_transcript_is_kept() {
    let mut chat = Chat::connected();
    chat.lose_socket();
    assert_eq!(chat.requests_for("transcript").len(), 0);
    let mut chat = Chat::with_transcript();
    chat.lose_socket();
    assert_eq!(chat.requests_for("transcript").len(), 1);
    assert_eq!(chat.last_request("transcript").body()["MaxResults"], 100);
}

#[test]
fn a16_repeats_are_dropped_in_a_handover_only() {
    let mut chat = Chat::connected();
    chat.service.subscribe = Answer::Silence;
    chat.receive(&message("1", "one"));
    chat.receive(&message("1", "one"));
    assert_eq!(chat.take_events(), [IncomingMessage; 2]);
    chat.advance(LIFETIME);
    chat.take_told();
    for socket in chat.open_sockets() {
        chat.receive_on(socket, &message("2", "two"));
    }
    assert_eq!(chat.take_events(), [IncomingMessage]);
}

/// A page that says nothing of its network is taken to be online.
#[test]
fn a17_without_a_word_on_the_network_it_connects() {
    let mut chat = Chat::new();
    chat.connect();
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn a18_an_asynchronous_word_on_the_network_is_waited_for() {
    let mut chat = Chat::with_network_probe();
    chat.service.latency = 30;
    chat.service.network = Some(false);
    chat.lose_socket();
    chat.forget_the_past();
    chat.advance(120_000);
    assert_eq!((chat.requests.len(), chat.sockets.len()), (0, 0));
    chat.service.network = Some(true);
    chat.advance(500);
    assert_eq!(chat.open_sockets().len(), 1);
}

/// Kept: the loss is told when the socket is gone, not before.
#[test]
fn a19_offline_alone_tells_nothing() {
    let mut chat = Chat::connected();
    chat.go_offline();
    chat.advance(60_000);
    assert_eq!(chat.take_events(), []);
}

#[test]
fn a20_bad_frames_are_logged_and_dropped() {
    let mut chat = Chat::connected();
    chat.log_from(Level::Debug);
    let socket = chat.last_socket().id;
    let frames = ["", "no json", "null", "7", "[]", "{}", r#"{"topic":null}"#, r#"{"topic":"aws/subscribe"}"#];
    for frame in frames {
        chat.log.clear();
        chat.frame(socket, frame);
        assert_eq!(chat.log.len(), 1, "{frame}");
        assert_eq!(chat.log[0].text, "Invalid incoming message", "{frame}");
    }
    chat.input(Input::Socket(socket, SocketEvent::Text(json!({"not": "a text"}))));
    chat.advance(60_000);
    assert_eq!((chat.take_events(), chat.sockets.len()), (vec![], 1));
}

#[test]
fn a21_a_primary_that_closes_while_the_secondary_connects_wastes_no_socket() {
    let mut chat = Chat::connected();
    chat.service.handshake = Handshake::Hang;
    chat.advance(LIFETIME);
    chat.lose_socket();
    let secondary = chat.last_socket().id;
    chat.open(secondary);
    assert_eq!((chat.requests.len(), chat.sockets.len()), (1, 2));
}

#[test]
fn a22_an_ended_chat_does_not_come_back_to_life() {
    let mut chat = Chat::connected();
    chat.receive_end();
    chat.forget_the_past();
    chat.advance(60_000);
    chat.wake();
    assert_eq!((chat.requests.len(), chat.sockets.len()), (0, 0));
}

#[test]
fn a23_a_handshake_that_hangs_is_abandoned() {
    let mut chat = Chat::new();
    chat.service.handshake = Handshake::Hang;
    chat.connect();
    chat.advance(10_000);
    assert!(matches!(chat.sockets[0].state, SocketState::Closed(_)));
    chat.service.handshake = Handshake::Accept;
    chat.advance(1_000);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn a23b_no_timer_outlives_a_subscription_that_was_given_up() {
    let mut chat = Chat::new();
    chat.service.subscribe = Answer::Silence;
    chat.connect();
    chat.advance(3_500);
    chat.dispose();
    chat.assert_over();
}

#[test]
fn a23c_a_first_handshake_that_fails_is_told_as_lost_once() {
    let mut chat = Chat::new();
    chat.service.handshake = Handshake::Refuse;
    chat.connect();
    chat.advance(120_000);
    assert_eq!(chat.take_events(), [ConnectionEstablished, ConnectionLost]);
}

#[test]
fn a24_throttled_timers_lose_no_connection_and_no_token() {
    let mut chat = Chat::new();
    chat.service.token_lifetime = 600_000;
    chat.connect();
    chat.take_told();
    for _ in 0..120 {
        chat.sleep(60_000);
        chat.advance(20);
    }
    assert_eq!(chat.take_events(), []);
    let fetches = chat.requests_for("connection").len();
    assert!((10..20).contains(&fetches), "{fetches} fetches in two hours of ten-minute tokens");
}
