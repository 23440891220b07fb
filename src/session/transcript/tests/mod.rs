//! What arrives live, and what is sent. Fetched pages are in `pages`.

mod pages;

use super::*;
use serde_json::{Value, json};

/// This session's participant.
const ME: &str = "me";

#[test]
fn an_incoming_item_is_listed_as_a_copy_with_its_json() {
    let mut transcript = Transcript::default();
    let item = message("a", 1);
    assert!(transcript.incoming(&item));
    let expected = item.clone().with(F::serializedContent, json!(item.to_string()));
    assert_eq!(transcript.snapshot(), json!({"transcript": [expected], "previousTranscriptNextToken": null}));
}

#[test]
fn incoming_items_stand_in_the_order_of_time_whatever_the_order_of_arrival() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("c", 3), ("a", 1), ("b", 2), ("d", 4)]);
    assert_eq!(ids(&transcript), ["a", "b", "c", "d"]);
}

#[test]
fn items_of_one_time_stand_in_the_order_of_arrival() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("b", 1), ("a", 1), ("c", 1)]);
    assert_eq!(ids(&transcript), ["b", "a", "c"]);
}

#[test]
fn an_item_without_a_time_goes_after_the_last_one() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("a", 1)]);
    send(&mut transcript, "mine");
    transcript.incoming(&json!({"Id": "b", "Type": "EVENT"}));
    incoming(&mut transcript, &[("c", 2)]);
    assert_eq!(ids(&transcript), ["a", "b", "c", "mine SENDING"]);
}

#[test]
fn an_item_again_takes_its_own_place() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("a", 1), ("b", 2)]);
    transcript.incoming(&message("a", 1).with(F::Content, json!("changed")));
    assert_eq!(ids(&transcript), ["a", "b"]);
    assert_eq!(items(&transcript)[0]["Content"], json!("changed"));
}

#[test]
fn an_item_again_with_another_time_moves() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("bot", 1), ("a", 2), ("bot", 3)]);
    assert_eq!(ids(&transcript), ["a", "bot"]);
}

#[test]
fn items_without_an_id_typing_and_receipts_are_not_listed() {
    let mut transcript = Transcript::default();
    let receipt = |kind: &str| message("r", 1).with(F::ContentType, json!(kind));
    for item in [
        json!({"Type": "MESSAGE", "Content": "without an id", "AbsoluteTime": time(1)}),
        message("", 1),
        message("t", 1).with(F::ContentType, json!(Term::Typing.text())),
        receipt(Term::MessageRead.text()),
        receipt(Term::MessageDelivered.text()),
        message("r", 1).with(F::Type, json!("MESSAGEMETADATA")),
        message("r", 1).with(F::Type, json!("MESSAGE_METADATA")),
    ] {
        assert!(!transcript.incoming(&item), "{item}");
        transcript.page(&json!([item]), Value::Null, false, &json!(ME));
    }
    assert_eq!(ids(&transcript), [""; 0]);
}

#[test]
fn a_message_is_listed_while_it_is_being_sent() {
    let mut transcript = Transcript::default();
    transcript.begin_send(&json!("t"), Term::Customer, json!("text/plain"), json!("hello"));
    let expected = json!({
        "Id": "t",
        "ContentType": "text/plain",
        "Content": "hello",
        "Type": "MESSAGE",
        "ParticipantRole": "CUSTOMER",
        "AbsoluteTime": "",
        "MessageMetadata": {"MessageId": "t", "Status": "SENDING"},
    });
    assert_eq!(items(&transcript)[0].to_string(), expected.to_string());
}

#[test]
fn messages_that_are_being_sent_stay_last() {
    let mut transcript = Transcript::default();
    send(&mut transcript, "x");
    send(&mut transcript, "y");
    incoming(&mut transcript, &[("a", 1), ("b", 2)]);
    assert_eq!(ids(&transcript), ["a", "b", "x SENDING", "y SENDING"]);
}

#[test]
fn a_message_that_was_sent_takes_the_id_and_the_place_that_the_service_gave_it() {
    let mut transcript = Transcript::default();
    send(&mut transcript, "x");
    incoming(&mut transcript, &[("a", 1), ("b", 3)]);
    transcript.sent(&json!("x"), &json!({"Id": "r", "AbsoluteTime": time(2)}));
    assert_eq!(ids(&transcript), ["a", "r SENT", "b"]);
    let item = &items(&transcript)[1];
    assert_eq!(item["MessageMetadata"], json!({"MessageId": "r", "Status": "SENT"}));
    assert_eq!(item["AbsoluteTime"], json!(""));
}

#[test]
fn a_response_without_an_id_changes_nothing() {
    let mut transcript = Transcript::default();
    send(&mut transcript, "x");
    transcript.sent(&json!("x"), &json!({}));
    transcript.sent(&json!("unknown"), &json!({"Id": "r"}));
    assert_eq!(ids(&transcript), ["x SENDING"]);
}

#[test]
fn the_item_of_a_sent_message_keeps_the_status() {
    let mut transcript = Transcript::default();
    send(&mut transcript, "x");
    transcript.sent(&json!("x"), &json!({"Id": "r", "AbsoluteTime": time(1)}));
    incoming(&mut transcript, &[("r", 1)]);
    assert_eq!(ids(&transcript), ["r SENT"]);
    assert_eq!(items(&transcript)[0]["MessageMetadata"], json!({"MessageId": "r", "Status": "SENT"}));
    assert_eq!(items(&transcript)[0]["AbsoluteTime"], json!(time(1)));
}

#[test]
fn the_item_of_a_sent_message_keeps_its_own_metadata_too() {
    let mut transcript = Transcript::default();
    send(&mut transcript, "x");
    transcript.sent(&json!("x"), &json!({"Id": "r"}));
    let item = message("r", 1).with(F::MessageMetadata, json!({"MessageId": "r", "Receipts": []}));
    transcript.incoming(&item);
    let metadata = json!({"MessageId": "r", "Receipts": [], "Status": "SENT"});
    assert_eq!(items(&transcript)[0]["MessageMetadata"], metadata);
}

#[test]
fn the_item_of_a_message_may_come_before_the_response() {
    let mut transcript = Transcript::default();
    send(&mut transcript, "x");
    incoming(&mut transcript, &[("r", 1)]);
    assert_eq!(ids(&transcript), ["r", "x SENDING"]);
    transcript.sent(&json!("x"), &json!({"Id": "r", "AbsoluteTime": time(1)}));
    assert_eq!(ids(&transcript), ["r SENT"]);
}

#[test]
fn a_receipt_may_come_before_the_response() {
    let mut transcript = Transcript::default();
    send(&mut transcript, "x");
    incoming(&mut transcript, &[("r", 1)]);
    transcript.incoming(&receipt("r", "ReadTimestamp"));
    transcript.sent(&json!("x"), &json!({"Id": "r", "AbsoluteTime": time(1)}));
    assert_eq!(ids(&transcript), ["r READ"]);
}

#[test]
fn a_message_that_failed_gets_the_time_of_its_failure() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("a", 1)]);
    send(&mut transcript, "x");
    send(&mut transcript, "y");
    transcript.failed(&json!("x"), json!(time(2)));
    incoming(&mut transcript, &[("b", 3)]);
    assert_eq!(ids(&transcript), ["a", "x FAILED", "b", "y SENDING"]);
    assert_eq!(items(&transcript)[1]["AbsoluteTime"], json!(time(2)));
}

#[test]
fn a_message_that_failed_stays_behind_what_was_there_even_if_the_clock_is_slow() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("a", 5)]);
    send(&mut transcript, "x");
    transcript.failed(&json!("x"), json!(time(1)));
    assert_eq!(ids(&transcript), ["a", "x FAILED"]);
}

#[test]
fn a_receipt_raises_the_status_of_its_message_and_never_lowers_it() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("a", 1)]);
    assert!(transcript.incoming(&receipt("a", "DeliveredTimestamp")));
    assert!(!transcript.incoming(&receipt("a", "DeliveredTimestamp")));
    assert_eq!(ids(&transcript), ["a DELIVERED"]);
    assert!(transcript.incoming(&receipt("a", "ReadTimestamp")));
    assert!(!transcript.incoming(&receipt("a", "DeliveredTimestamp")));
    assert_eq!(ids(&transcript), ["a READ"]);
    incoming(&mut transcript, &[("a", 1)]);
    assert_eq!(ids(&transcript), ["a READ"]);
}

#[test]
fn a_receipt_concerns_messages_only() {
    let mut transcript = Transcript::default();
    transcript.incoming(&message("e", 1).with(F::Type, json!("EVENT")));
    assert!(!transcript.incoming(&receipt("e", "ReadTimestamp")));
    assert!(!transcript.incoming(&receipt("unknown", "ReadTimestamp")));
    assert_eq!(ids(&transcript), ["e"]);
}

#[test]
fn a_fetched_receipt_raises_the_status_unless_it_is_this_participants_own() {
    let mut transcript = Transcript::default();
    let by = |id: &str, recipient: &str| {
        let mut item = receipt(id, "ReadTimestamp");
        item["MessageMetadata"]["Receipts"][0]["RecipientParticipantId"] = json!(recipient);
        item
    };
    let page = json!([message("a", 1), message("b", 2), by("a", "agent"), by("b", ME)]);
    transcript.page(&page, Value::Null, true, &json!(ME));
    assert_eq!(ids(&transcript), ["a READ", "b"]);
}

#[test]
fn what_was_given_to_the_page_is_left_as_it_was() {
    let mut transcript = Transcript::default();
    let page = json!([message("a", 1).with(F::MessageMetadata, json!({"MessageId": "a"}))]);
    transcript.page(&page, Value::Null, true, &json!(ME));
    transcript.incoming(&receipt("a", "ReadTimestamp"));
    assert_eq!(items(&transcript)[0]["MessageMetadata"], json!({"MessageId": "a", "Status": "READ"}));
    assert_eq!(items(&transcript)[0]["serializedContent"], json!(page[0].to_string()));
}

fn message(id: &str, second: u32) -> Value {
    json!({"Id": id, "Type": "MESSAGE", "ContentType": "text/plain", "Content": id, "AbsoluteTime": time(second)})
}

fn page_of(seconds: &[u32]) -> Value {
    seconds.iter().map(|second| message(&second.to_string(), *second)).collect()
}

fn receipt(message_id: &str, timestamp: &str) -> Value {
    json!({
        "Id": "receipt",
        "Type": "MESSAGEMETADATA",
        "MessageMetadata": {
            "MessageId": message_id,
            "Receipts": [{timestamp: time(0), "RecipientParticipantId": "agent"}],
        },
    })
}

fn time(second: u32) -> String {
    format!("2024-01-01T00:00:{second:02}.000Z")
}

fn incoming(transcript: &mut Transcript<Value>, arrivals: &[(&str, u32)]) {
    for (id, second) in arrivals {
        transcript.incoming(&message(id, *second));
    }
}

fn send(transcript: &mut Transcript<Value>, temporary_id: &str) {
    transcript.begin_send(&json!(temporary_id), Term::Customer, json!("text/plain"), json!("hello"));
}

fn items(transcript: &Transcript<Value>) -> Vec<Value> {
    transcript.snapshot()["transcript"].as_array().expect("an array").clone()
}

/// The ids in order, each with the status if there is one.
fn ids(transcript: &Transcript<Value>) -> Vec<String> {
    let describe = |item: &Value| {
        let id = item["Id"].as_str().expect("a text");
        item["MessageMetadata"]["Status"].as_str().map_or_else(|| id.to_owned(), |status| format!("{id} {status}"))
    };
    items(transcript).iter().map(describe).collect()
}

fn cursor(transcript: &Transcript<Value>) -> Value {
    transcript.snapshot()["previousTranscriptNextToken"].clone()
}
