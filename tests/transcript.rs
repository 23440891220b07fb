//! The transcript that the core keeps once the page listens for it. How items are ordered and merged is the
//! transcript's own business and tested there.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::event::EventKind::*;
use amazon_connect_chat_wasm::log::Level;
use common::{Chat, Reply, chunk, customer, event, message, receipt};
use serde_json::{Value, json};

fn item(id: &str, second: u32) -> Value {
    let mut item = message(id, id);
    item["AbsoluteTime"] = json!(format!("2026-01-01T00:00:{second:02}.000Z"));
    item
}

/// The transcript as it was told last.
fn transcript(chat: &Chat) -> Vec<Value> {
    let told = chat.told.iter().rev().find(|told| told.kind == TranscriptUpdated).expect("it was told");
    told.item()["transcript"].as_array().expect("an array").clone()
}

fn ids(chat: &Chat) -> Vec<String> {
    transcript(chat).iter().map(|item| item["Id"].as_str().expect("an id").to_owned()).collect()
}

fn status(item: &Value) -> &str {
    item["MessageMetadata"]["Status"].as_str().unwrap_or("none")
}

#[test]
fn without_a_listener_nothing_is_kept_told_or_fetched() {
    let mut chat = Chat::connected();
    chat.receive(&item("1", 1));
    chat.send_message("hi");
    chat.lose_socket();
    assert!(!chat.told.iter().any(|told| told.kind == TranscriptUpdated));
    assert_eq!(chat.requests_for("transcript").len(), 0);
}

#[test]
fn the_newest_page_is_fetched_whenever_the_connection_is_gained() {
    let mut chat = Chat::with_transcript();
    chat.service.plan("transcript", [Reply::Body(json!({"Transcript": [item("1", 1), item("2", 2)]}))]);
    chat.lose_socket();
    let body = chat.last_request("transcript").body();
    let expected =
        json!({"StartPosition": {}, "ScanDirection": "BACKWARD", "SortOrder": "ASCENDING", "MaxResults": 100});
    assert_eq!(body, expected);
    assert_eq!(ids(&chat), ["1", "2"]);
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished, TranscriptUpdated], "no item is delivered");
}

#[test]
fn a_fetch_of_our_own_that_fails_is_logged_and_nothing_else() {
    let mut chat = Chat::with_transcript();
    chat.log_from(Level::Warn);
    chat.service.plan("transcript", [Reply::Error(400, "ValidationException")]);
    chat.lose_socket();
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionEstablished]);
    assert!(chat.log.iter().any(|line| line.text.starts_with("Failed to auto-fetch transcript")));
}

#[test]
fn a_session_that_joins_an_open_socket_fetches_nothing_by_itself() {
    let mut chat = Chat::connected();
    let other = chat.hub.create(customer());
    chat.hub.track_transcript(other).expect("it is there");
    chat.world.connect(other).expect("it may connect");
    assert_eq!(chat.requests_for("transcript").len(), 0);
}

#[test]
fn items_are_delivered_before_the_transcript_is_told() {
    let mut chat = Chat::with_transcript();
    chat.receive(&item("1", 1));
    assert_eq!(chat.take_events(), [IncomingMessage, TranscriptUpdated]);
}

#[test]
fn an_item_is_listed_with_its_json() {
    let mut chat = Chat::with_transcript();
    chat.receive(&item("1", 1));
    let mut expected = item("1", 1);
    expected["serializedContent"] = json!(item("1", 1).to_string());
    assert_eq!(transcript(&chat), [expected]);
}

#[test]
fn a_message_of_the_page_is_listed_while_sent_and_after() {
    let mut chat = Chat::with_transcript();
    chat.service.plan("message", [Reply::Held]);
    chat.send_message("hi");
    let sending = transcript(&chat).remove(0);
    assert_eq!((status(&sending), &sending["Content"]), ("SENDING", &json!("hi")));
    assert_eq!((&sending["ParticipantRole"], &sending["AbsoluteTime"]), (&json!("CUSTOMER"), &json!("")));
    chat.release("message", Reply::Body(json!({"Id": "real", "AbsoluteTime": "2026-01-01T00:00:05.000Z"})));
    let sent = transcript(&chat).remove(0);
    assert_eq!((status(&sent), &sent["Id"]), ("SENT", &json!("real")));
}

#[test]
fn the_echo_of_a_message_takes_its_place_whichever_comes_first() {
    for echo_first in [true, false] {
        let mut chat = Chat::with_transcript();
        chat.service.plan("message", [Reply::Held]);
        chat.send_message("hi");
        let reply = Reply::Body(json!({"Id": "real", "AbsoluteTime": "2026-01-01T00:00:05.000Z"}));
        if echo_first {
            chat.receive(&item("real", 5));
            chat.release("message", reply);
        } else {
            chat.release("message", reply);
            chat.receive(&item("real", 5));
        }
        assert_eq!(ids(&chat), ["real"], "{echo_first}");
    }
}

#[test]
fn a_message_that_failed_is_listed_as_failed() {
    let mut chat = Chat::with_transcript();
    chat.service.plan("message", [Reply::Unreachable]);
    let call = chat.send_message("hi");
    assert!(chat.outcome(call).is_err());
    let failed = transcript(&chat).remove(0);
    assert_eq!((status(&failed), &failed["AbsoluteTime"]), ("FAILED", &json!("2026-01-01T00:00:00.000Z")));
}

#[test]
fn a_receipt_changes_the_status_of_its_message() {
    let mut chat = Chat::with_transcript();
    chat.receive(&item("1", 1));
    chat.receive(&receipt("1", "DeliveredTimestamp"));
    assert_eq!(status(&transcript(&chat)[0]), "DELIVERED");
    chat.receive(&receipt("1", "ReadTimestamp"));
    assert_eq!(status(&transcript(&chat)[0]), "READ");
    assert_eq!(ids(&chat), ["1"], "receipts are not listed");
}

#[test]
fn typing_is_not_listed() {
    let mut chat = Chat::with_transcript();
    chat.receive(&item("1", 1));
    chat.receive(&event("typing"));
    assert_eq!(ids(&chat), ["1"]);
}

#[test]
fn a_streamed_message_is_listed_once_with_its_text_so_far() {
    let mut chat = Chat::with_transcript();
    chat.receive(&chunk("bot", 1, "Hel", false));
    chat.receive(&chunk("bot", 2, "lo", false));
    let listed = transcript(&chat);
    assert_eq!((listed.len(), &listed[0]["Content"]), (1, &json!("Hello")));
}

#[test]
fn a_page_of_the_pages_own_is_merged_in_the_order_of_time() {
    for descending in [false, true] {
        let mut chat = Chat::with_transcript();
        for (id, second) in [("7", 7), ("8", 8), ("9", 9)] {
            chat.receive(&item(id, second));
        }
        let mut page = vec![item("4", 4), item("5", 5), item("6", 6)];
        if descending {
            page.reverse();
        }
        chat.service.plan("transcript", [Reply::Body(json!({"Transcript": page, "NextToken": "older"}))]);
        chat.get_transcript(json!({"scanDirection": "BACKWARD"}));
        assert_eq!(ids(&chat), ["4", "5", "6", "7", "8", "9"]);
        let told = chat.take_told();
        assert_eq!(told.last().expect("it was told").item()["previousTranscriptNextToken"], "older");
    }
}

#[test]
fn every_response_of_the_page_is_given_as_it_came() {
    let mut chat = Chat::connected();
    let body =
        json!({"InitialContactId": "contact", "NextToken": "t", "Transcript": [null, {"Content": null, "X": 1}]});
    chat.service.plan("transcript", [Reply::Body(body)]);
    let call = chat.get_transcript(json!({"maxResults": 2, "nextToken": "s"}));
    let mut data = chat.outcome(call).clone().expect("it was answered");
    data.as_object_mut().expect("an object").remove("$metadata");
    assert_eq!(data, json!({"InitialContactId": "contact", "NextToken": "t", "Transcript": [{"X": 1}]}));
}
