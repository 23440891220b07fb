//! The state table of ChatJS's WebSocket machine, one test per row, named `<state>_<event>`: what a page
//! and the service see of it. Where the row is a defect of ChatJS, the test says what happens here instead.
//!
//! States: idle, fetching (no open socket), connecting, open, open and fetching, open with a secondary
//! connecting, both open, waiting (no socket), terminated, closed.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::error::Misuse;
use amazon_connect_chat_wasm::event::EventKind::*;
use common::states::{
    both_open, connecting, fetching, open_and_fetching, open_with_secondary_connecting, terminated, waiting,
};
use common::{Answer, Chat, Handshake, Reply, SocketState, details};
use serde_json::json;

const LIFETIME: u64 = common::states::LIFETIME;
const REPLACED: SocketState = SocketState::Closed("[Primary WebSocket] Closing WebSocket");

#[test]
fn idle_init() {
    let mut chat = Chat::new();
    chat.service.plan("connection", [Reply::Held]);
    chat.connect();
    assert_eq!((chat.requests_for("connection").len(), chat.sockets.len()), (1, 0));
}

#[test]
fn idle_init_offline() {
    let mut chat = Chat::new();
    chat.go_offline();
    chat.connect();
    // ChatJS waits until the browser says otherwise. Here the details themselves are proof of a network.
    assert_eq!((chat.requests.len(), chat.sockets.len()), (1, 1));
    assert_eq!(chat.take_events(), [ConnectionEstablished; 2]);
}

#[test]
fn any_second_init() {
    let mut chat = fetching();
    assert_eq!(chat.try_connect(), Err(Misuse::AlreadyConnected));
    assert_eq!((chat.requests.len(), chat.sockets.len()), (0, 0));
}

#[test]
fn fetching_config_valid() {
    for url in ["wss://sockets.test/a", "ws://127.0.0.1:8080/a"] {
        let mut chat = fetching();
        chat.release("connection", details(url));
        assert_eq!(chat.last_socket().url, url);
        assert_eq!(chat.take_reasons(), ["ConnectionEstablished: socket-opened"]);
    }
}

#[test]
fn fetching_config_invalid() {
    for url in
        ["ws://localhost:8080/", "ws://127.0.0.1/", "WSS://sockets.test/", "http://sockets.test/", "wss:", "wss://", ""]
    {
        let mut chat = fetching();
        chat.release("connection", details(url));
        assert_eq!(chat.take_reasons(), ["ConnectionBroken: invalid-url"], "{url}");
        chat.assert_over();
    }
}

#[test]
fn fetching_config_invalid_at_the_first_time() {
    let mut chat = Chat::new();
    chat.service.plan("connection", [details("http://sockets.test/")]);
    let call = chat.connect();
    assert!(chat.outcome(call).is_ok());
    assert_eq!(chat.take_events(), [ConnectionBroken, ConnectionEstablished]);
    chat.assert_over();
}

#[test]
fn fetching_config_without_expiries_is_fetched_again() {
    let mut chat = Chat::new();
    let body = json!({"Websocket": {"Url": "wss://a"}, "ConnectionCredentials": {"ConnectionToken": "token"}});
    chat.service.plan("connection", [Reply::Body(body)]);
    chat.connect();
    assert_eq!(chat.requests_for("connection").len(), 2);
    assert_eq!(chat.last_socket().url, "wss://sockets.test/1");
}

#[test]
fn fetching_socket_impossible() {
    let mut chat = fetching();
    chat.service.handshake = Handshake::Impossible;
    chat.release_well("connection");
    assert_eq!(chat.take_reasons(), ["ConnectionBroken: socket-not-made"]);
    chat.assert_over();
}

#[test]
fn fetching_config_rejected_not_retryable() {
    let mut chat = fetching();
    chat.release("connection", Reply::Error(400, "ValidationException"));
    assert_eq!(chat.take_reasons(), ["ConnectionBroken: connection-details-refused"]);
    chat.assert_over();
}

#[test]
fn fetching_config_rejected_retryable() {
    let mut chat = fetching();
    chat.release("connection", Reply::Unreachable);
    assert_eq!((chat.take_events(), chat.requests.len()), (vec![], 0));
    chat.advance(30_000);
    assert_eq!(chat.take_events(), [ConnectionEstablished]);
}

#[test]
fn connecting_socket_open() {
    let mut chat = connecting();
    let socket = chat.last_socket().id;
    chat.open(socket);
    assert_eq!(chat.take_reasons(), ["ConnectionEstablished: socket-opened"]);
    assert_eq!(chat.socket(socket).topics(), ["aws/subscribe", "aws/ping", "aws/heartbeat"]);
}

/// Refused: no hot loop, the URL is tried once more after a delay.
#[test]
fn connecting_socket_error() {
    let mut chat = connecting();
    chat.service.handshake = Handshake::Hang;
    let socket = chat.last_socket().id;
    chat.close(socket, 1006);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: socket-refused"]);
    assert_eq!((chat.requests.len(), chat.sockets.len()), (1, 1));
    chat.advance(500);
    assert_eq!((chat.requests.len(), chat.sockets.len()), (1, 2));
}

/// Refused: no hot loop, and the primary is none the worse for it.
#[test]
fn open_with_secondary_connecting_secondary_error() {
    let mut chat = open_with_secondary_connecting();
    chat.service.handshake = Handshake::Hang;
    let secondary = chat.last_socket().id;
    chat.close(secondary, 1006);
    assert_eq!((chat.requests.len(), chat.sockets.len()), (1, 2));
    chat.advance(500);
    assert_eq!((chat.requests.len(), chat.sockets.len()), (1, 3));
    assert_eq!(chat.open_sockets().len(), 1);
    assert_eq!(chat.take_events(), []);
}

/// A handshake that hangs is given up after ten seconds rather than waited for.
#[test]
fn connecting_open_check_elapsed() {
    let mut chat = connecting();
    chat.advance(9_999);
    assert_eq!((chat.sockets.len(), chat.take_events()), (1, vec![]));
    chat.advance(1);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: socket-open-timed-out"]);
    chat.advance(80_000);
    assert!(chat.requests.len() >= 2, "the URL became too old");
}

#[test]
fn open_heartbeat_answer() {
    let mut chat = Chat::connected();
    chat.advance(60_000);
    assert_eq!((chat.take_events(), chat.requests.len()), (vec![], 0));
}

/// It counts as lost, so that a page fetches what it may have missed.
#[test]
fn open_tick_heartbeat_unanswered() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Held]);
    chat.service.heartbeat = Answer::Silence;
    chat.advance(20_000);
    assert_eq!(chat.requests_for("connection").len(), 1);
    assert_eq!(chat.open_sockets().len(), 1);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: heartbeat-missed"]);
}

#[test]
fn open_life_timer() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Held]);
    chat.advance(LIFETIME);
    assert_eq!(chat.requests_for("connection").len(), 1);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn open_and_fetching_config_valid() {
    let mut chat = open_and_fetching();
    chat.service.handshake = Handshake::Hang;
    chat.release_well("connection");
    assert_eq!((chat.open_sockets().len(), chat.live_sockets().len()), (1, 2));
}

/// The healthy primary is kept, and a replacement is tried later.
#[test]
fn open_and_fetching_config_rejected() {
    for reply in [Reply::Status(400), Reply::Error(403, "AccessDeniedException"), details("http://none")] {
        let mut chat = open_and_fetching();
        chat.release("connection", reply);
        assert_eq!(chat.open_sockets().len(), 1);
        chat.advance(60_000);
        assert_eq!(chat.take_events(), []);
        assert_eq!(chat.sockets[0].state, REPLACED);
    }
}

#[test]
fn open_primary_close() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Held]);
    chat.lose_socket();
    assert_eq!(chat.take_reasons(), ["ConnectionLost: socket-closed"]);
    assert_eq!(chat.requests_for("connection").len(), 1);
}

#[test]
fn open_and_fetching_primary_close() {
    let mut chat = open_and_fetching();
    chat.lose_socket();
    assert_eq!(chat.take_reasons(), ["ConnectionLost: socket-closed"]);
    assert_eq!(chat.requests_for("connection").len(), 1);
}

#[test]
fn open_with_secondary_connecting_primary_close() {
    let mut chat = open_with_secondary_connecting();
    chat.lose_socket();
    assert_eq!(chat.take_reasons(), ["ConnectionLost: socket-closed"]);
    assert_eq!((chat.requests.len(), chat.sockets.len()), (1, 2));
}

#[test]
fn both_open_primary_close() {
    let mut chat = both_open();
    let [primary, secondary] = chat.open_sockets()[..] else { panic!("both are open") };
    chat.close(primary, 1006);
    assert_eq!((chat.open_sockets(), chat.take_events()), (vec![secondary], vec![]));
    assert_eq!((chat.requests.len(), chat.sockets.len()), (1, 2));
}

#[test]
fn both_open_secondary_close() {
    let mut chat = both_open();
    let primary = chat.open_sockets()[0];
    chat.lose_socket();
    assert_eq!((chat.open_sockets(), chat.take_events()), (vec![primary], vec![]));
}

#[test]
fn both_open_subscribe_success() {
    let mut chat = both_open();
    let [primary, secondary] = chat.open_sockets()[..] else { panic!("both are open") };
    chat.frame(secondary, r#"{"topic":"aws/subscribe","content":{"status":"success","topics":["aws/chat"]}}"#);
    chat.advance(1_000);
    assert_eq!(chat.socket(primary).state, REPLACED);
    assert_eq!((chat.open_sockets(), chat.take_events()), (vec![secondary], vec![]));
}

#[test]
fn last_open_socket_closed() {
    let mut chat = Chat::connected();
    chat.service.handshake = Handshake::Refuse;
    chat.lose_socket();
    chat.advance(60_000);
    assert_eq!(chat.take_reasons(), ["ConnectionLost: socket-closed"], "told once, not for each handshake");
}

#[test]
fn waiting_network_comes_back() {
    let mut chat = waiting();
    chat.go_online();
    assert_eq!(chat.take_events(), [ConnectionEstablished]);
}

#[test]
fn waiting_foregrounded() {
    let mut chat = Chat::connected();
    chat.service.handshake = Handshake::Refuse;
    chat.lose_socket();
    chat.advance(300_000);
    chat.service.handshake = Handshake::Accept;
    chat.take_told();
    chat.wake();
    chat.advance(1_000);
    assert_eq!(chat.take_events(), [ConnectionEstablished]);
}

#[test]
fn waiting_tick() {
    let mut chat = waiting();
    let start = chat.now.mono.0;
    chat.advance(20_000);
    assert_eq!(chat.take_deep_heartbeat_failures(), [start + 10_000, start + 20_000]);
    assert_eq!(chat.requests.len(), 0);
}

#[test]
fn waiting_retry_timer() {
    let mut chat = fetching();
    chat.release("connection", Reply::Unreachable);
    chat.advance(30_000);
    assert_eq!(chat.requests_for("connection").len(), 1);
}

#[test]
fn any_close_web_socket() {
    for mut chat in [fetching(), connecting(), Chat::connected(), open_and_fetching(), both_open(), waiting()] {
        let live = chat.live_sockets();
        chat.dispose();
        let reasons = [
            "[Primary] WebSocket User request to close WebSocket",
            "[Secondary] WebSocket User request to close WebSocket",
        ];
        for (socket, reason) in live.into_iter().zip(reasons) {
            assert_eq!(chat.socket(socket).state, SocketState::Closed(reason));
        }
        chat.assert_over();
    }
}

#[test]
fn terminated_anything() {
    let mut chat = terminated();
    chat.assert_over();
}

#[test]
fn closed_socket_close() {
    let mut chat = Chat::connected();
    let socket = chat.last_socket().id;
    chat.receive_end();
    chat.take_told();
    chat.close(socket, 1000);
    assert_eq!(chat.take_told(), []);
    chat.assert_over();
}

/// It opens nothing.
#[test]
fn closed_configuration_arrives() {
    let mut chat = open_and_fetching();
    chat.receive_end();
    chat.forget_the_past();
    chat.release_well("connection");
    assert_eq!((chat.sockets.len(), chat.take_told()), (0, vec![]));
    chat.assert_over();
}

/// It stays closed.
#[test]
fn closed_foregrounded() {
    let mut chat = Chat::connected();
    chat.receive_end();
    chat.forget_the_past();
    chat.wake();
    chat.go_online();
    assert_eq!((chat.requests.len(), chat.sockets.len()), (0, 0));
}
