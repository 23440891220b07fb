mod page;

use super::*;
use ReceiptKind::{Delivered, Read};
use page::Page;
use serde_json::{Value, json};

/// The throttle in these tests, the default of ChatJS.
const T: u64 = 5_000;

#[test]
fn one_delivered_receipt_is_sent_after_both_delays() {
    let mut page = Page::default();
    page.call(Delivered, "1");
    page.advance_to(5_299);
    assert_eq!(page.requests(), [""; 0]);
    page.advance_to(5_300);
    assert_eq!(page.requests(), ["delivered 1 at 5300"]);
    assert_eq!(page.answer_all(), ["delivered 1 by request 1"]);
}

#[test]
fn one_read_receipt_is_sent_after_the_throttle() {
    let mut page = Page::default();
    page.call(Read, "1");
    page.advance_to(5_000);
    assert_eq!(page.requests(), ["read 1 at 5000"]);
    assert_eq!(page.answer_all(), ["read 1 by request 1"]);
}

#[test]
fn a_receipt_again_was_already_fired_even_while_its_request_is_only_planned() {
    let mut page = Page::default();
    page.call(Read, "1");
    page.call(Read, "1");
    page.call(Delivered, "1");
    assert_eq!(page.settled(), ["read 1 already fired", "delivered 1 already fired"]);
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["read 1 at 5000"]);
}

#[test]
fn a_read_receipt_cancels_the_held_delivered_receipt_of_its_message() {
    let mut page = Page::default();
    page.call(Delivered, "1");
    page.advance_to(50);
    page.call(Read, "1");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["read 1 at 5050"]);
    assert_eq!(page.settled(), ["delivered 1 already fired"]);
    assert_eq!(page.answer_all(), ["read 1 by request 1"]);
}

#[test]
fn a_read_receipt_cancels_the_throttled_delivered_receipt_of_its_message() {
    let mut page = Page::default();
    page.call(Delivered, "1");
    page.advance_to(400);
    page.call(Read, "1");
    page.advance_to(20_000);
    // The delay that the delivered receipt began is not begun anew.
    assert_eq!(page.requests(), ["read 1 at 5300"]);
    assert_eq!(page.settled(), ["delivered 1 already fired"]);
}

#[test]
fn delivered_receipts_at_once_collapse_to_the_last() {
    let mut page = Page::default();
    page.call_all(&[(Delivered, "1"), (Delivered, "2"), (Delivered, "3")]);
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["delivered 3 at 5300"]);
    assert_eq!(page.answer_all(), ["delivered 1 by request 1", "delivered 2 by request 1", "delivered 3 by request 1"]);
}

#[test]
fn read_receipts_at_once_collapse_to_the_last() {
    let mut page = Page::default();
    page.call_all(&[(Read, "4"), (Read, "5"), (Read, "6")]);
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["read 6 at 5000"]);
    assert_eq!(page.answer_all(), ["read 4 by request 1", "read 5 by request 1", "read 6 by request 1"]);
}

#[test]
fn a_delivered_receipt_takes_the_last_read_receipt_along() {
    let mut page = Page::default();
    page.call(Read, "1");
    page.advance_to(100);
    page.call(Delivered, "2");
    page.advance_to(500);
    page.call(Read, "2");
    page.advance_to(600);
    page.call(Delivered, "3");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["delivered 3 at 5000", "read 2 at 5000"]);
    assert_eq!(
        page.answer_all(),
        ["delivered 2 by request 1", "delivered 3 by request 1", "read 1 by request 2", "read 2 by request 2"]
    );
}

#[test]
fn a_delivered_receipt_without_throttle_is_only_held() {
    let mut page = Page::default();
    page.call_unthrottled(Delivered, "1");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["delivered 1 at 300"]);
    assert_eq!(page.answer_all(), ["delivered 1 by request 1"]);
}

#[test]
fn a_read_receipt_without_throttle_is_sent_at_once() {
    let mut page = Page::default();
    page.call_unthrottled(Read, "1");
    assert_eq!(page.requests(), ["read 1 at 0"]);
    assert_eq!(page.answer_all(), ["read 1 by request 1"]);
}

#[test]
fn of_two_delivered_receipts_without_throttle_the_second_stands_for_the_first() {
    let mut page = Page::default();
    page.call_unthrottled(Delivered, "1");
    page.call_unthrottled(Delivered, "2");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["delivered 2 at 300"]);
    assert_eq!(page.settled(), ["delivered 1 already fired"]);
    assert_eq!(page.answer_all(), ["delivered 2 by request 1"]);
}

#[test]
fn a_failed_receipt_and_those_it_covers_can_be_sent_again() {
    let mut page = Page::default();
    page.call_all(&[(Read, "1"), (Read, "2")]);
    page.advance_to(5_000);
    assert_eq!(page.fail_all(), ["read 1 by request 1", "read 2 by request 1"]);
    page.call(Read, "1");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["read 2 at 5000", "read 1 at 10000"]);
}

#[test]
fn the_end_hands_out_every_call_that_is_not_settled() {
    let mut page = Page::default();
    page.call(Read, "1");
    page.advance_to(5_000);
    page.call_all(&[(Delivered, "2"), (Read, "3"), (Delivered, "4")]);
    assert_eq!(page.receipts.end(), [CallId(0), CallId(1), CallId(2), CallId(3)]);
    assert_eq!(page.receipts.poll_timeout(), Timestamp::NEVER);
    assert_eq!(page.receipts.sent(1, true), []);
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["read 1 at 5000"]);
}

#[test]
fn a_call_for_a_held_receipt_takes_the_place_of_the_earlier_one() {
    let mut page = Page::default();
    page.call_all(&[(Delivered, "1"), (Delivered, "2"), (Delivered, "1")]);
    assert_eq!(page.settled(), ["delivered 1 already fired"]);
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["delivered 1 at 5300"]);
    assert_eq!(page.answer_all(), ["delivered 2 by request 1", "delivered 1 by request 1"]);
}

#[test]
fn a_delivered_receipt_that_a_read_receipt_of_another_message_replaces_is_settled_with_it() {
    let mut page = Page::default();
    page.call_all(&[(Delivered, "1"), (Read, "2")]);
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["read 2 at 5000"]);
    assert_eq!(page.settled(), ["delivered 1 already fired"]);
}

#[test]
fn a_replaced_delivered_receipt_is_covered_by_a_later_one_of_the_same_time() {
    let mut page = Page::default();
    page.call_all(&[(Delivered, "1"), (Read, "2"), (Delivered, "3")]);
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["delivered 3 at 5000", "read 2 at 5000"]);
    assert_eq!(page.answer_all(), ["delivered 1 by request 1", "delivered 3 by request 1", "read 2 by request 2"]);
}

#[test]
fn a_receipt_that_is_held_while_others_are_sent_goes_with_the_next_request() {
    let mut page = Page::default();
    page.call_all(&[(Delivered, "1"), (Delivered, "2")]);
    page.advance_to(5_200);
    page.call(Delivered, "3");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["delivered 2 at 5300", "delivered 3 at 10500"]);
    assert_eq!(page.answer_all(), ["delivered 1 by request 1", "delivered 2 by request 1", "delivered 3 by request 2"]);
}

#[test]
fn a_further_receipt_does_not_prolong_the_hold() {
    let mut page = Page::default();
    page.call(Delivered, "1");
    page.advance_to(200);
    page.call(Delivered, "2");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["delivered 2 at 5300"]);
}

#[test]
fn a_receipt_without_throttle_overtakes_the_throttled_ones() {
    let mut page = Page::default();
    page.call(Read, "1");
    page.advance_to(50);
    page.call_unthrottled(Read, "2");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["read 2 at 50", "read 1 at 5000"]);
    assert_eq!(page.answer_all(), ["read 2 by request 1", "read 1 by request 2"]);
}

#[test]
fn a_late_timer_acts_in_the_order_of_the_deadlines() {
    let mut page = Page::default();
    page.call(Read, "1");
    page.advance_to(4_000);
    page.call(Delivered, "2");
    page.jump_to(60_000);
    assert_eq!(page.requests(), ["delivered 2 at 60000", "read 1 at 60000"]);
}

#[test]
fn the_throttle_of_the_call_that_begins_the_delay_counts() {
    let mut page = Page::with_throttle(1_000);
    page.call(Read, "1");
    page.throttle = 9_000;
    page.call(Read, "2");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["read 2 at 1000"]);
}

#[test]
fn a_throttle_of_nothing_sends_with_the_next_timer() {
    let mut page = Page::with_throttle(0);
    page.call(Read, "1");
    page.call(Delivered, "2");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["read 1 at 0", "delivered 2 at 300"]);
}

#[test]
fn a_receipt_known_from_a_fetched_transcript_is_not_sent() {
    let mut page = Page::default();
    page.receipts.rehydrate_from(&receipt_item("1", "ReadTimestamp", "me"), &json!("me"));
    page.receipts.rehydrate_from(&receipt_item("2", "DeliveredTimestamp", "me"), &json!("me"));
    page.call_all(&[(Delivered, "1"), (Read, "1"), (Delivered, "2")]);
    assert_eq!(page.settled(), ["delivered 1 already fired", "read 1 already fired", "delivered 2 already fired"]);
    page.call(Read, "2");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["read 2 at 5000"]);
}

#[test]
fn what_others_have_read_suppresses_no_receipt_of_ours() {
    let mut page = Page::default();
    page.receipts.rehydrate_from(&receipt_item("1", "ReadTimestamp", "somebody else"), &json!("me"));
    page.call(Read, "1");
    page.advance_to(20_000);
    assert_eq!(page.requests(), ["read 1 at 5000"]);
}

#[test]
fn a_held_receipt_that_a_fetched_transcript_makes_superfluous_is_not_sent() {
    let mut page = Page::default();
    page.call(Delivered, "1");
    page.receipts.rehydrate(Delivered, json!("1"));
    page.advance_to(20_000);
    assert_eq!(page.requests(), [""; 0]);
    assert_eq!(page.settled(), ["delivered 1 already fired"]);
}

#[test]
fn the_content_is_sent_as_the_page_gave_it() {
    let mut receipts = Receipts::default();
    let content = json!("{ \"messageId\" : \"1\" }");
    let receipt = ReceiptRequest {
        call: CallId(1),
        kind: Read,
        message_id: json!("1"),
        content: content.clone(),
        disable_throttle: true,
    };
    let expected = ReceiptSend { ticket: 1, kind: Read, content };
    assert_eq!(receipts.request(Now::default(), T, receipt), [ReceiptEffect::Send(expected)]);
}

/// Every sequence of calls, one every 150 ms from a small alphabet: each call settles exactly once, at
/// most the throttle and a second after it was made.
#[test]
fn every_call_settles_once_and_in_time() {
    let alphabet = [
        (Delivered, "1", false),
        (Delivered, "2", false),
        (Read, "1", false),
        (Read, "2", false),
        (Delivered, "3", true),
        (Read, "2", true),
    ];
    let length = 5;
    for mut word in 0..alphabet.len().pow(length) {
        let mut page = Page::with_throttle(400);
        let mut settled = vec![0; length as usize];
        for call in 0..length {
            let (kind, id, unthrottled) = alphabet[word % alphabet.len()];
            word /= alphabet.len();
            page.call_with(kind, id, unthrottled);
            page.advance_to(u64::from(call + 1) * 150);
            page.answer_all();
            let due = page.now.saturating_sub(1_400);
            for (made, call) in page.outcomes() {
                settled[call] += 1;
                assert!(made >= due, "call {call} of {made} settled at {}", page.now);
            }
        }
        page.advance_to(u64::from(length) * 150 + 1_250);
        page.answer_all();
        page.outcomes().into_iter().for_each(|(_, call)| settled[call] += 1);
        assert_eq!(settled, [1; 5], "{:?}", page.calls);
    }
}

fn receipt_item(message_id: &str, timestamp: &str, recipient: &str) -> Value {
    json!({
        "Type": "MESSAGEMETADATA",
        "MessageMetadata": {
            "MessageId": message_id,
            "Receipts": [{timestamp: "2024-01-01T00:00:00.000Z", "RecipientParticipantId": recipient}],
        },
    })
}
