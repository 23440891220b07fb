//! A socket takes over from another one before it is too old: no gap, no doubled delivery, no event.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::event::EventKind::*;
use amazon_connect_chat_wasm::ids::SocketId;
use common::{Answer, Chat, Handshake, Reply, SocketState, message};

/// How long a socket may live.
const LIFETIME: u64 = 3_540_000;
/// How long the old socket is kept once its successor carries the chat.
const OVERLAP: u64 = 1_000;
const REPLACED: SocketState = SocketState::Closed("[Primary WebSocket] Closing WebSocket");

/// A connection that is being handed over: the secondary is open, its subscription is not confirmed.
fn in_handover() -> (Chat, SocketId, SocketId) {
    let mut chat = Chat::connected();
    let primary = chat.last_socket().id;
    chat.service.subscribe = Answer::Silence;
    chat.advance(LIFETIME);
    let secondary = chat.last_socket().id;
    assert_eq!(chat.open_sockets(), [primary, secondary]);
    chat.service.subscribe = Answer::Yes;
    chat.forget_the_past();
    (chat, primary, secondary)
}

fn confirm(chat: &mut Chat, socket: SocketId) {
    chat.frame(socket, r#"{"topic":"aws/subscribe","content":{"status":"success","topics":["aws/chat"]}}"#);
}

#[test]
fn an_old_socket_is_replaced_without_an_event() {
    let mut chat = Chat::connected();
    chat.advance(LIFETIME - 1);
    assert_eq!(chat.sockets.len(), 1);
    chat.advance(1);
    assert_eq!(chat.sockets.len(), 2);
    chat.advance(OVERLAP);
    assert_eq!(chat.take_events(), []);
    assert_eq!(chat.sockets[0].state, REPLACED);
    assert_eq!(chat.requests_for("connection").len(), 1);
}

#[test]
fn secondary_subscribes_before_primary_closes() {
    let (mut chat, primary, secondary) = in_handover();
    assert_eq!(chat.open_sockets(), [primary, secondary]);
    chat.advance(OVERLAP);
    assert_eq!(chat.open_sockets(), [primary, secondary]);
    confirm(&mut chat, secondary);
    chat.advance(OVERLAP);
    assert_eq!(chat.open_sockets(), [secondary]);
    assert_eq!(chat.socket(primary).state, REPLACED);
}

#[test]
fn what_was_on_its_way_on_the_old_socket_is_delivered() {
    let (mut chat, primary, secondary) = in_handover();
    confirm(&mut chat, secondary);
    chat.advance(OVERLAP - 1);
    chat.receive_on(primary, &message("1", "sent before the service knew of the new socket"));
    assert_eq!(chat.take_events(), [IncomingMessage]);
}

#[test]
fn a_new_socket_that_closes_at_once_leaves_the_old_one() {
    let (mut chat, primary, secondary) = in_handover();
    confirm(&mut chat, secondary);
    chat.service.handshake = Handshake::Hang;
    chat.close(secondary, 1006);
    chat.advance(OVERLAP);
    assert_eq!((chat.open_sockets(), chat.take_events()), (vec![primary], vec![]));
}

#[test]
fn an_item_on_both_sockets_is_delivered_once() {
    let (mut chat, primary, secondary) = in_handover();
    chat.receive_on(primary, &message("1", "one"));
    chat.receive_on(secondary, &message("1", "one"));
    chat.receive_on(secondary, &message("2", "two"));
    chat.receive_on(primary, &message("2", "two"));
    assert_eq!(chat.take_events(), [IncomingMessage; 2]);
}

#[test]
fn the_second_copy_of_an_item_may_come_after_the_handover() {
    let (mut chat, primary, secondary) = in_handover();
    chat.receive_on(primary, &message("1", "one"));
    confirm(&mut chat, secondary);
    chat.receive_on(secondary, &message("1", "one"));
    assert_eq!(chat.take_events(), [IncomingMessage]);
}

#[test]
fn an_item_sent_again_on_purpose_is_delivered_again() {
    let (mut chat, _, secondary) = in_handover();
    confirm(&mut chat, secondary);
    chat.advance(20_000);
    for _ in 0..2 {
        chat.receive(&message("1", "one"));
    }
    assert_eq!(chat.take_events(), [IncomingMessage; 2]);
}

#[test]
fn what_a_handover_that_failed_brought_is_forgotten() {
    for reopened in [false, true] {
        let (mut chat, primary, secondary) = in_handover();
        chat.receive_on(primary, &message("1", "one"));
        chat.service.handshake = if reopened { Handshake::Accept } else { Handshake::Refuse };
        chat.service.subscribe = Answer::Silence;
        chat.close(secondary, 1006);
        chat.advance(if reopened { 2_000 } else { 20_000 });
        assert_eq!(chat.open_sockets().len(), 1 + usize::from(reopened));
        chat.receive_on(primary, &message("1", "one"));
        assert_eq!(chat.take_events(), [IncomingMessage; 2]);
    }
}

#[test]
fn an_item_that_changed_is_delivered_during_a_handover() {
    let (mut chat, primary, secondary) = in_handover();
    chat.receive_on(primary, &common::chunk("bot", 1, "Hel", false));
    chat.receive_on(secondary, &common::chunk("bot", 2, "lo", false));
    assert_eq!(chat.take_events(), [IncomingMessage; 2]);
}

#[test]
fn a_receipt_during_a_handover_is_delivered_once() {
    let (mut chat, primary, secondary) = in_handover();
    for socket in [primary, secondary] {
        chat.receive_on(socket, &common::receipt("1", "ReadTimestamp"));
    }
    assert_eq!(chat.take_events(), [IncomingReadReceipt]);
}

#[test]
fn the_next_handover_follows_a_lifetime_later() {
    let mut chat = Chat::connected();
    chat.advance(LIFETIME * 3 + OVERLAP);
    assert_eq!(chat.sockets.len(), 4);
    assert_eq!(chat.open_sockets().len(), 1);
    assert_eq!(chat.take_events(), []);
}

#[test]
fn failed_details_leave_the_primary_as_it_is() {
    for failure in
        [Reply::Status(500), Reply::Error(403, "AccessDeniedException"), Reply::Unreachable, Reply::Status(400)]
    {
        let mut chat = Chat::connected();
        let primary = chat.last_socket().id;
        chat.service.always("connection", failure.clone());
        chat.advance(LIFETIME + 300_000);
        assert_eq!(chat.open_sockets(), [primary], "{failure:?}");
        assert_eq!(chat.take_events(), [], "{failure:?}");
        chat.service.recover("connection");
        chat.advance(60_000);
        assert_eq!(chat.socket(primary).state, REPLACED, "{failure:?}");
    }
}

#[test]
fn a_refused_secondary_leaves_the_primary_as_it_is() {
    let mut chat = Chat::connected();
    let primary = chat.last_socket().id;
    chat.service.handshake = Handshake::Refuse;
    chat.advance(LIFETIME + 600_000);
    assert_eq!(chat.open_sockets(), [primary]);
    assert_eq!(chat.take_events(), []);
    assert!(chat.requests.len() < 40, "{} requests in ten minutes", chat.requests.len());
    chat.service.handshake = Handshake::Accept;
    chat.advance(60_000);
    assert_eq!(chat.socket(primary).state, REPLACED);
}

#[test]
fn an_impossible_secondary_leaves_the_primary_as_it_is() {
    let mut chat = Chat::connected();
    let primary = chat.last_socket().id;
    chat.service.handshake = Handshake::Impossible;
    chat.advance(LIFETIME + 60_000);
    assert_eq!(chat.open_sockets(), [primary]);
    assert_eq!(chat.take_events(), []);
}

#[test]
fn a_secondary_whose_subscription_fails_leaves_the_primary_as_it_is() {
    for answer in [Answer::Silence, Answer::No] {
        let mut chat = Chat::connected();
        let primary = chat.last_socket().id;
        chat.service.subscribe = answer;
        chat.advance(LIFETIME + 600_000);
        assert!(chat.open_sockets().contains(&primary), "{answer:?}");
        assert_eq!(chat.take_events(), [], "{answer:?}");
        chat.service.subscribe = Answer::Yes;
        chat.advance(60_000);
        assert_eq!(chat.socket(primary).state, REPLACED, "{answer:?}");
    }
}

#[test]
fn a_primary_that_closes_while_the_secondary_connects_needs_no_third_socket() {
    let mut chat = Chat::connected();
    let primary = chat.last_socket().id;
    chat.service.handshake = Handshake::Hang;
    chat.advance(LIFETIME);
    let secondary = chat.last_socket().id;
    chat.close(primary, 1006);
    assert_eq!(chat.live_sockets(), [secondary]);
    chat.open(secondary);
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished]);
    assert_eq!((chat.requests.len(), chat.sockets.len()), (1, 2));
}

#[test]
fn a_primary_that_closes_while_the_secondary_is_open_is_no_loss() {
    let (mut chat, primary, secondary) = in_handover();
    chat.close(primary, 1006);
    confirm(&mut chat, secondary);
    assert_eq!(chat.take_events(), []);
    chat.receive_on(secondary, &message("1", "one"));
    assert_eq!(chat.take_events(), [IncomingMessage]);
    chat.advance(600_000);
    assert_eq!(chat.sockets.len(), 2);
}

#[test]
fn a_secondary_that_closes_leaves_the_primary_as_it_is_and_is_replaced_later() {
    let (mut chat, primary, secondary) = in_handover();
    chat.close(secondary, 1006);
    assert_eq!(chat.open_sockets(), [primary]);
    chat.advance(60_000);
    assert_eq!(chat.take_events(), []);
    assert_eq!(chat.socket(primary).state, REPLACED);
}

#[test]
fn a_primary_that_closes_while_details_are_fetched_needs_no_second_fetch() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Held]);
    chat.advance(LIFETIME);
    chat.lose_socket();
    chat.release_well("connection");
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished]);
    chat.advance(600_000);
    assert_eq!((chat.requests_for("connection").len(), chat.sockets.len()), (1, 2), "the new socket is not replaced");
}

#[test]
fn a_primary_that_stops_answering_in_a_handover_is_replaced() {
    let mut chat = Chat::connected();
    chat.service.always("connection", Reply::Unreachable);
    chat.advance(LIFETIME);
    chat.service.heartbeat = Answer::Silence;
    chat.advance(30_000);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: heartbeat-missed"]);
    chat.service.heartbeat = Answer::Yes;
    chat.service.recover("connection");
    chat.advance(60_000);
    assert_eq!(chat.take_reasons(), ["ConnectionEstablished: socket-opened"]);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn the_end_closes_both_sockets() {
    let (mut chat, primary, secondary) = in_handover();
    chat.receive_end();
    let closed = |reason| SocketState::Closed(reason);
    assert_eq!(chat.socket(primary).state, closed("[Primary] WebSocket User request to close WebSocket"));
    assert_eq!(chat.socket(secondary).state, closed("[Secondary] WebSocket User request to close WebSocket"));
    chat.assert_over();
}

#[test]
fn eight_hours_of_sleep_cost_one_handover() {
    let mut chat = Chat::connected();
    chat.sleep(8 * 3_600_000);
    chat.advance(5_000);
    assert_eq!(chat.open_sockets().len(), 1);
    assert_eq!((chat.requests_for("connection").len(), chat.sockets.len()), (1, 2));
}

#[test]
fn a_socket_that_did_not_answer_when_its_time_was_over_is_told_as_lost() {
    let mut chat = Chat::connected();
    let old = chat.last_socket().id;
    // The machine slept, and its network forgot the socket: nothing answers on it any more.
    (chat.service.heartbeat, chat.service.ping) = (Answer::Silence, Answer::Silence);
    chat.service.latency = 40;
    chat.sleep(2 * LIFETIME);
    chat.wake();
    chat.advance(1_000);
    assert_eq!(chat.socket(old).state, REPLACED);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: probe-missed", "ConnectionEstablished: socket-opened"]);
}

#[test]
fn a_socket_that_answered_when_its_time_was_over_is_replaced_without_an_event() {
    let mut chat = Chat::connected();
    let old = chat.last_socket().id;
    chat.service.latency = 40;
    chat.sleep(2 * LIFETIME);
    chat.wake();
    chat.advance(1_000 + OVERLAP);
    assert_eq!(chat.socket(old).state, REPLACED);
    assert_eq!(chat.take_reasons(), [""; 0]);
}
