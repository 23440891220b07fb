//! A conversation through the Participant Service and the WebSocket.

mod common;

use common::{SUBSCRIBE, Service, accepted, refusal, text};
use serde_json::{Value, json};

const TYPING: &str = "application/vnd.amazonaws.connect.event.typing";
const READ: &str = "application/vnd.amazonaws.connect.event.message.read";
const DELIVERED: &str = "application/vnd.amazonaws.connect.event.message.delivered";
const LEFT: &str = "application/vnd.amazonaws.connect.event.participant.left";
const ENDED: &str = "application/vnd.amazonaws.connect.event.chat.ended";

#[tokio::test]
async fn start_chat_accepts_an_empty_body_and_answers_in_the_published_shape() {
    let service = Service::start().await;
    let response = service.client.post(service.url("/start-chat")).send().await.expect("an answer");
    assert!(response.headers().contains_key("x-amzn-requestid"));
    let body = accepted(response).await;
    let result = body["data"]["startChatResult"].as_object().expect("a startChatResult");
    let keys: Vec<_> = result.keys().collect();
    assert_eq!(keys, ["ContactId", "ParticipantId", "ParticipantToken"]);
}

#[tokio::test]
async fn a_message_reaches_every_subscribed_socket_with_all_its_members() {
    let service = Service::start().await;
    let customer = service.customer_of(json!({ "ParticipantDetails": { "DisplayName": "Maria" } })).await;
    let (mut first, mut second) = (customer.listen().await, customer.listen().await);
    let sent = customer.say("hello").await;
    assert_eq!(sent["MessageMetadata"]["MessageId"], sent["Id"]);
    for socket in [&mut first, &mut second] {
        let expected = json!({
            "Type": "MESSAGE",
            "ContentType": "text/plain",
            "Content": "hello",
            "ParticipantId": customer.participant_id,
            "ParticipantRole": "CUSTOMER",
            "DisplayName": "Maria",
            "Id": sent["Id"],
            "AbsoluteTime": sent["AbsoluteTime"],
            "ContactId": customer.contact_id,
            "InitialContactId": customer.contact_id,
        });
        assert_eq!(socket.item().await, expected);
    }
}

#[tokio::test]
async fn an_unsubscribed_socket_gets_no_items_but_answers_to_its_heartbeats() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.open_socket().await;
    let mut subscribed = customer.listen().await;
    customer.say("anyone there?").await;
    assert_eq!(subscribed.item().await["Content"], "anyone there?");
    socket.send(r#"{"topic":"aws/ping"}"#).await;
    socket.send(r#"{"topic":"aws/heartbeat"}"#).await;
    assert_eq!(socket.frame().await, json!({ "topic": "aws/ping", "statusCode": 200, "statusContent": "OK" }));
    assert_eq!(socket.frame().await, json!({ "topic": "aws/heartbeat" }));
    socket.send(SUBSCRIBE).await;
    assert_eq!(socket.frame().await["content"]["status"], "success");
    socket.is_quiet().await;
}

#[tokio::test]
async fn twenty_messages_each_way_arrive_in_order() {
    let service = Service::start().await;
    let customer = service.customer_of(json!({ "Script": "echo" })).await;
    let mut socket = customer.listen().await;
    for number in 1..=20 {
        customer.say(&format!("message {number}")).await;
    }
    let mut last_time = String::new();
    for number in 1..=20 {
        for role in ["CUSTOMER", "AGENT"] {
            let item = socket.item().await;
            assert_eq!(item["Content"], format!("message {number}"));
            assert_eq!(item["ParticipantRole"], role);
            let time = text(&item["AbsoluteTime"]);
            assert!(time > last_time, "times must grow: {last_time} then {time}");
            last_time = time;
        }
    }
}

#[tokio::test]
async fn a_client_token_makes_a_repeated_message_the_same_message() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    let body = json!({ "ContentType": "text/plain", "Content": "once", "ClientToken": "t-1" });
    let first = customer.call("message", body.clone()).await;
    assert_eq!(customer.call("message", body).await, first);
    let other = json!({ "ContentType": "text/plain", "Content": "once", "ClientToken": "t-2" });
    assert_ne!(customer.call("message", other).await["Id"], first["Id"]);
    assert_eq!(socket.item().await["Id"], first["Id"]);
    assert_ne!(socket.item().await["Id"], first["Id"]);
    socket.is_quiet().await;
}

#[tokio::test]
async fn typing_is_passed_on_and_not_kept() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    let sent = customer.call("event", json!({ "ContentType": TYPING })).await;
    let item = socket.item().await;
    assert_eq!((&item["Type"], &item["ContentType"]), (&json!("EVENT"), &json!(TYPING)));
    assert_eq!(item["Id"], sent["Id"]);
    let page = customer.call("transcript", json!({})).await;
    assert_eq!(page["Transcript"], json!([]));
}

#[tokio::test]
async fn receipts_become_metadata_items_even_under_one_client_token() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    for (content_type, member, message) in
        [(READ, "ReadTimestamp", "m1"), (READ, "ReadTimestamp", "m2"), (DELIVERED, "DeliveredTimestamp", "m1")]
    {
        let content = json!({ "messageId": message }).to_string();
        let body = json!({ "ContentType": content_type, "Content": content, "ClientToken": "INCOMING" });
        customer.call("event", body).await;
        let item = socket.item().await;
        assert_eq!(item["Type"], "MESSAGEMETADATA");
        assert_eq!(item["ContentType"], content_type);
        assert_eq!(item["MessageMetadata"]["MessageId"], message);
        let receipts = item["MessageMetadata"]["Receipts"].as_array().expect("receipts");
        assert_eq!(receipts.len(), 1);
        assert_eq!(receipts[0]["RecipientParticipantId"], customer.participant_id.as_str());
        assert!(receipts[0][member].is_string());
    }
    let page = customer.call("transcript", json!({})).await;
    assert_eq!(page["Transcript"].as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn what_the_service_would_not_accept_is_refused() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let message = |content_type: &str, content: &str| json!({ "ContentType": content_type, "Content": content });
    let refused = [
        ("message", message("text/plain", "")),
        ("message", message("text/plain", &"x".repeat(1025))),
        ("message", message("application/json", &"x".repeat(12_001))),
        ("message", message("image/png", "x")),
        ("message", json!({ "ContentType": "text/plain", "Content": "x", "ClientToken": "t".repeat(501) })),
        ("event", message("text/plain", "x")),
        ("event", message("application/vnd.amazonaws.connect.event.unheard-of", "x")),
        ("event", message(READ, "not JSON")),
        ("transcript", json!({ "MaxResults": 101 })),
        ("transcript", json!({ "MaxResults": -1 })),
        ("transcript", json!({ "SortOrder": "SIDEWAYS" })),
        ("transcript", json!({ "StartPosition": { "Id": "unknown" } })),
        ("transcript", json!({ "NextToken": "unknown" })),
        ("connection", json!({})),
    ];
    for (operation, body) in refused {
        let response = if operation == "connection" {
            customer.create_connection(&body).await
        } else {
            customer.call_raw(operation, &body).await
        };
        let (status, kind, message) = refusal(response).await;
        assert_eq!((status, kind.as_str()), (400, "ValidationException"), "{operation} {body}");
        assert!(!message.is_empty());
    }
    // The limit counts characters, not bytes.
    customer.say(&"\u{e9}".repeat(1024)).await;
}

#[tokio::test]
async fn only_a_good_token_of_the_right_kind_opens_an_operation() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let denied = (403, "AccessDeniedException".to_owned(), "Access denied".to_owned());
    let url = service.url("/participant/message");
    let bare = service.client.post(&url).body("{}").send().await.expect("an answer");
    assert_eq!(refusal(bare).await, denied);
    for token in ["made-up", &customer.participant_token] {
        let request = service.client.post(&url).header("x-amz-bearer", token).body("{}");
        assert_eq!(refusal(request.send().await.expect("an answer")).await, denied);
    }
    let connect = service.client.post(service.url("/participant/connection"));
    let wrong_kind = connect.header("x-amz-bearer", &customer.connection_token).body("{}");
    assert_eq!(refusal(wrong_kind.send().await.expect("an answer")).await, denied);
}

#[tokio::test]
async fn a_disconnect_ends_the_contact_for_every_token() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    customer.call("disconnect", json!({ "ClientToken": "t" })).await;
    let left = socket.item().await;
    assert_eq!((&left["ContentType"], &left["ParticipantRole"]), (&json!(LEFT), &json!("CUSTOMER")));
    let ended = socket.item().await;
    assert_eq!((&ended["Type"], &ended["ContentType"]), (&json!("EVENT"), &json!(ENDED)));
    assert_eq!(ended["ContactId"], customer.contact_id.as_str());
    assert_eq!(customer.refused("transcript", json!({})).await.0, 403);
    let again = customer.create_connection(&json!({ "Type": ["WEBSOCKET"] })).await;
    assert_eq!(refusal(again).await.1, "AccessDeniedException");
    assert!(tokio_tungstenite::connect_async(&customer.socket_url).await.is_err());
    // The client leaves the socket open: the service closes it.
    assert_eq!(socket.closed().await.map(|frame| u16::from(frame.code)), Some(1000));
}

#[tokio::test]
async fn every_page_may_call_from_anywhere() {
    let service = Service::start().await;
    let preflight = service
        .client
        .request(reqwest::Method::OPTIONS, service.url("/participant/message"))
        .header("origin", "https://shop.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type,x-amz-bearer")
        .send()
        .await
        .expect("an answer");
    assert!(preflight.status().is_success());
    let header = |name: &str| preflight.headers().get(name).and_then(|value| value.to_str().ok());
    assert_eq!(header("access-control-allow-origin"), Some("https://shop.example"));
    assert_eq!(header("access-control-allow-headers"), Some("content-type,x-amz-bearer"));
    assert_eq!(header("access-control-allow-methods"), Some("POST"));
    let refused = service.client.post(service.url("/participant/message")).header("origin", "https://shop.example");
    let refused = refused.send().await.expect("an answer");
    let exposed = refused.headers()["access-control-expose-headers"].to_str().expect("a plain header");
    for name in ["x-amzn-requestid", "x-amzn-errortype", "date", "retry-after"] {
        assert!(exposed.split(',').any(|exposed| exposed.trim() == name), "{name} in {exposed}");
    }
}

#[tokio::test]
async fn an_unknown_path_is_refused_in_the_service_s_shape() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let unknown = customer.refused("no-such-operation", json!({})).await;
    assert_eq!((unknown.0, unknown.1.as_str()), (404, "UnknownOperationException"));
    let wrong_method = service.client.get(service.url("/participant/message")).send().await;
    assert_eq!(refusal(wrong_method.expect("an answer")).await.0, 405);
}

#[tokio::test]
async fn a_rehydrated_chat_brings_the_past_along() {
    let service = Service::start().await;
    let past = service.customer().await;
    past.say("first chat").await;
    let start = json!({
        "PersistentChat": { "SourceContactId": past.contact_id, "RehydrationType": "ENTIRE_PAST_SESSION" },
    });
    let too_early = service.post_raw("/start-chat", &start).await;
    assert_eq!(refusal(too_early).await.1, "ValidationException");
    past.control("forget", json!({})).await;

    let customer = service.customer_of(start).await;
    customer.say("second chat").await;
    let page = customer.call("transcript", json!({})).await;
    let items = page["Transcript"].as_array().expect("items");
    assert_eq!(items[0]["Content"], "first chat");
    assert_eq!(items[0]["RelatedContactId"], past.contact_id.as_str());
    assert_eq!(items[0]["ContactId"], Value::Null);
    assert!(text(&items[1]["ContentType"]).ends_with("chat.rehydrated"));
    assert_eq!(items[2]["Content"], "second chat");
    let of_past = customer.call("transcript", json!({ "ContactId": past.contact_id })).await;
    assert_eq!(of_past["Transcript"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn an_initial_message_is_the_first_item() {
    let service = Service::start().await;
    let first = json!({ "ContentType": "text/plain", "Content": "I need help" });
    let customer = service.customer_of(json!({ "InitialMessage": first })).await;
    let page = customer.call("transcript", json!({})).await;
    assert_eq!(page["Transcript"][0]["Content"], "I need help");
    assert_eq!(page["Transcript"][0]["ParticipantRole"], "CUSTOMER");
}
