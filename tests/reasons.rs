//! Every change of a connection has a named reason in the log, whether the page is told of the change or not.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::io::{Input, SuppliedEvent};
use amazon_connect_chat_wasm::log::{Level, Source};
use common::states::LIFETIME;
use common::{Answer, Chat, Handshake, Reply, agent, customer, details};
use std::collections::BTreeSet;

/// The table of reasons is part of the documents: support tooling is built on it.
const LOGGING: &str = include_str!("../docs/logging.md");

/// A session that connects while somebody reads the log.
fn heard(details: fn() -> amazon_connect_chat_wasm::config::SessionDetails<serde_json::Value>) -> Chat {
    let mut chat = Chat::with(Default::default(), details(), 1);
    chat.log_from(Level::Advanced);
    chat
}

/// The reasons that were logged since the last look: the statements of the socket that are one word.
fn take_logged(chat: &mut Chat) -> Vec<&'static str> {
    let log = std::mem::take(&mut chat.world.log);
    let of_socket = log.iter().filter(|line| line.source == Source::Socket && line.level == Level::Advanced);
    of_socket.map(|line| line.text).filter(|text| !text.contains(' ')).collect()
}

/// What is logged while `act` happens to a customer who is connected.
fn logged(act: fn(&mut Chat)) -> Vec<&'static str> {
    let mut chat = heard(customer);
    chat.connect();
    take_logged(&mut chat);
    act(&mut chat);
    take_logged(&mut chat)
}

/// What is logged when a customer connects to a service that `prepare` made.
fn logged_at_start(prepare: fn(&mut Chat)) -> Vec<&'static str> {
    let mut chat = heard(customer);
    prepare(&mut chat);
    chat.connect();
    take_logged(&mut chat)
}

/// What is logged of a connection that the page supplied.
fn logged_by_agent() -> Vec<&'static str> {
    let mut chat = heard(|| agent(Some(1)));
    chat.connect();
    let connection = chat.attached[0];
    chat.input(Input::Supplied(connection, SuppliedEvent::Lost));
    let other = chat.hub.create(agent(Some(2)));
    chat.world.connect(other).expect("it may connect");
    take_logged(&mut chat)
}

fn refuse(chat: &mut Chat) {
    chat.service.handshake = Handshake::Refuse;
}

/// Something that happens, and what the log says of it.
fn stories() -> Vec<(Vec<&'static str>, &'static [&'static str])> {
    vec![
        (logged_at_start(|_| {}), &["socket-opened", "ping-answered"]),
        (logged_at_start(|chat| chat.service.handshake = Handshake::Impossible), &["socket-not-made"]),
        (logged_at_start(|chat| chat.service.plan("connection", [details("http://a")])), &["invalid-url"]),
        (logged(Chat::lose_socket), &["socket-closed", "socket-opened", "ping-answered"]),
        // The page is told of the loss; that the next handshake is refused, too, is in the log alone.
        (
            logged(|chat| {
                refuse(chat);
                chat.lose_socket();
            }),
            &["socket-closed", "socket-refused"],
        ),
        (
            logged(|chat| {
                chat.service.handshake = Handshake::Hang;
                chat.lose_socket();
                chat.advance(10_000);
            }),
            &["socket-closed", "socket-open-timed-out"],
        ),
        (
            logged(|chat| {
                chat.go_offline();
                chat.lose_socket();
                chat.advance(10_000);
            }),
            &["socket-closed", "no-open-socket"],
        ),
        (
            logged(|chat| {
                chat.service.heartbeat = Answer::Silence;
                chat.advance(10_000);
                chat.service.ping = Answer::Silence;
                refuse(chat);
                chat.advance(10_000);
            }),
            &["ping-answered", "heartbeat-missed", "socket-refused"],
        ),
        (
            logged(|chat| {
                chat.service.ping = Answer::Silence;
                chat.advance(10_000);
                chat.service.ping = Answer::No;
                chat.advance(10_000);
            }),
            &["ping-missed", "ping-refused"],
        ),
        (
            logged(|chat| {
                chat.advance(5_000);
                (chat.service.heartbeat, chat.service.ping) = (Answer::Silence, Answer::Silence);
                refuse(chat);
                chat.wake();
                chat.advance(3_000);
            }),
            &["probe-missed", "socket-refused"],
        ),
        (
            logged(|chat| {
                chat.service.subscribe = Answer::Silence;
                chat.lose_socket();
                chat.advance(4_000);
            }),
            &["socket-closed", "socket-opened", "ping-answered", "subscription-failed"],
        ),
        // A handover: nothing of it is told.
        (
            logged(|chat| {
                chat.advance(LIFETIME - 1);
                chat.world.log.clear();
                chat.advance(1 + 1_000);
            }),
            &["lifetime-over", "ping-answered", "socket-opened", "ping-answered", "handed-over"],
        ),
        // One that fails keeps the socket that works.
        (
            logged(|chat| {
                chat.service.plan("connection", [Reply::Status(400)]);
                chat.advance(LIFETIME - 1);
                chat.world.log.clear();
                chat.advance(1);
            }),
            &["lifetime-over", "ping-answered", "connection-details-refused"],
        ),
        (
            logged(|chat| {
                chat.service.plan("connection", [Reply::Unreachable, Reply::Status(400)]);
                chat.lose_socket();
                chat.advance(2_000);
            }),
            &["socket-closed", "connection-details-failed", "connection-details-refused"],
        ),
        (
            logged(|chat| {
                chat.service.plan("connection", [Reply::Error(403, "AccessDeniedException")]);
                chat.lose_socket();
            }),
            &["socket-closed", "ended-meanwhile"],
        ),
        (logged(Chat::receive_end), &["left"]),
        (logged_by_agent(), &["supplied-connection", "connection-replaced"]),
    ]
}

#[test]
fn the_log_names_the_reason_of_every_change() {
    for (logged, expected) in stories() {
        assert_eq!(logged, expected);
    }
}

#[test]
fn the_documents_list_every_reason() {
    let shown: BTreeSet<_> = stories().into_iter().flat_map(|(logged, _)| logged).collect();
    let (_, table) = LOGGING.split_once("| Reason | Meaning |").expect("the table is there");
    let (table, _) = table.split_once("\n\n").expect("the table ends");
    let listed = table.lines().filter_map(|row| row.strip_prefix("| `")?.rsplit_once(" | "));
    let listed = listed.flat_map(|(reasons, _)| reasons.trim_end_matches('`').split("`, `")).collect();
    assert_eq!(shown, listed);
}
