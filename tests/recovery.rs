//! What a page missed comes to the same handlers: in order, once, before anything newer.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::config::{Config, SessionDetails};
use amazon_connect_chat_wasm::event::EventKind::*;
use common::{Answer, Chat, Handshake, Reply, agent, chunk, customer, ended_item, event, message, receipt};
use serde_json::{Value, json};

fn page(items: &[Value]) -> Reply {
    Reply::Body(json!({"Transcript": items}))
}

fn page_with_more(items: &[Value], next_token: &str) -> Reply {
    Reply::Body(json!({"Transcript": items, "NextToken": next_token}))
}

/// Messages with these ids, at times that grow with them.
fn messages(ids: std::ops::RangeInclusive<u32>) -> Vec<Value> {
    ids.map(|id| message(&id.to_string(), &format!("text {id}"))).collect()
}

/// A session that recovers and has seen messages 1 and 2.
fn caught_up() -> Chat {
    let mut chat = connecting(Value::Null);
    chat.service.plan("transcript", [page(&messages(1..=2))]);
    chat.connect();
    assert_eq!(ids(&mut chat), ["1", "2"]);
    chat.forget_the_past();
    chat
}

fn connecting(last_seen: Value) -> Chat {
    Chat::with(Config::default(), SessionDetails { recover: true, last_seen, ..customer() }, 1)
}

/// A loss soon after another one: the next socket waits its turn.
fn lose_again(chat: &mut Chat) {
    chat.lose_socket();
    chat.advance(5_000);
}

/// The ids of the items that the page was given since the last look.
fn ids(chat: &mut Chat) -> Vec<String> {
    chat.take_told()
        .iter()
        .filter(|told| told.kind == IncomingMessage)
        .map(|told| told.item()["Id"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// What `onRecovery` said since the last look: items, complete.
fn reports(chat: &mut Chat) -> Vec<(u64, bool)> {
    let told = chat.take_told();
    let reports = told.iter().filter(|told| told.kind == Recovery).map(|told| told.item());
    reports.map(|report| (report["items"].as_u64().unwrap_or(99), report["complete"] == true)).collect()
}

#[test]
fn nothing_is_fetched_unless_the_page_wants_it() {
    let mut chat = Chat::connected();
    chat.lose_socket();
    assert_eq!(chat.requests_for("transcript").len(), 0);
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished]);
}

#[test]
fn the_first_connection_brings_the_contact_from_its_first_item() {
    let mut chat = connecting(Value::Null);
    chat.service.plan("transcript", [page(&messages(1..=3))]);
    chat.connect();
    assert_eq!(
        chat.last_request("transcript").body(),
        json!({"StartPosition": {}, "ScanDirection": "FORWARD", "SortOrder": "ASCENDING", "MaxResults": 100})
    );
    assert_eq!(
        chat.take_events(),
        [ConnectionEstablished, ConnectionEstablished, IncomingMessage, IncomingMessage, IncomingMessage, Recovery]
    );
}

#[test]
fn after_a_loss_it_goes_on_from_the_last_item() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [page(&messages(2..=4))]);
    chat.lose_socket();
    assert_eq!(chat.last_request("transcript").body()["StartPosition"], json!({"Id": "2"}));
    assert_eq!(ids(&mut chat), ["3", "4"]);
}

#[test]
fn it_waits_for_the_subscription_without_which_the_next_item_would_be_missed() {
    let mut chat = caught_up();
    chat.service.subscribe = Answer::Silence;
    chat.lose_socket();
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished]);
    assert_eq!(chat.requests_for("transcript").len(), 0);
    chat.service.subscribe = Answer::Yes;
    chat.advance(1_000);
    assert_eq!(chat.requests_for("transcript").len(), 1);
}

#[test]
fn a_handover_may_have_come_too_late_and_is_made_good_without_a_word() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [page(&messages(2..=3))]);
    chat.advance(3_545_000);
    assert_eq!(chat.open_sockets().len(), 1);
    assert_eq!(chat.take_events(), [IncomingMessage, Recovery], "the old socket may have been dead for a while");
}

#[test]
fn pages_follow_each_other_until_there_are_no_more() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [page_with_more(&messages(2..=4), "more"), page(&messages(5..=6))]);
    chat.lose_socket();
    assert_eq!(chat.last_request("transcript").body()["NextToken"], json!("more"));
    assert_eq!(ids(&mut chat), ["3", "4", "5", "6"]);
}

#[test]
fn what_arrives_meanwhile_is_held_and_comes_once() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [Reply::Held]);
    chat.lose_socket();
    for item in [message("4", "text 4"), message("5", "text 5")] {
        chat.receive(&item);
    }
    chat.receive(&event("typing"));
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished, IncomingTyping], "typing is of the moment");
    chat.release("transcript", page(&messages(2..=4)));
    assert_eq!(ids(&mut chat), ["3", "4", "5"]);
}

#[test]
fn more_than_can_be_held_is_fetched() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [Reply::Held]);
    chat.lose_socket();
    for item in messages(3..=503) {
        chat.receive(&item);
    }
    chat.service.plan("transcript", [Reply::Held]);
    chat.release("transcript", page(&messages(2..=2)));
    assert_eq!(ids(&mut chat), [""; 0]);
    chat.release("transcript", page(&messages(2..=503)));
    assert_eq!(ids(&mut chat), (3..=503).map(|id| id.to_string()).collect::<Vec<_>>());
}

#[test]
fn a_page_asked_for_before_another_loss_is_not_the_last_one() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [Reply::Held, Reply::Held]);
    chat.lose_socket();
    lose_again(&mut chat);
    chat.release("transcript", page(&messages(2..=3)));
    chat.release("transcript", page(&messages(3..=4)));
    assert_eq!(ids(&mut chat), ["3", "4"]);
}

#[test]
fn a_failure_is_reported_and_tried_again() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [Reply::Unreachable, Reply::Unreachable, page(&messages(2..=3))]);
    chat.lose_socket();
    assert_eq!(reports(&mut chat), [(0, false)]);
    chat.receive(&message("4", "text 4"));
    let asked = chat.requests_for("transcript").len();
    while chat.requests_for("transcript").len() == asked {
        chat.advance(100);
    }
    assert_eq!(reports(&mut chat), [(0, false)]);
    chat.advance(2_000);
    let told = chat.take_told();
    let kinds: Vec<_> = told.iter().map(|told| told.kind).collect();
    assert_eq!(kinds, [IncomingMessage, IncomingMessage, Recovery]);
    assert_eq!(told[2].item(), json!({"items": 2, "milliseconds": told[2].item()["milliseconds"], "complete": true}));
}

#[test]
fn a_page_that_is_not_the_services_is_asked_for_again() {
    let mut chat = caught_up();
    let other = [json!({"Transcript": true}), json!({"Transcript": {}}), json!({}), json!("a login page")];
    chat.service.plan("transcript", other.map(Reply::Body));
    chat.service.plan("transcript", [page(&messages(2..=4))]);
    chat.lose_socket();
    chat.advance(60_000);
    assert_eq!(ids(&mut chat), ["3", "4"]);
}

#[test]
fn a_page_that_hangs_is_asked_for_again() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [Reply::Held, page(&messages(2..=4))]);
    chat.lose_socket();
    chat.advance(60_000);
    assert_eq!(ids(&mut chat), ["3", "4"]);
}

#[test]
fn what_the_service_asks_for_is_waited_for() {
    let mut chat = caught_up();
    chat.service.plan("transcript", vec![Reply::Asked(429, "15"); 3]);
    chat.lose_socket();
    chat.advance(30_000);
    assert_eq!(chat.requests_for("transcript").len(), 3, "the three attempts of one request");
    chat.advance(14_999);
    assert_eq!(chat.requests_for("transcript").len(), 3);
    chat.advance(1);
    assert_eq!(chat.requests_for("transcript").len(), 4);
}

#[test]
fn when_the_service_refuses_the_chat_goes_on_and_the_gap_is_filled_later() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [Reply::Held]);
    chat.lose_socket();
    chat.receive(&message("5", "text 5"));
    chat.release("transcript", Reply::Error(403, "AccessDeniedException"));
    let told = chat.take_told();
    assert_eq!(told.last().map(|told| told.item()["reason"].clone()), Some(json!("AccessDeniedException")));
    chat.receive(&message("6", "text 6"));
    assert_eq!(ids(&mut chat), ["6"]);
    chat.service.plan("transcript", [page(&messages(2..=7))]);
    lose_again(&mut chat);
    assert_eq!(chat.last_request("transcript").body()["StartPosition"], json!({"Id": "2"}));
    assert_eq!(ids(&mut chat), ["3", "4", "7"]);
    lose_again(&mut chat);
    assert_eq!(chat.last_request("transcript").body()["StartPosition"], json!({"Id": "7"}));
}

#[test]
fn an_item_that_the_service_forgot_is_looked_for_by_its_time() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [Reply::Error(400, "ValidationException"), page(&messages(2..=3))]);
    chat.lose_socket();
    assert_eq!(
        chat.last_request("transcript").body()["StartPosition"],
        json!({"AbsoluteTime": "2026-01-01T00:00:00.000Z"})
    );
    assert_eq!(ids(&mut chat), ["3"]);
}

#[test]
fn a_resumed_session_begins_after_the_last_item_of_its_earlier_life() {
    let mut chat = connecting(json!({"Id": "7"}));
    chat.service.plan("transcript", [page(&messages(7..=8))]);
    chat.connect();
    assert_eq!(chat.last_request("transcript").body()["StartPosition"], json!({"Id": "7"}));
    assert_eq!(ids(&mut chat), ["8"]);
}

#[test]
fn receipts_that_were_missed_come_as_receipts() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [page(&[receipt("1", "ReadTimestamp")])]);
    chat.lose_socket();
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished, IncomingReadReceipt, Recovery]);
}

#[test]
fn a_streamed_message_that_was_completed_meanwhile_comes_complete() {
    let mut chat = caught_up();
    chat.receive(&chunk("3", 1, "word ", false));
    chat.forget_the_past();
    chat.service.plan("transcript", [page(&[chunk("3", 2, "word word", true)])]);
    chat.lose_socket();
    let told = chat.take_told();
    let message = told.iter().find(|told| told.kind == IncomingMessage).expect("it comes").item();
    assert_eq!(message["Content"], "word word");
}

#[test]
fn the_end_that_was_missed_is_the_end() {
    let mut chat = caught_up();
    chat.service.plan("transcript", [page(&[message("3", "bye"), ended_item()])]);
    chat.lose_socket();
    assert_eq!(
        chat.take_events(),
        [ConnectionLost, ConnectionEstablished, IncomingMessage, IncomingMessage, ChatEnded]
    );
    chat.assert_over();
}

#[test]
fn a_contact_that_ended_meanwhile_is_read_to_its_end() {
    for refused in [false, true] {
        let mut chat = caught_up();
        chat.service.handshake = Handshake::Refuse;
        chat.service.always("connection", Reply::Error(403, "AccessDeniedException"));
        let reply = if refused { Reply::Error(403, "AccessDeniedException") } else { page(&messages(2..=3)) };
        chat.service.plan("transcript", [reply]);
        chat.lose_socket();
        chat.advance(60_000);
        let kinds = chat.take_events();
        let missed: &[_] = if refused { &[] } else { &[IncomingMessage] };
        assert_eq!(kinds, [&[ConnectionLost], missed, &[Recovery, IncomingMessage, ChatEnded]].concat());
        chat.assert_over();
    }
}

#[test]
fn the_end_is_told_even_when_nothing_can_be_fetched() {
    let mut chat = caught_up();
    chat.service.handshake = Handshake::Refuse;
    chat.service.always("connection", Reply::Error(403, "AccessDeniedException"));
    chat.service.always("transcript", Reply::Unreachable);
    chat.lose_socket();
    chat.advance(120_000);
    assert_eq!(chat.take_events().last(), Some(&ChatEnded));
    chat.assert_over();
}

#[test]
fn a_connection_of_the_pages_own_recovers_when_it_says_so() {
    let details = SessionDetails { recover: true, ..agent(Some(1)) };
    let mut chat = Chat::with(Config::default(), details, 1);
    chat.service.plan("transcript", [page(&messages(1..=1))]);
    chat.connect();
    assert_eq!(ids(&mut chat), ["1"]);
}

#[test]
fn a_session_that_joins_an_open_connection_recovers_at_once() {
    let mut chat = Chat::connected();
    let second = chat.world.hub.create(SessionDetails { recover: true, ..customer() });
    chat.service.plan("transcript", [page(&messages(1..=1))]);
    chat.world.connect(second).expect("it may connect");
    let told = chat.take_told();
    assert_eq!(
        told.iter().filter(|told| told.session == second).map(|told| told.kind).collect::<Vec<_>>(),
        [ConnectionEstablished, IncomingMessage, Recovery]
    );
}
