//! An agent's socket and connection tokens, and the customers who are played at a desk.

mod common;

use common::{Customer, Service, Socket, accepted, text};
use serde_json::{Value, json};

const EVENT: &str = "application/vnd.amazonaws.connect.event.";

async fn scripted<'a>(service: &'a Service, script: &str) -> Customer<'a> {
    service.customer_of(json!({ "Script": script, "ParticipantDetails": { "DisplayName": "Maria" } })).await
}

/// Reads items until one is of this content type, whose common beginning may be left out.
async fn item_of_type(socket: &mut Socket, content_type: &str) -> Value {
    loop {
        let item = socket.item().await;
        let kind = text(&item["ContentType"]);
        if kind == content_type || kind.strip_prefix(EVENT) == Some(content_type) {
            return item;
        }
    }
}

#[tokio::test]
async fn an_agents_socket_brings_the_items_of_the_contacts_at_its_desk_and_no_others() {
    let service = Service::start().await;
    let (mut kim, mut lee) = (service.desk("kim").await, service.desk("lee").await);
    let (first, second) = (service.customer().await, service.customer().await);
    first.say("nobody has joined yet").await;
    first.agent("join", json!({ "agent": "kim", "displayName": "Kim" })).await;
    second.agent("join", json!({ "agent": "lee" })).await;
    first.say("to kim").await;
    second.say("to lee").await;
    let joined = kim.item().await;
    assert_eq!(
        (text(&joined["DisplayName"]), text(&joined["ContactId"])),
        ("Kim".to_owned(), first.contact_id.clone())
    );
    assert_eq!(kim.item().await["Content"], "to kim");
    lee.item().await;
    assert_eq!(lee.item().await["Content"], "to lee");
    kim.is_quiet().await;
    lee.is_quiet().await;
}

#[tokio::test]
async fn a_transfer_is_the_last_thing_that_the_desk_hears() {
    let service = Service::start().await;
    let (mut kim, mut lee) = (service.desk("kim").await, service.desk("lee").await);
    let customer = service.customer().await;
    customer.agent("join", json!({ "agent": "kim" })).await;
    customer.agent("transfer", json!({ "agent": "lee", "displayName": "Lee" })).await;
    customer.say("hello Lee").await;
    item_of_type(&mut kim, "transfer.succeeded").await;
    kim.is_quiet().await;
    assert_eq!(item_of_type(&mut lee, "participant.joined").await["DisplayName"], "Lee");
    assert_eq!(lee.item().await["Content"], "hello Lee");
    let listed = service.get("/agent/contacts").await;
    assert_eq!(listed["contacts"][0]["agent"], "lee");
}

#[tokio::test]
async fn a_socket_answers_heartbeats_and_pings_and_is_silent_until_it_has_subscribed() {
    let service = Service::start().await;
    let mut kim = service.desk("kim").await;
    kim.send(r#"{"topic":"aws/heartbeat"}"#).await;
    assert_eq!(kim.frame().await, json!({ "topic": "aws/heartbeat" }));
    kim.send(r#"{"topic":"aws/ping"}"#).await;
    assert_eq!(kim.frame().await["statusCode"], 200);
    kim.send("not JSON").await;
    kim.is_quiet().await;
}

#[tokio::test]
async fn an_agents_token_is_good_for_the_participant_service() {
    let service = Service::start().await;
    let customer = service.customer().await;
    customer.agent("join", json!({ "agent": "kim" })).await;
    let granted = customer.agent("token", json!({})).await;
    let token = text(&granted["chatTokenTransport"]["participantToken"]);
    assert!(text(&granted["chatTokenTransport"]["expiry"]).ends_with('Z'));
    let url = service.url("/participant/message");
    let body = json!({ "ContentType": "text/plain", "Content": "from the desk" });
    let sent = service.client.post(url).header("x-amz-bearer", token).json(&body).send().await;
    accepted(sent.expect("an answer")).await;
    let transcript = customer.call("transcript", json!({ "MaxResults": 1 })).await;
    assert_eq!(transcript["Transcript"][0]["ParticipantRole"], "AGENT");
}

#[tokio::test]
async fn a_caller_speaks_once_an_agent_has_joined_and_answers() {
    let service = Service::start().await;
    let mut kim = service.desk("kim").await;
    let customer = scripted(&service, "caller").await;
    customer.agent("join", json!({ "agent": "kim" })).await;
    assert!(text(&item_of_type(&mut kim, "text/plain").await["Content"]).contains("parcel"));
    let token = text(&customer.agent("token", json!({})).await["chatTokenTransport"]["participantToken"]);
    let say = async |content: &str| {
        let body = json!({ "ContentType": "text/plain", "Content": content });
        let request = service.client.post(service.url("/participant/message")).header("x-amz-bearer", &token);
        accepted(request.json(&body).send().await.expect("an answer")).await;
    };
    say("What is the number?").await;
    item_of_type(&mut kim, "text/plain").await;
    item_of_type(&mut kim, "message.delivered").await;
    item_of_type(&mut kim, "message.read").await;
    item_of_type(&mut kim, "typing").await;
    assert!(text(&item_of_type(&mut kim, "text/plain").await["Content"]).contains("4471-A"));
    say("Goodbye").await;
    item_of_type(&mut kim, "chat.ended").await;
}

#[tokio::test]
async fn callers_bring_a_past_answers_to_a_bot_and_files() {
    let service = Service::start().await;
    let guided = scripted(&service, "caller-guided").await;
    let asked = guided.call("transcript", json!({ "MaxResults": 100 })).await;
    let templates: Vec<_> = asked["Transcript"].as_array().expect("items").iter().filter_map(template).collect();
    for name in ["ListPicker", "TimePicker", "Panel", "Carousel", "QuickReply", "ViewResource"] {
        assert!(templates.contains(&name.to_owned()), "{name} in {templates:?}");
    }

    let returning = scripted(&service, "caller-returning").await;
    let past = returning.call("transcript", json!({ "MaxResults": 100 })).await;
    let past = past["Transcript"].as_array().expect("items").clone();
    assert!(past.iter().any(|item| item.get("RelatedContactId").is_some()));
    assert!(past.iter().any(|item| text(&item["ContentType"]).ends_with("chat.rehydrated")));

    let mut kim = service.desk("kim").await;
    let files = scripted(&service, "caller-files").await;
    files.agent("join", json!({ "agent": "kim" })).await;
    let mut seen = Vec::new();
    while seen.len() < 4 {
        let item = kim.item().await;
        if item["Type"] == "ATTACHMENT" {
            seen.push(text(&item["Attachments"][0]["Status"]));
        }
    }
    seen.sort();
    assert_eq!(seen, ["APPROVED", "IN_PROGRESS", "IN_PROGRESS", "REJECTED"]);
}

fn template(item: &Value) -> Option<String> {
    let content: Value = serde_json::from_str(item["Content"].as_str()?).ok()?;
    content["templateType"].as_str().map(str::to_owned)
}
