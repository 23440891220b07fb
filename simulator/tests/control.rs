//! The control interface: the service misbehaves exactly as told.

mod common;

use std::time::Duration;

use common::{SUBSCRIBE, Service, accepted, refusal, text};
use serde_json::{Value, json};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Error;

#[tokio::test]
async fn an_item_goes_out_with_what_is_missing_filled_in_and_nulls_left_out() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    let given = json!({ "Id": "mine", "Type": "MESSAGE", "Content": "x", "ContactId": null, "Odd": { "n": null } });
    let answer = customer.control("item", given).await;
    assert_eq!(answer, json!({ "Id": "mine" }));
    let item = socket.item().await;
    assert_eq!(item["Id"], "mine");
    assert_eq!(item["Odd"], json!({ "n": null }));
    assert_eq!(item["InitialContactId"], customer.contact_id.as_str());
    assert!(item["AbsoluteTime"].is_string());
    assert!(item.get("ContactId").is_none());
    customer.control("item?store=false", json!({ "Type": "MESSAGE" })).await;
    assert!(socket.item().await["Id"].is_string());
    let page = customer.call("transcript", json!({})).await;
    assert_eq!(page["Transcript"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_raw_frame_reaches_unsubscribed_sockets_too() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.open_socket().await;
    let sent = customer.control("frame", json!({ "text": "{\"message\":\"Forbidden\"}" })).await;
    assert_eq!(sent, json!({ "sent": 1 }));
    assert_eq!(socket.frame().await, json!({ "message": "Forbidden" }));
}

#[tokio::test]
async fn a_drop_is_abrupt_unless_it_names_a_code() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut abrupt = customer.listen().await;
    assert_eq!(customer.control("drop", json!({})).await, json!({ "dropped": 1 }));
    assert_eq!(abrupt.closed().await, None);
    let mut told = customer.listen().await;
    customer.control("drop", json!({ "code": 4001, "reason": "away" })).await;
    let frame = told.closed().await.expect("a close frame");
    assert_eq!((u16::from(frame.code), frame.reason.as_str()), (4001, "away"));
    let log = service.log(&customer.contact_id).await;
    assert_eq!(log["sockets"][0]["closeCode"], 1006);
    assert_eq!(log["sockets"][1]["closeCode"], 4001);
    assert_eq!(log["sockets"][1]["closeReason"], "away");
}

#[tokio::test]
async fn handshakes_are_refused_as_often_as_ordered() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let order = json!({ "contactId": customer.contact_id, "mode": "refuse", "status": 503, "times": 2 });
    service.post("/control/upgrades", order).await;
    for _ in 0..2 {
        match connect_async(&customer.socket_url).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), 503),
            other => panic!("a refusal was expected, not {other:?}"),
        }
    }
    customer.listen().await;
    assert_eq!(service.log(&customer.contact_id).await["refused"], 2);
}

#[tokio::test]
async fn a_handshake_can_hang() {
    let service = Service::start().await;
    let customer = service.customer().await;
    service.post("/control/upgrades", json!({ "mode": "hang", "times": 1 })).await;
    let hanging = tokio::time::timeout(Duration::from_millis(300), connect_async(&customer.socket_url)).await;
    assert!(hanging.is_err());
    customer.listen().await;
}

#[tokio::test]
async fn a_half_open_socket_never_says_a_word() {
    let service = Service::start().await;
    let customer = service.customer().await;
    service.post("/control/upgrades", json!({ "mode": "half-open", "times": 1 })).await;
    let mut socket = customer.open_socket().await;
    socket.send(SUBSCRIBE).await;
    socket.send(r#"{"topic":"aws/heartbeat"}"#).await;
    customer.say("hello?").await;
    customer.control("frame", json!({ "text": "{}" })).await;
    socket.is_quiet().await;
    socket.close().await;
    socket.is_quiet().await;
    // What it swallowed is on record, and it can still be dropped.
    let log = service.log(&customer.contact_id).await;
    assert_eq!(log["sockets"][0]["frames"].as_array().map(Vec::len), Some(2));
    assert_eq!(customer.control("drop", json!({})).await, json!({ "dropped": 1 }));
    assert_eq!(socket.closed().await, None);
}

#[tokio::test]
async fn a_socket_that_is_muted_falls_silent_and_the_next_one_speaks() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    assert_eq!(customer.control("mute", json!({})).await, json!({ "muted": 1 }));
    socket.send(r#"{"topic":"aws/heartbeat"}"#).await;
    customer.say("hello?").await;
    socket.is_quiet().await;
    socket.close().await;
    socket.is_quiet().await;
    let mut next = customer.listen().await;
    customer.say("hello!").await;
    assert_eq!(next.frame().await["topic"], "aws/chat");
    assert_eq!(customer.control("drop", json!({})).await, json!({ "dropped": 2 }));
    assert_eq!(socket.closed().await, None);
}

#[tokio::test]
async fn heartbeats_and_pings_go_unanswered_or_fail_on_request() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let id = &customer.contact_id;
    let mut socket = customer.open_socket().await;
    service.post("/control/heartbeats", json!({ "contactId": id, "answer": false })).await;
    service.post("/control/pings", json!({ "contactId": id, "answer": true, "statusCode": 500 })).await;
    socket.send(r#"{"topic":"aws/heartbeat"}"#).await;
    socket.send(r#"{"topic":"aws/ping"}"#).await;
    assert_eq!(socket.frame().await["statusCode"], 500);
    service.post("/control/pings", json!({ "contactId": id, "answer": false })).await;
    service.post("/control/heartbeats", json!({ "contactId": id, "answer": true })).await;
    socket.send(r#"{"topic":"aws/ping"}"#).await;
    socket.send(r#"{"topic":"aws/heartbeat"}"#).await;
    assert_eq!(socket.frame().await, json!({ "topic": "aws/heartbeat" }));
}

#[tokio::test]
async fn subscriptions_are_ignored_refused_then_answered() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.open_socket().await;
    service.post("/control/subscriptions", json!({ "mode": "ignore", "times": 1 })).await;
    socket.send(SUBSCRIBE).await;
    socket.is_quiet().await;
    service.post("/control/subscriptions", json!({ "mode": "refuse", "times": 1 })).await;
    socket.send(SUBSCRIBE).await;
    assert_eq!(socket.frame().await["content"]["status"], "failure");
    customer.say("nobody hears this").await;
    socket.send(SUBSCRIBE).await;
    assert_eq!(socket.frame().await["content"]["status"], "success");
    socket.is_quiet().await;
}

#[tokio::test]
async fn tokens_expire_on_request_and_by_themselves() {
    let service = Service::start().await;
    let mut customer = service.customer().await;
    let expired = service.post("/control/tokens/expire", json!({ "contactId": customer.contact_id })).await;
    assert_eq!(expired, json!({ "expired": 1 }));
    assert_eq!(customer.refused("transcript", json!({})).await.1, "AccessDeniedException");
    // The participant token still gets another connection token.
    customer.connect().await;
    customer.say("back again").await;
    service.post("/control/config", json!({ "connectionTokenLifetimeMs": 1 })).await;
    customer.connect().await;
    tokio::time::sleep(Duration::from_millis(5)).await;
    assert_eq!(customer.refused("transcript", json!({})).await.0, 403);
}

#[tokio::test]
async fn a_socket_url_serves_several_sockets_until_it_expires() {
    let service = Service::start().await;
    let mut customer = service.customer().await;
    customer.listen().await;
    customer.listen().await;
    service.post("/control/config", json!({ "contactId": customer.contact_id, "urlLifetimeMs": 1 })).await;
    customer.connect().await;
    tokio::time::sleep(Duration::from_millis(5)).await;
    match connect_async(&customer.socket_url).await {
        Err(Error::Http(response)) => assert_eq!(response.status(), 403),
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

#[tokio::test]
async fn connection_details_can_lie_or_lack_members() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let both = json!({ "Type": ["WEBSOCKET", "CONNECTION_CREDENTIALS"] });
    let connect = async || accepted(customer.create_connection(&both).await).await;
    service.post("/control/config", json!({ "connectionExpiryText": "soon" })).await;
    assert_eq!(connect().await["ConnectionCredentials"]["Expiry"], "soon");
    service.post("/control/config", json!({ "connectionExpiryText": null })).await;
    assert!(connect().await["ConnectionCredentials"].get("Expiry").is_none());
    service.post("/control/config", json!({ "omit": ["Websocket"] })).await;
    let details = connect().await;
    assert!(details.get("Websocket").is_none() && details["ConnectionCredentials"]["ConnectionToken"].is_string());
    let other = service.client.post(service.url("/control/config")).body(r#"{"omit":["Nothing"]}"#).send().await;
    assert_eq!(refusal(other.expect("an answer")).await.0, 400);
}

#[tokio::test]
async fn a_contact_ends_aloud_or_is_forgotten() {
    let service = Service::start().await;
    let (ended, forgotten) = (service.customer().await, service.customer().await);
    let (mut told, mut untold) = (ended.listen().await, forgotten.listen().await);
    ended.control("end", json!({})).await;
    assert!(text(&told.item().await["ContentType"]).ends_with("chat.ended"));
    forgotten.control("forget", json!({})).await;
    untold.is_quiet().await;
    assert_eq!(ended.refused("transcript", json!({})).await.0, 403);
    assert_eq!(forgotten.refused("transcript", json!({})).await.0, 403);
    // A test may still push what a service should not send any more.
    ended.control("item", json!({ "Type": "MESSAGE", "Content": "too late" })).await;
    assert_eq!(told.item().await["Content"], "too late");
}

#[tokio::test]
async fn the_log_shows_requests_and_frames_of_one_contact_in_one_sequence() {
    let service = Service::start().await;
    let (customer, other) = (service.customer().await, service.customer().await);
    other.say("elsewhere").await;
    let mut socket = customer.listen().await;
    customer.say("logged").await;
    socket.item().await;
    let log = service.log(&customer.contact_id).await;
    let requests = log["requests"].as_array().expect("requests");
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1]["method"], "POST");
    assert_eq!(requests[1]["path"], "/participant/message");
    assert_eq!(requests[1]["status"], 200);
    assert_eq!(requests[1]["headers"]["x-amz-bearer"], customer.connection_token.as_str());
    assert_eq!(requests[1]["body"], r#"{"ContentType":"text/plain","Content":"logged"}"#);
    let frames = log["sockets"][0]["frames"].as_array().expect("frames");
    let from: Vec<_> = frames.iter().map(|frame| text(&frame["from"])).collect();
    assert_eq!(from, ["client", "server", "server"]);
    assert_eq!(frames[0]["text"], SUBSCRIBE);
    let seq = |entry: &Value| entry["seq"].as_u64().expect("a number");
    assert!(seq(&requests[0]) < seq(&frames[0]) && seq(&frames[1]) < seq(&requests[1]));
    assert!(seq(&requests[1]) < seq(&frames[2]));
    let everything = service.get("/control/log").await;
    assert_eq!(everything["requests"].as_array().map(Vec::len), Some(4));
}

#[tokio::test]
async fn preflights_are_on_record() {
    let service = Service::start().await;
    let preflight = service
        .client
        .request(reqwest::Method::OPTIONS, service.url("/participant/message"))
        .header("origin", "https://shop.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "x-amz-bearer");
    preflight.send().await.expect("an answer");
    let log = service.get("/control/log").await;
    assert_eq!(log["requests"][0]["method"], "OPTIONS");
    assert_eq!(log["requests"][0]["headers"]["access-control-request-headers"], "x-amz-bearer");
}

#[tokio::test]
async fn a_reset_leaves_nothing_behind() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    service.post("/control/upgrades", json!({ "mode": "refuse" })).await;
    customer.fault(json!({ "operation": "*", "status": 500, "times": 9 })).await;
    service.post("/control/reset", json!({})).await;
    assert_eq!(socket.closed().await, None);
    assert_eq!(customer.refused("transcript", json!({})).await.0, 403);
    let state = service.get("/control/state").await;
    assert_eq!((&state["contacts"], &state["pendingFaults"]), (&json!(0), &json!(0)));
    let log = service.get("/control/log").await;
    assert_eq!(log["sockets"], json!([]));
    service.customer().await.listen().await;
}
