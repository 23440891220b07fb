//! What the machine and the page say of the network: a hint, and a word that rules.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::event::EventKind::*;
use amazon_connect_chat_wasm::io::{Input, LinkChange};
use common::{Chat, Reply};

#[test]
fn a_machine_without_a_network_tries_little_but_does_try() {
    let mut chat = Chat::connected();
    chat.go_offline();
    chat.service.always("connection", Reply::Unreachable);
    chat.lose_socket();
    chat.advance(29_999);
    assert_eq!(chat.requests.len(), 0);
    chat.advance(600_000);
    assert!((5..=20).contains(&chat.requests.len()), "{} requests", chat.requests.len());
    chat.service.recover("connection");
    chat.advance(60_000);
    assert_eq!(chat.open_sockets().len(), 1, "the browser was wrong");
}

#[test]
fn the_network_coming_back_connects_at_once() {
    let mut chat = Chat::connected();
    chat.go_offline();
    chat.lose_socket();
    chat.advance(600_000);
    chat.service.latency = 40;
    chat.go_online();
    chat.advance(120);
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished]);
}

#[test]
fn a_false_offline_disturbs_no_socket_that_works() {
    let mut chat = Chat::connected();
    chat.go_offline();
    chat.advance(600_000);
    assert_eq!(chat.take_events(), []);
    chat.receive(&common::message("1", "hello"));
    assert_eq!(chat.take_events(), [IncomingMessage]);
}

#[test]
fn a_browser_that_is_wrong_from_the_start_delays_nothing() {
    let mut chat = Chat::new();
    chat.go_offline();
    chat.connect();
    assert_eq!(chat.open_sockets().len(), 1, "the details of connect() came over a network");
}

#[test]
fn a_browser_that_is_wrong_delays_the_way_back_once() {
    let mut chat = Chat::connected();
    chat.go_offline();
    chat.lose_socket();
    chat.advance(30_000);
    assert_eq!(chat.requests_for("connection").len(), 1);
    assert_eq!(chat.open_sockets().len(), 1, "no second delay between the details and their socket");
}

#[test]
fn a_network_that_comes_and_goes_makes_no_storm() {
    let mut chat = Chat::connected();
    chat.service.always("connection", Reply::Unreachable);
    chat.lose_socket();
    for _ in 0..300 {
        chat.go_offline();
        chat.advance(100);
        chat.go_online();
        chat.advance(100);
    }
    assert!(chat.requests.len() <= 61, "{} requests in a minute", chat.requests.len());
}

#[test]
fn the_pages_word_on_the_network_rules() {
    let mut chat = Chat::with_network_probe();
    chat.service.network = Some(false);
    chat.lose_socket();
    chat.go_online();
    chat.advance(60_000);
    assert_eq!(chat.requests.len(), 0);
    chat.service.network = Some(true);
    chat.advance(250);
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished]);
}

#[test]
fn the_page_is_asked_only_while_a_socket_is_wanted() {
    let mut chat = Chat::with_network_probe();
    let asked = chat.network_questions;
    chat.advance(60_000);
    assert_eq!(chat.network_questions, asked, "a socket that works needs no word");
    chat.service.network = Some(false);
    chat.lose_socket();
    chat.advance(1_000);
    assert_eq!(chat.network_questions, asked + 5, "at once, then every 250 ms");
}

#[test]
fn the_pages_word_may_take_its_time() {
    let mut chat = Chat::with_network_probe();
    chat.service.network = None;
    chat.lose_socket();
    chat.advance(60_000);
    assert_eq!(chat.requests.len(), 0);
    chat.service.network = Some(true);
    chat.input(Input::Link(LinkChange::SaidOnline));
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn a_word_that_took_its_time_cuts_no_delay_short() {
    let mut chat = Chat::with_network_probe();
    chat.service.network = None;
    chat.lose_socket();
    // The token's renewal, after twelve hours: three attempts 20 s apart, then a minute.
    chat.service.plan("connection", [Reply::Asked(503, "60"), Reply::Asked(503, "60"), Reply::Asked(503, "60")]);
    chat.advance(43_200_000 + 50_000);
    chat.service.network = Some(true);
    chat.input(Input::Link(LinkChange::SaidOffline));
    chat.advance(45_000);
    assert_eq!(chat.requests_for("connection").len(), 3);
    chat.advance(15_000);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn going_offline_lengthens_a_delay_that_runs() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Unreachable]);
    chat.lose_socket();
    chat.go_offline();
    chat.advance(29_999);
    assert_eq!(chat.requests.len(), 1);
    chat.advance(1);
    assert_eq!(chat.requests.len(), 2);
}
