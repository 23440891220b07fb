//! The scripts that play the agent.

mod common;

use std::time::Duration;

use common::{Customer, Service, Socket, accepted, refusal, text};
use connect_local::Options;
use serde_json::{Value, json};

const EVENT: &str = "application/vnd.amazonaws.connect.event.";

fn event_name(item: &Value) -> String {
    item["ContentType"].as_str().and_then(|name| name.strip_prefix(EVENT)).unwrap_or_default().to_owned()
}

/// Reads items until one is a message of somebody else than the customer.
async fn next_answer(socket: &mut Socket) -> Value {
    loop {
        let item = socket.item().await;
        if item["Type"] == "MESSAGE" && item["ParticipantRole"] != "CUSTOMER" {
            return item;
        }
    }
}

#[tokio::test]
async fn the_greeter_greets_acknowledges_types_answers_and_leaves() {
    let service = Service::start_with(Options::default()).await;
    let customer = service.customer_of(json!({ "ParticipantDetails": { "DisplayName": "Maria" } })).await;
    let mut socket = customer.listen().await;
    assert_eq!(event_name(&socket.item().await), "participant.joined");
    assert!(text(&socket.item().await["Content"]).contains("Maria"));
    // A second socket is no second customer.
    customer.listen().await.is_quiet().await;
    customer.say("where is my parcel?").await;
    socket.item().await;
    assert_eq!(event_name(&socket.item().await), "message.delivered");
    assert_eq!(event_name(&socket.item().await), "message.read");
    assert_eq!(event_name(&socket.item().await), "typing");
    assert!(text(&socket.item().await["Content"]).contains("where is my parcel?"));
    customer.say("Bye").await;
    assert!(text(&next_answer(&mut socket).await["Content"]).contains("Goodbye"));
    assert_eq!(event_name(&socket.item().await), "participant.left");
    assert_eq!(event_name(&socket.item().await), "chat.ended");
}

#[tokio::test]
async fn the_greeter_keeps_what_its_help_promises() {
    let service = Service::start_with(Options::default()).await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    next_answer(&mut socket).await;
    let ask = async |socket: &mut Socket, word: &str| {
        customer.say(word).await;
        next_answer(socket).await
    };
    let help = text(&ask(&mut socket, "help").await["Content"]);
    for word in ["markdown", "interactive", "view", "attachment", "stream", "receipt", "transfer", "bye"] {
        assert!(help.contains(word), "{word} in {help}");
    }
    assert_eq!(ask(&mut socket, "markdown").await["ContentType"], "text/markdown");
    let interactive = ask(&mut socket, "interactive").await;
    assert!(text(&interactive["ContentType"]).ends_with("message.interactive"));
    let shown = ask(&mut socket, "view").await;
    let shown: Value = serde_json::from_str(&text(&shown["Content"])).expect("JSON");
    let token = text(&shown["data"]["content"]["viewToken"]);
    let url = service.url(&format!("/participant/views/{token}"));
    let view = service.client.get(url).header("x-amz-bearer", &customer.connection_token).send().await;
    let view = accepted(view.expect("an answer")).await;
    for text_member in ["InputSchema", "Template"] {
        let member = text(&view["View"]["Content"][text_member]);
        assert!(serde_json::from_str::<Value>(&member).is_ok(), "{text_member} is JSON in a string");
    }
    assert_eq!(ask(&mut socket, "stream").await["MessageMetadata"]["ChunkNumber"], 1);
    loop {
        let item = next_answer(&mut socket).await;
        if item["MessageMetadata"]["MessageCompleted"] == true {
            break;
        }
    }
    customer.say("attachment").await;
    while socket.item().await["Type"] != "ATTACHMENT" {}
    customer.say("transfer").await;
    while event_name(&socket.item().await) != "transfer.succeeded" {}
    let colleague = next_answer(&mut socket).await;
    assert_ne!(colleague["DisplayName"], help.as_str());
    assert!(text(&colleague["Content"]).contains("taken over"));
}

#[tokio::test]
async fn a_script_can_be_chosen_per_contact_but_must_exist() {
    let service = Service::start_with(Options::default()).await;
    let customer = service.customer_of(json!({ "Script": "silent" })).await;
    let mut socket = customer.listen().await;
    customer.say("hello?").await;
    socket.item().await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    socket.is_quiet().await;
    let unknown = service.post_raw("/start-chat", &json!({ "Script": "poet" })).await;
    assert_eq!(refusal(unknown).await.1, "ValidationException");
}

/// A scripted chat, past its first message.
async fn begun<'a>(service: &'a Service, script: &str) -> (Customer<'a>, Socket) {
    let customer = service.customer_of(json!({ "Script": script })).await;
    let mut socket = customer.listen().await;
    next_answer(&mut socket).await;
    (customer, socket)
}

#[tokio::test]
async fn the_interactive_agent_asks_one_question_of_each_kind() {
    let service = Service::start_with(Options::default()).await;
    let (customer, mut socket) = begun(&service, "interactive").await;
    for template in ["ListPicker", "TimePicker", "Panel", "Carousel", "QuickReply"] {
        let question = next_answer(&mut socket).await;
        let content: Value = serde_json::from_str(&text(&question["Content"])).expect("JSON");
        assert_eq!(content["templateType"], template);
        customer.say("the first one").await;
    }
    assert_eq!(next_answer(&mut socket).await["ContentType"], "text/plain");
}

#[tokio::test]
async fn the_agent_with_a_form_reads_what_was_filled_in() {
    let service = Service::start_with(Options::default()).await;
    let (customer, mut socket) = begun(&service, "form").await;
    next_answer(&mut socket).await;
    let response = json!({ "templateType": "ViewResource", "action": "Submit", "data": { "number": "4471-A" } });
    let kind = "application/vnd.amazonaws.connect.message.interactive.response";
    customer.call("message", json!({ "ContentType": kind, "Content": response.to_string() })).await;
    assert!(text(&next_answer(&mut socket).await["Content"]).contains("number 4471-A"));
}

#[tokio::test]
async fn the_agent_who_asks_to_sign_in_hears_of_it_and_of_a_refusal() {
    let service = Service::start_with(Options::default()).await;
    let (customer, mut socket) = begun(&service, "sign-in").await;
    let asked = socket.item().await;
    assert_eq!(event_name(&asked), "authentication.initiated");
    let session: Value = serde_json::from_str(&text(&asked["Content"])).expect("JSON");
    let session = text(&session["SessionId"]);
    customer.call("cancel-authentication", json!({ "SessionId": session })).await;
    assert_eq!(event_name(&socket.item().await), "authentication.cancelled");
    assert!(text(&next_answer(&mut socket).await["Content"]).contains("again"));
    customer.say("again").await;
    while event_name(&socket.item().await) != "authentication.initiated" {}
    let request = json!({ "SessionId": session, "RedirectUri": service.url("/agent/contacts") });
    let url = text(&customer.call("authentication-url", request).await["AuthenticationUrl"]);
    accepted(service.client.get(url).send().await.expect("an answer")).await;
    assert!(text(&next_answer(&mut socket).await["Content"]).contains("signed in"));
}

#[tokio::test]
async fn of_the_files_sent_to_an_agent_every_other_one_is_rejected() {
    let service = Service::start_with(Options::default()).await;
    let (customer, mut socket) = begun(&service, "files").await;
    for expected in ["APPROVED", "REJECTED", "APPROVED"] {
        customer.say("a file, please").await;
        for expected in ["IN_PROGRESS", expected] {
            loop {
                let item = socket.item().await;
                if item["Type"] == "ATTACHMENT" {
                    assert_eq!(item["Attachments"][0]["Status"], expected);
                    break;
                }
            }
        }
    }
}

#[tokio::test]
async fn the_agent_of_a_returning_customer_knows_the_earlier_chat() {
    let service = Service::start_with(Options::default()).await;
    let (customer, _socket) = begun(&service, "returning").await;
    let transcript = customer.call("transcript", json!({ "MaxResults": 100, "SortOrder": "ASCENDING" })).await;
    let items = transcript["Transcript"].as_array().expect("items");
    assert!(items[0].get("RelatedContactId").is_some(), "the past comes first");
    assert!(items.iter().any(|item| event_name(item) == "chat.rehydrated"));
}
