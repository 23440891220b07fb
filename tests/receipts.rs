//! Receipts of the page, from the call to the request and back. How calls collapse into requests is the
//! receipts machine's own business and tested there.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::error::FailureKind;
use amazon_connect_chat_wasm::event::EventKind::*;
use amazon_connect_chat_wasm::hub::CallKind::*;
use common::{Chat, Reply, content_type, receipt};
use serde_json::{Value, json};

fn bodies(chat: &Chat) -> Vec<(Value, Value)> {
    let sent = chat.requests_for("event");
    sent.iter().map(|sent| (sent.body()["ContentType"].clone(), sent.body()["Content"].clone())).collect()
}

fn body(kind: &str, message_id: &str) -> (Value, Value) {
    (json!(content_type(kind)), json!(json!({"messageId": message_id}).to_string()))
}

#[test]
fn read_receipt_cancels_pending_delivered_receipt() {
    let mut chat = Chat::connected();
    let delivered = chat.send_receipt("message.delivered", "1");
    chat.advance(100);
    let read = chat.send_receipt("message.read", "1");
    chat.advance(10_000);
    assert_eq!(bodies(&chat), [body("message.read", "1")]);
    assert_eq!(chat.outcome(delivered).as_ref().expect("it was overtaken"), &Value::Null);
    assert!(chat.outcome(read).as_ref().expect("it was sent")["Id"].is_string());
}

#[test]
fn a_delivered_receipt_is_sent_after_both_delays_and_a_read_one_after_the_throttle() {
    for (kind, delay) in [("message.delivered", 5_300), ("message.read", 5_000)] {
        let mut chat = Chat::connected();
        let start = chat.now.mono.0;
        chat.send_receipt(kind, "1");
        chat.advance(60_000);
        let times: Vec<_> = chat.requests_for("event").iter().map(|sent| sent.at - start).collect();
        assert_eq!(times, [delay], "{kind}");
    }
}

#[test]
fn the_throttle_is_the_pages_to_set() {
    let mut chat = Chat::connected();
    chat.hub.config_mut().receipts_throttle = 1_000;
    chat.send_receipt("message.read", "1");
    chat.advance(1_000);
    assert_eq!(bodies(&chat), [body("message.read", "1")]);
}

#[test]
fn one_request_settles_every_receipt_that_it_covers_each_with_a_result_of_its_own() {
    let mut chat = Chat::connected();
    let calls = ["4", "5", "6"].map(|id| chat.send_receipt("message.read", id));
    chat.advance(5_000);
    assert_eq!(bodies(&chat), [body("message.read", "6")]);
    let ids: Vec<_> =
        calls.iter().map(|call| chat.outcome(*call).as_ref().expect("it was sent")["Id"].clone()).collect();
    assert!(ids.iter().all(|id| id.is_string() && *id == ids[0]));
}

#[test]
fn receipts_have_client_tokens_of_their_own() {
    let mut chat = Chat::connected();
    for id in ["1", "2"] {
        chat.send_receipt("message.read", id);
        chat.advance(5_000);
    }
    let tokens: Vec<_> = chat.requests_for("event").iter().map(|sent| sent.body()["ClientToken"].clone()).collect();
    assert_ne!(tokens[0], tokens[1]);
    assert!(tokens.iter().all(|token| token.as_str().is_some_and(|token| token.len() == 36)), "{tokens:?}");
}

#[test]
fn the_content_goes_out_as_the_page_gave_it() {
    let mut chat = Chat::connected();
    let content = r#"{ "messageId":"1", "disableThrottle":true, "note":1 }"#;
    let args = json!({
        "contentType": content_type("message.read"), "content": content, "messageId": "1", "disableThrottle": true,
    });
    chat.call(SendReceipt, args);
    assert_eq!(chat.last_request("event").body()["Content"], content);
}

#[test]
fn a_receipt_that_failed_can_be_sent_again() {
    let mut chat = Chat::connected();
    chat.service.plan("event", [Reply::Error(400, "ValidationException")]);
    let failed = chat.send_receipt("message.read", "1");
    chat.advance(5_000);
    assert!(chat.outcome(failed).is_err());
    let again = chat.send_receipt("message.read", "1");
    chat.advance(5_000);
    assert!(chat.outcome(again).is_ok());
    assert_eq!(chat.requests_for("event").len(), 2);
}

#[test]
fn receipts_that_are_switched_off_reject_and_send_nothing() {
    let mut chat = Chat::connected();
    chat.hub.config_mut().receipts_enabled = false;
    let call = chat.send_receipt("message.read", "1");
    assert_eq!(chat.outcome(call).clone().expect_err("it is off").kind, FailureKind::ReceiptsDisabled);
    chat.advance(60_000);
    assert_eq!(chat.requests_for("event").len(), 0);
}

#[test]
fn a_receipt_for_no_message_rejects() {
    for id in [json!(null), json!("")] {
        let mut chat = Chat::connected();
        let args = json!({"contentType": content_type("message.read"), "content": "{}", "messageId": id});
        let call = chat.call(SendReceipt, args);
        assert_eq!(chat.outcome(call).clone().expect_err("no id").kind, FailureKind::NoMessageId);
    }
}

#[test]
fn a_receipt_sent_at_once_does_not_wait_for_others() {
    let mut chat = Chat::connected();
    for event in ["delivered", "read"] {
        let call = chat.call(SendMessageReceipt, json!({"event": event, "messageId": "1"}));
        assert!(chat.outcome(call).is_ok());
    }
    assert_eq!(bodies(&chat), [body("message.delivered", "1"), body("message.read", "1")]);
}

#[test]
fn a_receipt_that_is_not_answered_waits_as_any_call_of_the_page_does() {
    let mut chat = Chat::connected();
    chat.service.plan("event", [Reply::Held]);
    let call = chat.send_receipt("message.read", "1");
    chat.advance(3_600_000);
    assert_eq!((chat.is_settled(call), bodies(&chat).len()), (false, 1));
}

#[test]
fn receipts_that_the_end_overtook_resolve_and_are_not_sent() {
    let mut chat = Chat::connected();
    chat.service.always("event", Reply::Held);
    let sent = chat.send_receipt("message.read", "1");
    chat.advance(5_000);
    let waiting = [chat.send_receipt("message.delivered", "2"), chat.send_receipt("message.read", "3")];
    chat.receive_end();
    for call in [sent, waiting[0], waiting[1]] {
        assert!(chat.outcome(call).is_ok());
    }
    chat.assert_over();
}

#[test]
fn a_receipt_known_from_the_transcript_is_not_sent_again() {
    let mut chat = Chat::connected();
    let mut known = receipt("1", "ReadTimestamp");
    known["MessageMetadata"]["Receipts"][0]["RecipientParticipantId"] = json!("me");
    chat.service.plan("transcript", [Reply::Body(json!({"Transcript": [known, receipt("2", "ReadTimestamp")]}))]);
    chat.get_transcript(json!({}));
    chat.send_receipt("message.read", "1");
    chat.advance(10_000);
    assert_eq!(bodies(&chat), [], "this participant's receipt is there");
    chat.send_receipt("message.read", "2");
    chat.advance(10_000);
    assert_eq!(bodies(&chat), [body("message.read", "2")], "that of the agent is another matter");
}

#[test]
fn the_first_receipt_of_an_item_decides_on_its_event() {
    let rows = [
        (json!([{"ReadTimestamp": "t"}]), vec![IncomingReadReceipt]),
        (json!([{"DeliveredTimestamp": "t"}]), vec![IncomingDeliveredReceipt]),
        (json!([{"DeliveredTimestamp": "t", "ReadTimestamp": "t"}]), vec![IncomingReadReceipt]),
        (json!([{"DeliveredTimestamp": "t"}, {"ReadTimestamp": "t"}]), vec![IncomingDeliveredReceipt]),
        (json!([{"ReadTimestamp": "t", "RecipientParticipantId": "me"}]), vec![]),
        (json!([{"ReadTimestamp": ""}]), vec![]),
        (json!([{}]), vec![]),
        (json!([]), vec![]),
        (json!(null), vec![]),
    ];
    for (receipts, events) in rows {
        let mut chat = Chat::connected();
        let mut item = receipt("1", "ReadTimestamp");
        item["MessageMetadata"]["Receipts"] = receipts;
        chat.receive(&item);
        assert_eq!(chat.take_events(), events, "{item}");
    }
}

#[test]
fn a_receipt_is_delivered_as_it_came_and_whether_or_not_ours_are_switched_off() {
    let mut chat = Chat::connected();
    chat.hub.config_mut().receipts_enabled = false;
    chat.take_told();
    chat.receive(&receipt("1", "DeliveredTimestamp"));
    assert_eq!(chat.take_told()[0].item(), receipt("1", "DeliveredTimestamp"));
}
