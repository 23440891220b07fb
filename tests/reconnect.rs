//! Losing the connection and getting it back: at once where that helps, with growing delays where not.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::event::EventKind::*;
use amazon_connect_chat_wasm::ids::SocketId;
use common::{Answer, Chat, Handshake, Reply, SocketState, customer};
use serde_json::json;

/// The longest delay between two attempts.
const CAP: u64 = 30_000;

#[test]
fn a_lost_socket_is_replaced_at_once() {
    let mut chat = Chat::connected();
    chat.lose_socket();
    assert_eq!(chat.take_reasons(), ["ConnectionLost: socket-closed", "ConnectionEstablished: socket-opened"]);
    assert_eq!(chat.requests_for("connection").len(), 1);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn every_close_code_is_a_loss() {
    for code in [1000, 1001, 1006, 1011, 4000] {
        let mut chat = Chat::connected();
        let socket = chat.last_socket().id;
        chat.close(socket, code);
        assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished], "{code}");
    }
}

#[test]
fn lost_is_told_once_until_a_socket_is_open_again() {
    let mut chat = Chat::connected();
    chat.service.handshake = Handshake::Refuse;
    chat.lose_socket();
    chat.advance(300_000);
    assert_eq!(chat.take_events(), [ConnectionLost]);
    chat.service.handshake = Handshake::Accept;
    chat.advance(CAP);
    assert_eq!(chat.take_events(), [ConnectionEstablished]);
    chat.lose_socket();
    assert_eq!(chat.take_events().first(), Some(&ConnectionLost));
}

#[test]
fn frame_from_retired_socket_is_ignored() {
    let mut chat = Chat::connected();
    let retired = chat.last_socket().id;
    chat.lose_socket();
    chat.forget_the_past();
    chat.receive_on(retired, &common::message("1", "from nowhere"));
    chat.open(retired);
    chat.close(retired, 1006);
    assert_eq!(chat.take_told(), []);
    assert_eq!(chat.live_sockets(), chat.open_sockets());
    assert_eq!(chat.sockets.len(), 1);
}

#[test]
fn a_loss_soon_after_a_reconnect_waits() {
    let mut chat = Chat::connected();
    chat.lose_socket();
    chat.lose_socket();
    assert_eq!(chat.requests_for("connection").len(), 1);
    assert_eq!(chat.live_sockets(), []);
    chat.advance(2_000);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn a_service_that_closes_every_socket_at_once_sees_no_storm() {
    let mut chat = Chat::connected();
    let start = chat.now.mono.0;
    while chat.now.mono.0 < start + 600_000 {
        if chat.open_sockets().is_empty() {
            chat.advance(100);
        } else {
            chat.lose_socket();
        }
    }
    assert!(chat.requests.len() < 60, "{} requests in ten minutes", chat.requests.len());
}

#[test]
fn a_refused_url_is_tried_once_more_and_then_fetched_anew() {
    let mut chat = Chat::connected();
    chat.service.handshake = Handshake::Refuse;
    chat.lose_socket();
    chat.advance(40_000);
    let urls: Vec<_> = chat.sockets.iter().skip(1).take(4).map(|socket| socket.url.clone()).collect();
    assert_eq!(urls, [2, 2, 3, 3].map(|number| format!("wss://sockets.test/{number}")));
}

#[test]
fn a_url_that_became_too_old_is_fetched_anew() {
    for (wait, url) in [(80_000, "wss://sockets.test/2"), (90_000, "wss://sockets.test/3")] {
        let mut chat = Chat::with_network_probe();
        chat.service.handshake = Handshake::Refuse;
        chat.lose_socket();
        chat.service.network = Some(false); // nothing is tried meanwhile
        chat.advance(wait);
        (chat.service.handshake, chat.service.network) = (Handshake::Accept, Some(true));
        chat.advance(1_000);
        assert_eq!(chat.last_socket().url, url);
    }
}

#[test]
fn a_lifetime_that_ends_while_there_is_no_socket_starts_no_handover() {
    let mut chat = Chat::connected();
    chat.advance(3_500_000);
    chat.service.always("connection", Reply::Unreachable);
    chat.lose_socket();
    chat.advance(100_000);
    chat.service.recover("connection");
    chat.advance(30_000);
    let socket = chat.open_sockets();
    chat.advance(3_370_000);
    assert_eq!((socket.len(), chat.open_sockets()), (1, socket));
}

#[test]
fn one_fetch_serves_all_sessions_of_a_contact() {
    let mut chat = Chat::connected();
    let other = chat.hub.create(customer());
    chat.world.connect(other).expect("it may connect");
    chat.forget_the_past();
    chat.lose_socket();
    assert_eq!(chat.requests_for("connection").len(), 1);
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionLost, ConnectionEstablished, ConnectionEstablished]);
}

#[test]
fn delays_grow_to_the_cap_and_stay_there() {
    let mut chat = Chat::connected();
    chat.service.handshake = Handshake::Refuse;
    chat.lose_socket();
    chat.advance(3_600_000);
    let times: Vec<_> = chat.sockets.iter().skip(1).map(|socket| socket.at).collect();
    let gaps: Vec<_> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.iter().all(|gap| (50..=CAP).contains(gap)), "{gaps:?}");
    let average = |gaps: &[u64]| gaps.iter().sum::<u64>() / gaps.len() as u64;
    assert!(average(&gaps[..3]) < 4_000 && average(&gaps[10..]) > 10_000, "{gaps:?}");
}

#[test]
fn clients_that_were_cut_off_together_come_back_apart() {
    let second_attempts = (0..50).map(|seed| {
        let mut chat = Chat::with(Default::default(), customer(), seed);
        chat.connect();
        chat.service.handshake = Handshake::Refuse;
        chat.lose_socket();
        chat.advance(60_000);
        chat.sockets[3].at
    });
    let mut times: Vec<_> = second_attempts.collect();
    times.sort_unstable();
    times.dedup();
    assert!(times.len() > 40, "{times:?}");
}

#[test]
fn connection_details_are_fetched_again_after_every_failure_that_may_pass() {
    let failures = [
        Reply::Unreachable,
        Reply::Status(500),
        Reply::Status(503),
        Reply::Status(599),
        Reply::Error(429, "ThrottlingException"),
        Reply::Error(400, "ThrottlingException"),
        Reply::Html(502),
        Reply::Html(200), // a captive portal
    ];
    for failure in failures {
        let mut chat = Chat::connected();
        chat.service.always("connection", failure.clone());
        chat.lose_socket();
        chat.advance(600_000);
        assert_eq!(chat.take_events(), [ConnectionLost], "{failure:?}");
        chat.service.recover("connection");
        chat.advance(CAP);
        assert_eq!(chat.take_events(), [ConnectionEstablished], "{failure:?}");
    }
}

#[test]
fn connection_details_that_are_refused_break_the_connection() {
    for status in [400, 401, 404, 409] {
        let mut chat = Chat::connected();
        chat.service.plan("connection", [Reply::Status(status)]);
        chat.lose_socket();
        let expected = ["ConnectionLost: socket-closed", "ConnectionBroken: connection-details-refused"];
        assert_eq!(chat.take_reasons(), expected, "{status}");
        chat.assert_over();
    }
}

#[test]
fn access_denied_after_a_loss_is_the_end_of_the_contact() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Error(403, "AccessDeniedException")]);
    chat.lose_socket();
    let told = chat.take_told();
    let kinds: Vec<_> = told.iter().map(|told| told.kind).collect();
    assert_eq!(kinds, [ConnectionLost, IncomingMessage, ChatEnded]);
    let ended = json!({
        "AbsoluteTime": "",
        "ContentType": "application/vnd.amazonaws.connect.event.chat.ended",
        "Id": "",
        "Type": "EVENT",
        "InitialContactId": "",
    });
    assert_eq!(told[1].item().to_string(), ended.to_string());
    chat.assert_over();
}

#[test]
fn the_delay_that_the_service_asks_for_is_kept() {
    let mut chat = Chat::connected();
    chat.service.always("connection", Reply::Asked(429, "120"));
    chat.lose_socket();
    // Three attempts of one exchange, 20 s apart at most; then the connection waits as it was told.
    chat.advance(50_000);
    assert_eq!(chat.requests.len(), 3);
    chat.go_offline();
    chat.go_online();
    chat.advance(109_000);
    chat.wake();
    chat.go_online();
    assert_eq!(chat.requests.len(), 3);
    chat.service.recover("connection");
    chat.advance(1_001);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn a_loss_does_not_cut_short_the_delay_that_the_service_asks_for() {
    let mut chat = Chat::connected();
    chat.service.always("connection", Reply::Asked(429, "120"));
    chat.advance(3_540_000 + 50_000); // the details for a handover are refused, the socket works
    assert_eq!(chat.requests.len(), 3);
    chat.lose_socket();
    chat.advance(109_000);
    assert_eq!(chat.requests.len(), 3);
    chat.service.recover("connection");
    chat.advance(32_000);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn a_handshake_that_hangs_is_abandoned() {
    let mut chat = Chat::connected();
    chat.service.handshake = Handshake::Hang;
    chat.lose_socket();
    let hanging = chat.last_socket().id;
    chat.advance(9_999);
    assert_eq!(chat.live_sockets(), [hanging]);
    chat.service.handshake = Handshake::Accept;
    chat.advance(1);
    assert!(matches!(chat.socket(hanging).state, SocketState::Closed(_)));
    chat.advance(2_000);
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished]);
}

#[test]
fn waking_up_hurries_a_long_delay() {
    let mut chat = Chat::connected();
    chat.service.handshake = Handshake::Refuse;
    chat.lose_socket();
    chat.advance(600_000);
    chat.service.handshake = Handshake::Accept;
    chat.wake();
    chat.advance(1_000);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn waking_up_again_and_again_makes_no_storm() {
    let mut chat = Chat::connected();
    chat.service.handshake = Handshake::Refuse;
    chat.lose_socket();
    chat.forget_the_past();
    for _ in 0..600 {
        chat.wake();
        chat.advance(100);
    }
    assert!(chat.sockets.len() <= 61, "{} handshakes in a minute", chat.sockets.len());
}

#[test]
fn once_the_faults_stop_it_is_connected_within_the_cap() {
    for fault in ["handshake", "details", "throttled"] {
        for seed in 0..20 {
            let mut chat = Chat::with(Default::default(), customer(), seed);
            chat.connect();
            match fault {
                "handshake" => chat.service.handshake = Handshake::Refuse,
                "details" => chat.service.always("connection", Reply::Unreachable),
                _ => chat.service.always("connection", Reply::Status(429)),
            }
            chat.lose_socket();
            chat.advance(100_000 + seed * 7_919);
            chat.service.handshake = Handshake::Accept;
            chat.service.recover("connection");
            chat.advance(CAP);
            assert_eq!(chat.open_sockets().len(), 1, "{fault} {seed}");
        }
    }
}

/// A session whose socket fell silent and is kept, while no other can be had.
fn given_up() -> (Chat, SocketId) {
    let mut chat = Chat::connected();
    let silent = chat.last_socket().id;
    chat.service.heartbeat = Answer::Silence;
    chat.service.always("connection", Reply::Unreachable);
    chat.advance(200_000);
    chat.forget_the_past();
    (chat, silent)
}

#[test]
fn a_socket_that_was_given_up_puts_no_try_off_when_it_closes() {
    let next_try = |closes: bool| {
        let (mut chat, silent) = given_up();
        if closes {
            chat.close(silent, 1006);
        }
        chat.advance(2 * CAP);
        chat.requests_for("connection").first().map(|sent| sent.at)
    };
    assert!(next_try(false).is_some());
    assert_eq!(next_try(true), next_try(false));
}

#[test]
fn nor_does_it_put_off_what_is_under_way() {
    let (mut chat, silent) = given_up();
    chat.service.always("connection", Reply::Held);
    while chat.requests_for("connection").is_empty() {
        chat.advance(100);
    }
    chat.close(silent, 1006);
    chat.release_well("connection");
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn details_that_a_frozen_page_gets_late_are_too_old() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Held]);
    chat.lose_socket();
    // Frozen: the answer is there before any timer.
    chat.world.now.mono.0 += 90_000;
    chat.release_well("connection");
    chat.advance(1_000);
    assert_eq!((chat.requests_for("connection").len(), chat.open_sockets().len()), (2, 1));
    assert_eq!(chat.sockets.len(), 2, "the old URL was not tried");
}

#[test]
fn so_are_those_of_connect() {
    let mut chat = Chat::new();
    chat.service.plan("connection", [Reply::Held]);
    chat.connect();
    chat.world.now.mono.0 += 90_000;
    chat.release_well("connection");
    assert_eq!((chat.requests_for("connection").len(), chat.sockets.len(), chat.open_sockets().len()), (2, 1, 1));
}
