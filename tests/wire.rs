//! What goes over the wire, against literal fixtures: each says where its shape comes from.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::hub::CallKind;
use amazon_connect_chat_wasm::io::{Body, HttpResponse, Input, RequestKind, TokenAnswer};
use common::{Chat, Reply, agent, customer};
use serde_json::{Value, json};

fn fixture(text: &str) -> Vec<Value> {
    let fixtures: Vec<Value> = serde_json::from_str(text).expect("a fixture is an array");
    assert!(!fixtures.is_empty());
    for fixture in &fixtures {
        assert!(fixture["source"].as_str().is_some_and(|source| !source.is_empty()), "{}", fixture["name"]);
    }
    fixtures
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text"))
}

fn kind_of(fixture: &Value) -> CallKind {
    let number = fixture["call"].as_u64().expect("a number");
    CallKind::from_number(u8::try_from(number).expect("a small one")).expect("a call")
}

#[test]
fn every_call_sends_its_request() {
    for fixture in fixture(include_str!("fixtures/requests.json")) {
        let name = text(&fixture["name"]);
        let mut chat = Chat::connected();
        chat.call(kind_of(&fixture), fixture["args"].clone());
        let sent = &chat.requests[0];
        let url = format!("https://participant.connect.us-west-2.amazonaws.com/participant/{}", text(&fixture["path"]));
        assert_eq!(
            (sent.request.method, text(&sent.request.url.0)),
            (text(&fixture["method"]), url.as_str()),
            "{name}"
        );
        let mut body = sent.body();
        if fixture["body"]["ClientToken"] == "<uuid>" {
            assert!(is_uuid(text(&body["ClientToken"])), "{name}: {body}");
            body["ClientToken"] = json!("<uuid>");
        }
        assert_eq!(body, fixture["body"], "{name}");
        assert_eq!(sent.bearer(), json!("token-1"), "{name}");
    }
}

#[test]
fn every_response_is_read_as_the_page_gets_it() {
    for fixture in fixture(include_str!("fixtures/responses.json")) {
        let name = text(&fixture["name"]);
        let mut chat = Chat::connected();
        chat.service.plan(text(&fixture["path"]), [Reply::Held]);
        let call = chat.call(kind_of(&fixture), fixture["args"].clone());
        let request = chat.requests[0].id;
        let status = u16::try_from(fixture["status"].as_u64().expect("a number")).expect("a small one");
        let body = fixture.get("body").map_or(Body::Empty, |body| Body::Value(body.clone()));
        let response = HttpResponse { status, headers: fixture["headers"].clone(), body };
        chat.input(Input::Response(request, Ok(response)));
        match (chat.outcome(call), fixture.get("data")) {
            // As texts, because the order of the members is part of it.
            (Ok(data), Some(expected)) => assert_eq!(data.to_string(), expected.to_string(), "{name}"),
            (Err(failure), None) => {
                let error = json!({"name": failure.name, "message": failure.message, "status": failure.status});
                assert_eq!(error, fixture["error"], "{name}");
            }
            (outcome, _) => panic!("{name}: {outcome:?}"),
        }
    }
}

#[test]
fn every_item_becomes_its_event_and_arrives_whole() {
    for fixture in fixture(include_str!("fixtures/items.json")) {
        let mut chat = Chat::connected();
        chat.receive(&fixture["item"]);
        let told = chat.take_told();
        assert_eq!(told.len(), 1, "{}", fixture["name"]);
        assert_eq!((json!(told[0].kind as u8), told[0].item()), (fixture["event"].clone(), fixture["item"].clone()));
    }
}

#[test]
fn frames_are_sent_to_the_letter_and_read_for_what_they_mean() {
    let fixture: Value = serde_json::from_str(include_str!("fixtures/frames.json")).expect("a fixture is an object");
    let mut chat = Chat::new();
    chat.connect();
    let sent = |chat: &Chat| chat.last_socket().frames.iter().map(|(_, text)| json!(text)).collect::<Vec<_>>();
    assert_eq!(json!(sent(&chat)), fixture["sent_on_open"]);
    chat.forget_the_past();
    chat.advance(10_000);
    assert_eq!(json!(sent(&chat)), fixture["sent_on_each_beat"]);
    for received in fixture["received"].as_array().expect("an array") {
        let socket = chat.last_socket().id;
        chat.take_told();
        chat.frame(socket, text(&received["text"]));
        let events: Vec<_> = chat.take_told().iter().map(|told| told.kind as u8).collect();
        assert_eq!(json!(events), received["events"], "{received}");
    }
}

#[test]
fn connection_details_are_asked_for_and_handed_on() {
    for fixture in fixture(include_str!("fixtures/connections.json")) {
        let details = if fixture["agent"] == true { agent(Some(1)) } else { customer() };
        let mut chat = Chat::with(Default::default(), details, 1);
        chat.service.token = Some(TokenAnswer::Rejected);
        chat.service.plan("connection", [Reply::Body(fixture["response"].clone())]);
        chat.connect();
        let sent = chat.last_request("connection");
        assert_eq!((sent.body(), sent.bearer()), (fixture["request"].clone(), json!("participant-token")));
        assert_eq!(chat.details[0].1.to_string(), fixture["details"].to_string(), "{}", fixture["name"]);
        if fixture["agent"] == false {
            assert_eq!(json!(chat.last_socket().url), fixture["response"]["Websocket"]["Url"]);
        }
    }
}

#[test]
fn a_session_without_a_participant_token_sends_no_bearer() {
    let mut details = customer();
    details.participant_token = Value::Null;
    let mut chat = Chat::with(Default::default(), details, 1);
    chat.connect();
    assert_eq!(chat.last_request("connection").bearer(), Value::Null);
}

#[test]
fn every_request_says_who_sends_it() {
    let mut chat = Chat::connected();
    chat.hub.config_mut().user_agent = json!("AmazonConnect-ChatJS/5.0.0");
    chat.send_message("hi");
    let RequestKind::Service { user_agent, .. } = &chat.last_request("message").request.kind else {
        panic!("it goes to the service")
    };
    assert_eq!(user_agent, "AmazonConnect-ChatJS/5.0.0");
}

#[test]
fn a_call_is_known_by_its_number() {
    let numbers: Vec<_> = (0..=16).map(|number| CallKind::from_number(number).map(|kind| kind as u8)).collect();
    let expected: Vec<_> = (0..=15).map(Some).chain([None]).collect();
    assert_eq!(numbers, expected);
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.concat().bytes().all(|byte| byte.is_ascii_hexdigit())
        && groups[2].starts_with('4')
}
