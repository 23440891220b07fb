//! The connection token: renewed before it expires, never in a storm, and no more after the end.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::event::EventKind::*;
use amazon_connect_chat_wasm::log::Level;
use amazon_connect_chat_wasm::time::WallTime;
use common::{Chat, Reply};
use serde_json::json;

/// A session whose tokens are good for this long.
fn with_tokens_of(millis: i64) -> Chat {
    let mut chat = Chat::new();
    chat.service.token_lifetime = millis;
    chat.connect();
    chat.forget_the_past();
    chat
}

fn times(chat: &Chat) -> Vec<u64> {
    chat.requests_for("connection").iter().map(|sent| sent.at - 1_000).collect()
}

#[test]
fn a_token_is_renewed_a_minute_before_it_expires() {
    let mut chat = with_tokens_of(600_000);
    chat.advance(1_200_000);
    assert_eq!(times(&chat), [540_000, 1_080_000]);
    chat.send_message("hi");
    assert_eq!(chat.last_request("message").bearer(), json!("token-3"));
}

#[test]
fn a_renewal_opens_no_socket_and_tells_nothing() {
    let mut chat = with_tokens_of(600_000);
    chat.advance(3_000_000);
    assert_eq!((chat.sockets.len(), chat.take_events()), (1, vec![]));
    assert_eq!(chat.details.len(), 1, "the page sees those of the first fetch");
}

#[test]
fn a_fetch_for_the_connection_renews_the_token_as_well() {
    let mut chat = with_tokens_of(600_000);
    chat.advance(500_000);
    chat.lose_socket();
    chat.advance(500_000);
    assert_eq!(times(&chat), [500_000]);
}

#[test]
fn a_failed_renewal_is_repeated_with_growing_delays() {
    let mut chat = with_tokens_of(600_000);
    chat.service.always("connection", Reply::Unreachable);
    chat.advance(600_000);
    assert!(times(&chat).len() >= 2, "before it expires: {:?}", times(&chat));
    chat.advance(2_900_000);
    assert!(times(&chat).len() < 40, "{} requests in an hour", times(&chat).len());
    assert_eq!(chat.take_events(), [], "the socket is none the worse for it");
    chat.service.recover("connection");
    chat.advance(300_000);
    chat.send_message("hi");
    assert_ne!(chat.last_request("message").bearer(), json!("token-1"));
}

#[test]
fn a_refused_renewal_is_no_end() {
    let mut chat = with_tokens_of(600_000);
    chat.service.always("connection", Reply::Error(403, "AccessDeniedException"));
    chat.advance(700_000);
    assert_eq!((chat.take_events(), chat.open_sockets().len()), (vec![], 1));
}

#[test]
fn a_renewal_waits_as_long_as_the_service_asks() {
    let mut chat = with_tokens_of(600_000);
    chat.service.always("connection", Reply::Asked(429, "400"));
    chat.advance(540_000 + 40_000); // three attempts, 20 s apart at most
    assert_eq!(times(&chat).len(), 3);
    chat.advance(399_000);
    assert_eq!(times(&chat).len(), 3);
    chat.advance(2_000);
    assert_eq!(times(&chat).len(), 4);
}

#[test]
fn time_asleep_counts_towards_the_expiry() {
    let mut chat = with_tokens_of(1_800_000);
    chat.sleep(3_600_000);
    chat.advance(1);
    assert_eq!(chat.requests_for("connection").len(), 1, "one fetch for the token and for the handover");
    chat.send_message("hi");
    assert_eq!(chat.last_request("message").bearer(), json!("token-2"));
}

#[test]
fn a_clock_that_is_a_day_fast_makes_no_storm() {
    let mut chat = Chat::new();
    chat.now.wall = WallTime(chat.now.wall.0 + 86_400_000);
    chat.service.token_lifetime = -86_400_000 + 600_000;
    chat.connect();
    chat.forget_the_past();
    chat.advance(600_000);
    assert!((1..=20).contains(&times(&chat).len()), "{} requests in ten minutes", times(&chat).len());
}

#[test]
fn no_renewal_follows_broken() {
    let mut chat = with_tokens_of(600_000);
    chat.service.always("connection", Reply::Status(400));
    chat.lose_socket();
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionBroken]);
    chat.assert_over();
}

#[test]
fn a_response_that_lacks_a_part_fails_connect() {
    let parts = [
        json!({"Websocket": {"Url": "wss://a"}}),
        json!({"ConnectionCredentials": {"ConnectionToken": "token"}}),
        json!({}),
    ];
    for body in parts {
        let mut chat = Chat::new();
        chat.service.plan("connection", [Reply::Body(body.clone())]);
        let call = chat.connect();
        assert_eq!(chat.outcome(call).clone().expect_err("it is of no use").name, "TypeError", "{body}");
        chat.assert_over();
    }
}

#[test]
fn a_token_is_never_printed() {
    let mut chat = Chat::connected();
    chat.log_from(Level::Debug);
    chat.send_message("secret words");
    chat.lose_socket();
    chat.advance(30_000);
    let printed = format!("{:?} {:?}", chat.log, chat.requests.iter().map(|sent| &sent.request).collect::<Vec<_>>());
    assert!(!chat.log.is_empty());
    for secret in ["token-1", "participant-token", "sockets.test"] {
        assert!(!printed.contains(secret), "{secret} in {printed}");
    }
    assert!(!format!("{:?}", chat.log).contains("secret words"));
}

/// The service asks for a minute, with all three attempts of one fetch.
fn asks_for_a_minute(chat: &mut Chat) {
    chat.service.plan("connection", [Reply::Asked(503, "60"), Reply::Asked(503, "60"), Reply::Asked(503, "60")]);
}

#[test]
fn a_renewal_waits_for_what_the_service_asked_the_connection_for() {
    let mut chat = with_tokens_of(600_000);
    chat.advance(490_000);
    asks_for_a_minute(&mut chat);
    chat.lose_socket();
    chat.advance(200_000);
    // Three attempts 20 s apart, then the minute, although the renewal was due at 540 s.
    assert_eq!(times(&chat), [490_000, 510_000, 530_000, 590_000]);
}

#[test]
fn the_connection_waits_for_what_the_service_asked_a_renewal_for() {
    let mut chat = with_tokens_of(600_000);
    asks_for_a_minute(&mut chat);
    chat.advance(585_000);
    chat.lose_socket();
    chat.advance(200_000);
    assert_eq!(times(&chat), [540_000, 560_000, 580_000, 640_000]);
}

#[test]
fn a_request_for_details_that_hangs_is_given_up() {
    let mut chat = with_tokens_of(600_000);
    chat.service.plan("connection", [Reply::Held]);
    chat.lose_socket();
    chat.advance(29_999);
    assert_eq!(times(&chat).len(), 1);
    chat.advance(30_001);
    assert_eq!((times(&chat).len(), chat.open_sockets().len()), (2, 1), "another one was answered");
}

#[test]
fn connect_waits_for_its_details_as_long_as_the_browser_does() {
    let mut chat = Chat::new();
    chat.service.plan("connection", [Reply::Held]);
    let call = chat.connect();
    chat.advance(3_600_000);
    assert_eq!((chat.is_settled(call), chat.requests_for("connection").len()), (false, 1));
}
