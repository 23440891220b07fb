//! The agent's side, driven as a page drives it.

mod common;

use common::{Customer, Service, accepted, patiently, refusal, text};
use futures_util::StreamExt;
use serde_json::{Value, json};

const EVENT: &str = "application/vnd.amazonaws.connect.event.";

fn event_name(item: &Value) -> String {
    item["ContentType"].as_str().and_then(|name| name.strip_prefix(EVENT)).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn what_the_agent_does_reaches_the_customer() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    let joined = customer.agent("join", json!({})).await;
    let item = socket.item().await;
    assert_eq!((event_name(&item), &item["Id"]), ("participant.joined".into(), &joined["id"]));
    assert_eq!(item["ParticipantId"], joined["participantId"]);

    let said = customer.agent("message", json!({ "content": "hello", "displayName": "Kim" })).await;
    let item = socket.item().await;
    assert_eq!((&item["Content"], &item["DisplayName"]), (&json!("hello"), &json!("Kim")));
    assert_eq!((&item["ParticipantRole"], &item["ContentType"]), (&json!("AGENT"), &json!("text/plain")));
    assert_eq!((&item["Id"], &item["AbsoluteTime"]), (&said["id"], &said["absoluteTime"]));

    customer.agent("message", json!({ "content": "beep", "role": "CUSTOM_BOT" })).await;
    assert_eq!(socket.item().await["ParticipantRole"], "CUSTOM_BOT");
    customer.agent("typing", json!({})).await;
    assert_eq!(event_name(&socket.item().await), "typing");
    customer.agent("event", json!({ "contentType": format!("{EVENT}participant.idle") })).await;
    assert_eq!(event_name(&socket.item().await), "participant.idle");
    customer.agent("transfer", json!({})).await;
    assert_eq!(event_name(&socket.item().await), "transfer.succeeded");
    customer.agent("leave", json!({})).await;
    assert_eq!(event_name(&socket.item().await), "participant.left");
    customer.agent("end", json!({})).await;
    assert_eq!(event_name(&socket.item().await), "participant.left");
    assert_eq!(event_name(&socket.item().await), "chat.ended");
    let path = format!("/agent/contacts/{}/message", customer.contact_id);
    let too_late = service.post_raw(&path, &json!({ "content": "x" })).await;
    assert_eq!(refusal(too_late).await.1, "ConflictException");
}

#[tokio::test]
async fn the_agent_acknowledges_a_message() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    let message_id = text(&customer.say("read me").await["Id"]);
    socket.item().await;
    for (kind, member) in [("delivered", "DeliveredTimestamp"), ("read", "ReadTimestamp")] {
        customer.agent("receipt", json!({ "messageId": message_id, "type": kind })).await;
        let metadata = &socket.item().await["MessageMetadata"];
        assert_eq!(metadata["MessageId"], message_id.as_str());
        assert!(metadata["Receipts"][0][member].is_string());
        assert_ne!(metadata["Receipts"][0]["RecipientParticipantId"], customer.participant_id.as_str());
    }
}

#[tokio::test]
async fn the_agent_sends_a_file_as_text_or_base64() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    for body in [
        json!({ "name": "a.txt", "contentType": "text/plain", "text": "hello" }),
        json!({ "name": "b.txt", "contentType": "text/plain", "contentBase64": "aGVsbG8=" }),
    ] {
        customer.agent("attachment", body).await;
        let id = socket.item().await["Attachments"][0]["AttachmentId"].clone();
        let got = customer.call("attachment", json!({ "AttachmentId": id })).await;
        let file = service.client.get(text(&got["Url"])).send().await.expect("an answer");
        assert_eq!(file.text().await.expect("a body"), "hello");
    }
}

#[tokio::test]
async fn a_streamed_message_grows_under_one_id_and_is_kept_whole() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    customer.agent("stream", json!({ "id": "s1", "chunks": ["Hel", "lo"] })).await;
    let expected = [("Hel", 1, false), ("lo", 2, false), ("Hello", 3, true)];
    for (content, number, completed) in expected {
        let item = socket.item().await;
        assert_eq!((&item["Id"], &item["Content"]), (&json!("s1"), &json!(content)));
        assert_eq!(item["ParticipantRole"], "SYSTEM");
        let metadata = json!({ "MessageId": "s1", "ChunkNumber": number, "MessageCompleted": completed });
        assert_eq!(item["MessageMetadata"], metadata);
    }
    let page = customer.call("transcript", json!({})).await;
    assert_eq!(page["Transcript"].as_array().map(Vec::len), Some(1));
    assert_eq!(page["Transcript"][0]["Content"], "Hello");
}

#[tokio::test]
async fn the_desk_lists_contacts_and_reads_along() {
    let service = Service::start().await;
    let start = json!({ "ParticipantDetails": { "DisplayName": "Maria" }, "Attributes": { "topic": "parcel" } });
    let customer = service.customer_of(start).await;
    let _socket = customer.listen().await;
    customer.say("hello").await;
    let list = service.get("/agent/contacts").await;
    let contact = &list["contacts"][0];
    assert_eq!(contact["contactId"], customer.contact_id.as_str());
    assert_eq!(contact["displayName"], "Maria");
    assert_eq!((&contact["state"], &contact["sockets"]), (&json!("open"), &json!(1)));
    assert_eq!((&contact["script"], &contact["attributes"]["topic"]), (&json!("silent"), &json!("parcel")));
    let path = format!("/agent/contacts/{}/transcript", customer.contact_id);
    assert_eq!(service.get(&path).await["transcript"][0]["Content"], "hello");
    let unknown = service.client.get(service.url("/agent/contacts/none/transcript")).send().await;
    assert_eq!(refusal(unknown.expect("an answer")).await.1, "ResourceNotFoundException");
}

#[tokio::test]
async fn the_desk_hears_of_everything_as_it_happens() {
    let service = Service::start().await;
    let feed = service.client.get(service.url("/agent/events")).send().await.expect("an answer");
    assert_eq!(feed.headers()["content-type"], "text/event-stream");
    let mut chunks = feed.bytes_stream();
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    customer.say("hello").await;
    socket.close().await;
    customer.control("end", json!({})).await;
    let mut heard = String::new();
    while !heard.contains("contact.ended") || !heard.contains("socket.closed") {
        let chunk = patiently(chunks.next()).await.expect("more").expect("bytes");
        heard.push_str(std::str::from_utf8(&chunk).expect("text"));
    }
    let events: Vec<Value> = heard
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .map(|data| serde_json::from_str(data).expect("JSON"))
        .collect();
    assert!(events.iter().all(|event| event["contactId"] == customer.contact_id.as_str()));
    let kinds: Vec<_> = events.iter().map(|event| text(&event["type"])).take(3).collect();
    assert_eq!(kinds, ["contact.started", "socket.opened", "item"]);
    assert_eq!(events[2]["item"]["Content"], "hello");
}

#[tokio::test]
async fn an_agent_can_take_its_seat_through_the_participant_service() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    let joined = customer.agent("join", json!({})).await;
    socket.item().await;
    let mut agent = Customer { participant_token: text(&joined["participantToken"]), ..customer };
    let acknowledged = agent.create_connection(&json!({ "ConnectParticipant": true })).await;
    assert_eq!(accepted(acknowledged).await, json!({}));
    agent.connect().await;
    agent.say("hello from my own seat").await;
    let item = socket.item().await;
    assert_eq!((&item["ParticipantRole"], &item["ParticipantId"]), (&json!("AGENT"), &joined["participantId"]));
}

#[tokio::test]
async fn views_and_sign_ins_are_checked() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let get_view = async |token: &str| {
        let url = service.url(&format!("/participant/views/{token}"));
        let request = service.client.get(url).header("x-amz-bearer", &customer.connection_token);
        request.send().await.expect("an answer")
    };
    // The token is percent-decoded before it is looked up.
    assert_eq!(accepted(get_view("view%2Dtoken%2D1").await).await["View"]["Status"], "PUBLISHED");
    assert_eq!(refusal(get_view("tok%2Fen%2B%3D").await).await.1, "ResourceNotFoundException");
    assert_eq!(refusal(get_view(&"x".repeat(1001)).await).await.1, "ValidationException");

    let mut socket = customer.listen().await;
    assert_eq!(customer.refused("authentication-url", json!({})).await.1, "ValidationException");
    let body = json!({ "SessionId": "s 1", "RedirectUri": "https://shop.example/back?a=b" });
    let begun = customer.call("authentication-url", body.clone()).await;
    let careful = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let page = careful.get(text(&begun["AuthenticationUrl"])).send().await.expect("an answer");
    let location = page.headers()["location"].to_str().expect("a plain header").to_owned();
    assert!(location.starts_with("https://shop.example/back?a=b&code="), "{location}");
    assert!(location.ends_with("&state=s%201"), "{location}");
    assert_eq!(event_name(&socket.item().await), "authentication.succeeded");

    let again = customer.call("authentication-url", body).await;
    customer.call("cancel-authentication", json!({ "SessionId": "s 1" })).await;
    assert_eq!(event_name(&socket.item().await), "authentication.cancelled");
    let cancelled = careful.get(text(&again["AuthenticationUrl"])).send().await.expect("an answer");
    assert_eq!(cancelled.status(), 404);
}
