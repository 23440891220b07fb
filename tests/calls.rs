//! The page's calls: what each sends, and that each settles exactly once, whatever happens.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::error::FailureKind;
use amazon_connect_chat_wasm::hub::CallKind::{self, *};
use amazon_connect_chat_wasm::ids::CallId;
use common::{Chat, Reply, content_type, message};
use serde_json::{Value, json};

/// Every call with arguments that it takes, and the path of its first request.
fn every_call() -> Vec<(CallKind, Value, &'static str)> {
    vec![
        (SendMessage, json!({"message": "hi", "contentType": "text/plain"}), "message"),
        (SendEvent, json!({"contentType": content_type("connection.acknowledged")}), "event"),
        (SendEvent, json!({"contentType": content_type("typing")}), "event"),
        (SendReceipt, receipt_args("message.read", true), "event"),
        (GetTranscript, json!({}), "transcript"),
        (SendAttachment, json!({"attachment": {"name": "a.txt", "size": 3, "type": "text/plain"}}), UPLOAD),
        (DownloadAttachment, json!({"attachmentId": "attachment-1"}), "attachment"),
        (GetAttachmentUrl, json!({"attachmentId": "attachment-1"}), "attachment"),
        (DescribeView, json!({"viewToken": "view"}), "views/view"),
        (GetAuthenticationUrl, json!({"redirectUri": "https://page.test", "sessionId": "s"}), "authentication-url"),
        (CancelParticipantAuthentication, json!({"sessionId": "s"}), "cancel-authentication"),
        (DisconnectParticipant, json!({}), "disconnect"),
        (SendMessageReceipt, json!({"event": "read", "messageId": "1"}), "event"),
    ]
}

const UPLOAD: &str = "start-attachment-upload";

fn receipt_args(kind: &str, unthrottled: bool) -> Value {
    json!({"contentType": content_type(kind), "content": "{\"messageId\":\"1\"}", "messageId": "1", "disableThrottle": unthrottled})
}

#[test]
fn a_call_settles_exactly_once_when_the_service_answers() {
    for (kind, args, path) in every_call() {
        let mut chat = Chat::connected();
        chat.service.plan(path, [Reply::Held]);
        let call = chat.call(kind, args);
        assert!(!chat.is_settled(call), "{kind:?} waits for the service");
        chat.release_well(path);
        assert!(chat.outcome(call).is_ok(), "{kind:?}: {:?}", chat.outcome(call));
        finish(chat, kind, call);
    }
}

#[test]
fn a_call_settles_exactly_once_when_the_service_refuses() {
    for (kind, args, path) in every_call() {
        let mut chat = Chat::connected();
        chat.service.plan(path, [Reply::Error(400, "ValidationException")]);
        let call = chat.call(kind, args);
        let failure = chat.outcome(call).clone().expect_err("it was refused");
        assert_eq!((failure.kind, &failure.name), (FailureKind::Service, &json!("ValidationException")), "{kind:?}");
        assert_eq!((&failure.message, failure.status), (&json!("the service said no"), Some(400)), "{kind:?}");
        finish(chat, kind, call);
    }
}

#[test]
fn a_call_settles_exactly_once_when_the_network_fails() {
    for (kind, args, path) in every_call() {
        let mut chat = Chat::connected();
        chat.service.plan(path, [Reply::Unreachable]);
        let call = chat.call(kind, args);
        let failure = chat.outcome(call).clone().expect_err("there was no answer");
        assert_eq!((&failure.name, failure.status), (&json!("TypeError"), None), "{kind:?}");
        assert_eq!(chat.requests_for(path).len(), 1, "{kind:?} is not repeated");
        finish(chat, kind, call);
    }
}

#[test]
fn a_call_settles_exactly_once_when_every_attempt_fails() {
    for (kind, args, path) in every_call() {
        let mut chat = Chat::connected();
        chat.service.always(path, Reply::Status(500));
        let call = chat.call(kind, args);
        chat.advance(1_000);
        assert_eq!(chat.outcome(call).clone().expect_err("it failed").status, Some(500), "{kind:?}");
        assert_eq!(chat.requests_for(path).len(), 3, "{kind:?}");
        finish(chat, kind, call);
    }
}

#[test]
fn a_call_settles_exactly_once_when_the_answer_is_no_json() {
    for (kind, args, path) in every_call() {
        let mut chat = Chat::connected();
        chat.service.plan(path, [Reply::Html(200)]);
        let call = chat.call(kind, args);
        assert_eq!(chat.outcome(call).clone().expect_err("it cannot be read").name, "SyntaxError", "{kind:?}");
        finish(chat, kind, call);
    }
}

#[test]
fn a_call_settles_exactly_once_when_the_chat_ends_before_the_answer() {
    for (kind, args, path) in every_call() {
        let mut chat = Chat::connected();
        chat.service.plan(path, [Reply::Held]);
        let call = chat.call(kind, args);
        chat.receive_end();
        chat.answer_held();
        assert!(chat.is_settled(call), "{kind:?}");
        finish(chat, kind, call);
    }
}

#[test]
fn a_call_settles_exactly_once_when_the_chat_ends_before_a_failure() {
    for (kind, args, path) in every_call() {
        let mut chat = Chat::connected();
        chat.service.plan(path, [Reply::Held]);
        let call = chat.call(kind, args);
        chat.receive_end();
        if !chat.is_settled(call) {
            chat.release(path, Reply::Status(503));
        }
        assert!(chat.is_settled(call), "{kind:?} is not repeated after the end");
        finish(chat, kind, call);
    }
}

#[test]
fn a_call_settles_exactly_once_when_the_chat_ends_between_two_attempts() {
    for (kind, args, path) in every_call() {
        let mut chat = Chat::connected();
        chat.service.plan(path, [Reply::Asked(503, "10")]);
        let call = chat.call(kind, args);
        chat.advance(1_000);
        assert!(!chat.is_settled(call), "{kind:?}");
        chat.receive_end();
        assert_over(&chat, kind, call);
        chat.assert_over();
        finish(chat, kind, call);
    }
}

#[test]
fn a_call_settles_exactly_once_when_the_session_is_disposed_of() {
    for (kind, args, path) in every_call() {
        let mut chat = Chat::connected();
        chat.service.plan(path, [Reply::Held]);
        let call = chat.call(kind, args);
        chat.dispose();
        assert_over(&chat, kind, call);
        chat.assert_over();
        finish(chat, kind, call);
    }
}

#[test]
fn a_call_settles_exactly_once_when_the_connection_breaks() {
    for (kind, args, path) in every_call() {
        let mut chat = Chat::connected();
        chat.service.plan(path, [Reply::Held]);
        let call = chat.call(kind, args);
        chat.service.plan("connection", [Reply::Status(400)]);
        chat.lose_socket();
        chat.answer_held();
        assert!(chat.is_settled(call), "{kind:?}");
        finish(chat, kind, call);
    }
}

/// A call that the end overtook rejects; a receipt resolves, for few pages catch what it rejects with.
fn assert_over(chat: &Chat, kind: CallKind, call: CallId) {
    match chat.outcome(call) {
        Ok(data) => assert_eq!((kind, data), (SendReceipt, &Value::Null)),
        Err(failure) => assert_eq!(failure.kind, FailureKind::SessionOver, "{kind:?}"),
    }
}

/// A second settling would have failed in the world; here it gets every occasion to.
fn finish(mut chat: Chat, kind: CallKind, call: CallId) {
    chat.advance(60_000);
    chat.answer_held();
    chat.dispose();
    assert!(chat.is_settled(call), "{kind:?}");
}

#[test]
fn calls_without_a_connection_are_sent_with_the_last_token() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Status(400)]);
    chat.lose_socket();
    let call = chat.send_message("still there?");
    assert!(chat.outcome(call).is_ok());
    assert_eq!(chat.last_request("message").bearer(), json!("token-1"));
}

#[test]
fn calls_carry_the_newest_connection_token_and_connect_the_participant_token() {
    let mut chat = Chat::connected();
    chat.send_message("one");
    assert_eq!(chat.last_request("message").bearer(), json!("token-1"));
    chat.lose_socket();
    assert_eq!(chat.last_request("connection").bearer(), json!("participant-token"));
    chat.send_message("two");
    assert_eq!(chat.last_request("message").bearer(), json!("token-3"));
}

#[test]
fn requests_go_to_the_region_of_the_session_or_to_the_endpoint_of_the_page() {
    let mut chat = Chat::connected();
    chat.send_message("one");
    let url = |chat: &Chat| chat.last_request("message").request.url.0.clone();
    assert_eq!(url(&chat), "https://participant.connect.us-west-2.amazonaws.com/participant/message");
    chat.hub.config_mut().endpoint = json!("http://127.0.0.1:8080/base/path/");
    chat.send_message("two");
    assert_eq!(url(&chat), "http://127.0.0.1:8080/base/path/participant/message");
}

#[test]
fn a_region_that_no_request_can_go_to_fails_every_request() {
    let mut details = common::customer();
    details.region = json!("fips-us-east-1");
    let mut chat = Chat::with(Default::default(), details, 1);
    let call = chat.connect();
    assert_eq!(chat.outcome(call).clone().expect_err("there is no such endpoint").name, "EndpointError");
    assert_eq!(chat.requests.len(), 0);
}

#[test]
fn every_call_has_a_client_token_of_its_own_unless_the_page_gives_one() {
    let mut chat = Chat::connected();
    let token = |chat: &Chat| chat.last_request("message").body()["ClientToken"].clone();
    chat.send_message("one");
    let first = token(&chat);
    assert_eq!(first.as_str().expect("a text").len(), 36);
    chat.send_message("two");
    assert_ne!(token(&chat), first);
    chat.call(SendMessage, json!({"message": "x", "contentType": "text/plain", "clientToken": "mine"}));
    assert_eq!(token(&chat), "mine");
}

#[test]
fn typing_is_sent_at_most_once_in_ten_seconds_and_every_call_settles() {
    let mut chat = Chat::connected();
    let mut calls = Vec::new();
    for wait in [0, 3_000, 6_000, 1_500] {
        chat.advance(wait);
        calls.push(chat.send_typing());
    }
    assert_eq!(chat.requests_for("event").len(), 2);
    let ids: Vec<_> =
        calls.iter().map(|call| chat.outcome(*call).clone().expect("it was sent")["Id"].clone()).collect();
    assert!(ids[0] == ids[1] && ids[1] == ids[2] && ids[2] != ids[3], "{ids:?}");
}

#[test]
fn typing_calls_that_come_before_the_answer_share_it() {
    let mut chat = Chat::connected();
    chat.service.plan("event", [Reply::Held]);
    let calls = [chat.send_typing(), chat.send_typing()];
    chat.release_well("event");
    assert!(calls.iter().all(|call| chat.outcome(*call).is_ok()));
    assert_eq!(chat.requests.len(), 1);
}

#[test]
fn typing_after_a_failure_is_sent_again() {
    let mut chat = Chat::connected();
    chat.service.plan("event", [Reply::Unreachable]);
    let failed = chat.send_typing();
    assert!(chat.outcome(failed).is_err());
    let sent = chat.send_typing();
    assert!(chat.outcome(sent).is_ok());
}

#[test]
fn each_session_has_a_typing_throttle_of_its_own() {
    let mut chat = Chat::connected();
    let other = chat.hub.create(common::customer());
    chat.world.connect(other).expect("it may connect");
    chat.send_typing();
    chat.world.call(other, SendEvent, json!({"contentType": content_type("typing")}));
    assert_eq!(chat.requests_for("event").len(), 2);
}

#[test]
fn a_call_after_the_end_is_sent_once_and_arms_nothing() {
    let mut chat = Chat::connected();
    chat.receive_end();
    chat.forget_the_past();
    chat.service.always("views/view", Reply::Status(500));
    let call = chat.call(DescribeView, json!({"viewToken": "view"}));
    assert_eq!(chat.outcome(call).clone().expect_err("it failed").status, Some(500));
    assert_eq!(chat.requests.len(), 1);
    chat.assert_over();
}

#[test]
fn a_call_from_within_an_event_is_a_call_as_any_other() {
    let mut chat = Chat::connected();
    chat.receive(&message("1", "hello"));
    let calls: Vec<_> = (0..20).map(|number| chat.send_message(&number.to_string())).collect();
    assert!(calls.iter().all(|call| chat.outcome(*call).is_ok()));
}
