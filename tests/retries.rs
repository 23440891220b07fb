//! Repeating requests: which, how often, and after how long.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::{Chat, Reply};
use serde_json::json;

fn times(chat: &Chat) -> Vec<u64> {
    chat.requests_for("message").iter().map(|sent| sent.at).collect()
}

#[test]
fn transient_and_throttling_answers_are_repeated_twice() {
    let replies = [
        Reply::Status(500),
        Reply::Status(502),
        Reply::Status(503),
        Reply::Status(504),
        Reply::Status(429),
        Reply::Error(400, "ThrottlingException"),
        Reply::Error(400, "TooManyRequestsException"),
        Reply::Error(400, "RequestTimeout"),
        Reply::Html(502),
    ];
    for reply in replies {
        let mut chat = Chat::connected();
        chat.service.always("message", reply.clone());
        chat.send_message("hi");
        chat.advance(60_000);
        assert_eq!(times(&chat).len(), 3, "{reply:?}");
    }
}

#[test]
fn other_failures_are_not_repeated() {
    let replies = [400, 401, 403, 404, 409, 501, 505].map(Reply::Status);
    for reply in replies.into_iter().chain([Reply::Unreachable, Reply::Html(200), Reply::Html(404)]) {
        let mut chat = Chat::connected();
        chat.service.always("message", reply.clone());
        let call = chat.send_message("hi");
        assert!(chat.outcome(call).is_err(), "{reply:?}");
        chat.advance(60_000);
        assert_eq!(times(&chat).len(), 1, "{reply:?}");
    }
}

#[test]
fn delays_are_random_below_a_doubling_ceiling() {
    for (status, ceiling) in [(500, 100), (429, 500)] {
        let mut gaps = [Vec::new(), Vec::new()];
        for seed in 0..50 {
            let mut chat = Chat::with(Default::default(), common::customer(), seed);
            chat.connect();
            chat.service.always("message", Reply::Status(status));
            chat.send_message("hi");
            chat.advance(60_000);
            let times = times(&chat);
            gaps[0].push(times[1] - times[0]);
            gaps[1].push(times[2] - times[1]);
        }
        for (gaps, ceiling) in gaps.iter().zip([ceiling, 2 * ceiling]) {
            let highest = gaps.iter().max().expect("there are fifty");
            assert!((ceiling / 2..ceiling).contains(highest), "{status}: {gaps:?}");
            assert!(gaps.iter().any(|gap| *gap < ceiling / 4), "{status}: {gaps:?}");
        }
    }
}

#[test]
fn an_attempt_that_succeeds_ends_the_repeats_and_the_answer_counts_them() {
    let mut chat = Chat::connected();
    chat.service.plan("message", [Reply::Status(503), Reply::Asked(429, "2")]);
    let call = chat.send_message("hi");
    chat.advance(5_000);
    let data = chat.outcome(call).clone().expect("the third attempt succeeds");
    let metadata = &data["$metadata"];
    assert_eq!((&metadata["attempts"], &metadata["httpStatusCode"]), (&json!(3), &json!(200)));
    let delays = times(&chat)[2] - times(&chat)[0];
    assert_eq!(metadata["totalRetryDelay"], delays);
}

#[test]
fn all_attempts_of_a_call_have_one_client_token_and_one_body() {
    let mut chat = Chat::connected();
    chat.service.always("message", Reply::Status(500));
    chat.send_message("hi");
    chat.advance(1_000);
    let bodies: Vec<_> = chat.requests_for("message").iter().map(|sent| sent.body()).collect();
    assert!(bodies.iter().all(|body| *body == bodies[0]));
    assert!(bodies[0]["ClientToken"].is_string());
}

#[test]
fn the_delay_that_the_service_asks_for_is_kept() {
    for (asked, delay) in [("3", 3_000), ("2026-01-01T00:00:04Z", 4_000)] {
        let mut chat = Chat::connected();
        chat.service.plan("message", [Reply::Asked(503, asked)]);
        let start = chat.now.mono.0;
        chat.send_message("hi");
        chat.advance(60_000);
        assert_eq!(times(&chat), [start, start + delay], "{asked}");
    }
}

#[test]
fn no_delay_within_a_call_is_longer_than_twenty_seconds() {
    let mut chat = Chat::connected();
    chat.service.plan("message", [Reply::Asked(503, "3600")]);
    let start = chat.now.mono.0;
    chat.send_message("hi");
    chat.advance(20_000);
    assert_eq!(times(&chat), [start, start + 20_000]);
}

#[test]
fn a_delay_that_makes_no_sense_is_not_kept() {
    for asked in ["soon", "-5", "2020-01-01T00:00:00Z"] {
        let mut chat = Chat::connected();
        chat.service.plan("message", [Reply::Asked(503, asked)]);
        let call = chat.send_message("hi");
        chat.advance(100);
        assert!(chat.is_settled(call), "{asked}");
    }
}

#[test]
fn calls_are_repeated_independently() {
    let mut chat = Chat::connected();
    chat.service.plan("message", [Reply::Status(503), Reply::Status(503)]);
    let calls = [chat.send_message("one"), chat.send_message("two"), chat.send_message("three")];
    assert!(chat.outcome(calls[2]).is_ok());
    chat.advance(1_000);
    assert!(calls.iter().all(|call| chat.outcome(*call).is_ok()));
    assert_eq!(times(&chat).len(), 5);
}

#[test]
fn the_first_connect_is_repeated_like_any_other_request() {
    let mut chat = Chat::new();
    chat.service.plan("connection", [Reply::Status(503), Reply::Status(503)]);
    let call = chat.connect();
    chat.advance(1_000);
    assert!(chat.outcome(call).is_ok());
    assert_eq!(chat.requests_for("connection").len(), 3);
}

#[test]
fn an_unreadable_answer_keeps_its_status() {
    let mut chat = Chat::connected();
    chat.service.plan("message", [Reply::Html(404)]);
    let call = chat.send_message("hi");
    let failure = chat.outcome(call).clone().expect_err("it cannot be read");
    assert_eq!((&failure.name, failure.status), (&json!("SyntaxError"), Some(404)));
    assert!(failure.message.to_string().contains("Deserialization error"));
}

#[test]
fn a_success_that_is_no_object_is_a_failure() {
    for body in [json!([]), json!("text"), json!(7)] {
        let mut chat = Chat::connected();
        chat.service.plan("message", [Reply::Body(body.clone())]);
        let call = chat.send_message("hi");
        assert_eq!(chat.outcome(call).clone().expect_err("it is no answer").name, "TypeError", "{body}");
    }
}
