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
    transcript.begin_send("t", Term::Customer, json!("text/plain"), json!("hello"));
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
    transcript.sent("x", &json!({"Id": "r", "AbsoluteTime": time(2)}));
    assert_eq!(ids(&transcript), ["a", "r SENT", "b"]);
    let item = &items(&transcript)[1];
    assert_eq!(item["MessageMetadata"], json!({"MessageId": "r", "Status": "SENT"}));
    assert_eq!(item["AbsoluteTime"], json!(""));
}

#[test]
fn a_response_without_an_id_changes_nothing() {
    let mut transcript = Transcript::default();
    send(&mut transcript, "x");
    transcript.sent("x", &json!({}));
    transcript.sent("unknown", &json!({"Id": "r"}));
    assert_eq!(ids(&transcript), ["x SENDING"]);
}

#[test]
fn the_item_of_a_sent_message_keeps_the_status() {
    let mut transcript = Transcript::default();
    send(&mut transcript, "x");
    transcript.sent("x", &json!({"Id": "r", "AbsoluteTime": time(1)}));
    incoming(&mut transcript, &[("r", 1)]);
    assert_eq!(ids(&transcript), ["r SENT"]);
    assert_eq!(items(&transcript)[0]["MessageMetadata"], json!({"MessageId": "r", "Status": "SENT"}));
    assert_eq!(items(&transcript)[0]["AbsoluteTime"], json!(time(1)));
}

#[test]
fn the_item_of_a_sent_message_keeps_its_own_metadata_too() {
    let mut transcript = Transcript::default();
    send(&mut transcript, "x");
    transcript.sent("x", &json!({"Id": "r"}));
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
    transcript.sent("x", &json!({"Id": "r", "AbsoluteTime": time(1)}));
    assert_eq!(ids(&transcript), ["r SENT"]);
}

#[test]
fn a_receipt_may_come_before_the_response() {
    let mut transcript = Transcript::default();
    send(&mut transcript, "x");
    incoming(&mut transcript, &[("r", 1)]);
    transcript.incoming(&receipt("r", "ReadTimestamp"));
    transcript.sent("x", &json!({"Id": "r", "AbsoluteTime": time(1)}));
    assert_eq!(ids(&transcript), ["r READ"]);
}

#[test]
fn a_message_that_failed_gets_the_time_of_its_failure() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("a", 1)]);
    send(&mut transcript, "x");
    send(&mut transcript, "y");
    transcript.failed("x", json!(time(2)));
    incoming(&mut transcript, &[("b", 3)]);
    assert_eq!(ids(&transcript), ["a", "x FAILED", "b", "y SENDING"]);
    assert_eq!(items(&transcript)[1]["AbsoluteTime"], json!(time(2)));
}

#[test]
fn a_message_that_failed_stays_behind_what_was_there_even_if_the_clock_is_slow() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("a", 5)]);
    send(&mut transcript, "x");
    transcript.failed("x", json!(time(1)));
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

#[test]
fn an_older_page_goes_before_what_is_there_in_either_order() {
    for order in [["4", "5", "6"], ["6", "5", "4"]] {
        let mut transcript = Transcript::default();
        incoming(&mut transcript, &[("7", 7), ("8", 8), ("9", 9)]);
        let page: Value = order.iter().map(|id| message(id, id.parse().expect("a number"))).collect();
        transcript.page(&page, Value::Null, true, &json!(ME));
        assert_eq!(ids(&transcript), ["4", "5", "6", "7", "8", "9"], "{order:?}");
    }
}

#[test]
fn a_gap_is_filled_after_live_messages() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("1", 1), ("5", 5)]);
    let page: Value = [1, 2, 3, 5].map(|second| message(&second.to_string(), second)).into_iter().collect();
    transcript.page(&page, Value::Null, true, &json!(ME));
    assert_eq!(ids(&transcript), ["1", "2", "3", "5"]);
}

#[test]
fn within_one_time_a_page_decides_on_the_order() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("a", 1), ("c", 1), ("e", 2)]);
    let page = [("a", 1), ("b", 1), ("c", 1), ("d", 2), ("e", 2), ("f", 2)];
    let page: Value = page.map(|(id, second)| message(id, second)).into_iter().collect();
    transcript.page(&page, Value::Null, true, &json!(ME));
    assert_eq!(ids(&transcript), ["a", "b", "c", "d", "e", "f"]);
}

#[test]
fn an_item_of_a_page_that_has_no_time_follows_the_one_before_it() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("b", 1)]);
    let timeless = json!({"Id": "x", "Type": "EVENT"});
    transcript.page(
        &json!([message("a", 1), timeless, message("b", 1), message("c", 2)]),
        Value::Null,
        true,
        &json!(ME),
    );
    assert_eq!(ids(&transcript), ["a", "x", "b", "c"]);
}

#[test]
fn a_page_that_begins_within_one_time_lies_on_the_side_that_its_direction_tells() {
    let mut transcript = Transcript::default();
    incoming(&mut transcript, &[("b", 1)]);
    transcript.page(&json!([message("c", 1)]), Value::Null, false, &json!(ME));
    transcript.page(&json!([message("a", 1)]), Value::Null, true, &json!(ME));
    assert_eq!(ids(&transcript), ["a", "b", "c"]);
}

#[test]
fn the_cursor_is_that_of_the_oldest_backward_page() {
    let mut transcript = Transcript::default();
    assert_eq!(cursor(&transcript), json!(null));
    incoming(&mut transcript, &[("9", 9)]);
    transcript.page(&page_of(&[7, 8, 9]), json!("before 7"), true, &json!(ME));
    assert_eq!(cursor(&transcript), json!("before 7"));
    transcript.page(&page_of(&[3, 4]), json!("after 4"), false, &json!(ME));
    assert_eq!(cursor(&transcript), json!("before 7"));
    transcript.page(&page_of(&[5, 6]), json!("before 5"), true, &json!(ME));
    assert_eq!(cursor(&transcript), json!("before 5"));
}

#[test]
fn the_newest_page_after_a_reconnect_does_not_set_the_paging_back() {
    let mut transcript = Transcript::default();
    transcript.page(&page_of(&[7, 8, 9]), json!("before 7"), true, &json!(ME));
    transcript.page(&page_of(&[4, 5, 6]), json!("before 4"), true, &json!(ME));
    transcript.page(&page_of(&[9, 10, 11]), json!("before 9"), true, &json!(ME));
    assert_eq!(cursor(&transcript), json!("before 4"));
    assert_eq!(ids(&transcript), ["4", "5", "6", "7", "8", "9", "10", "11"]);
}

#[test]
fn a_page_without_a_cursor_is_the_beginning_of_the_chat() {
    for page in [page_of(&[1]), json!([])] {
        let mut transcript = Transcript::default();
        transcript.page(&page_of(&[2]), json!("before 2"), true, &json!(ME));
        transcript.page(&page, Value::Null, true, &json!(ME));
        assert_eq!(cursor(&transcript), Value::absent(), "{page}");
    }
}

#[test]
fn a_page_of_nothing_but_receipts_moves_the_cursor_on() {
    let mut transcript = Transcript::default();
    transcript.page(&page_of(&[3]), json!("before 3"), true, &json!(ME));
    let receipts = json!([receipt("1", "ReadTimestamp").with(F::AbsoluteTime, json!(time(2)))]);
    transcript.page(&receipts, json!("before 2"), true, &json!(ME));
    assert_eq!(cursor(&transcript), json!("before 2"));
    assert_eq!(ids(&transcript), ["3"]);
}

/// Items of any times in any order, live and in pages: the list is unique and sorted.
#[test]
fn any_arrivals_give_a_sorted_list_without_doubles() {
    for seed in 0..200 {
        let mut rng = crate::rng::Rng::new(seed);
        let mut transcript = Transcript::default();
        // Item n has second n / 2, so that every time occurs twice.
        let item = |number: u64| message(&number.to_string(), u32::try_from(number / 2).expect("small"));
        let mut known = std::collections::BTreeSet::new();
        for _ in 0..30 {
            let first = rng.below(50);
            if rng.below(2) == 0 {
                transcript.incoming(&item(first));
                known.insert(first);
            } else {
                let numbers = first..=first + rng.below(8);
                known.extend(numbers.clone());
                let mut page: Vec<_> = numbers.map(item).collect();
                if rng.below(2) == 0 {
                    page.reverse();
                }
                transcript.page(&Value::Array(page), Value::Null, rng.below(2) == 0, &json!(ME));
            }
        }
        let listed: Vec<u64> = ids(&transcript).iter().map(|id| id.parse().expect("a number")).collect();
        assert!(listed.is_sorted_by_key(|number| number / 2), "seed {seed}: {listed:?}");
        let unique: std::collections::BTreeSet<u64> = listed.iter().copied().collect();
        assert_eq!((unique, listed.len()), (known.clone(), known.len()), "seed {seed}");
    }
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
    transcript.begin_send(temporary_id, Term::Customer, json!("text/plain"), json!("hello"));
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
