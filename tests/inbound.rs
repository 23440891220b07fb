//! Items from the service: whose they are, and which events they become.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::event::EventKind::{self, *};
use amazon_connect_chat_wasm::log::Level;
use common::{Chat, chunk, content_type, customer, event, message, receipt};
use serde_json::{Value, json};

#[test]
fn every_content_type_becomes_its_event() {
    let rows = [
        ("typing", IncomingTyping),
        ("participant.idle", ParticipantIdle),
        ("participant.returned", ParticipantReturned),
        ("participant.invited", ParticipantInvited),
        ("participant.autodisconnection", Autodisconnection),
        ("authentication.initiated", AuthenticationInitiated),
        ("authentication.succeeded", AuthenticationSuccessful),
        ("authentication.failed", AuthenticationFailed),
        ("authentication.timeout", AuthenticationTimeout),
        ("authentication.expired", AuthenticationExpired),
        ("authentication.cancelled", AuthenticationCanceled),
        ("participant.displayname.updated", ParticipantDisplayNameUpdated),
        ("chat.rehydrated", ChatRehydrated),
        ("participant.joined", IncomingMessage),
        ("participant.left", IncomingMessage),
        ("transfer.succeeded", IncomingMessage),
        ("TYPING", IncomingMessage),
    ];
    let mut chat = Chat::connected();
    for (name, kind) in rows {
        chat.receive(&event(name));
        assert_eq!(chat.take_events(), [kind], "{name}");
    }
}

#[test]
fn an_item_with_an_unknown_content_type_or_none_is_a_message() {
    for content_type in
        [json!("text/markdown"), json!("application/vnd.example+json"), json!(""), json!(null), json!(7)]
    {
        let mut chat = Chat::connected();
        let mut item = message("1", "hello");
        item["ContentType"] = content_type;
        chat.receive(&item);
        assert_eq!(chat.take_events(), [IncomingMessage], "{item}");
    }
}

#[test]
fn an_item_is_delivered_with_everything_that_it_brings() {
    let mut chat = Chat::connected();
    let mut item = message("1", "hello");
    item["Unknown"] = json!({"deep": [1, null, {"x": "y"}]});
    chat.receive(&item);
    assert_eq!(chat.take_told()[0].item(), item);
}

#[test]
fn items_are_delivered_in_the_order_of_arrival_and_as_often_as_they_arrive() {
    let mut chat = Chat::connected();
    for id in ["2", "1", "2"] {
        chat.receive(&message(id, "hello"));
    }
    let ids: Vec<_> = chat.take_told().iter().map(|told| told.item()["Id"].clone()).collect();
    assert_eq!(ids, ["2", "1", "2"]);
}

#[test]
fn a_session_takes_the_items_of_its_contact_and_of_its_chain() {
    let mut details = customer();
    (details.contact_id, details.initial_contact_id) = (json!("second"), json!("first"));
    let rows = [
        (json!({"ContactId": "second"}), true),
        (json!({"InitialContactId": "first"}), true),
        (json!({"ContactId": "third", "InitialContactId": "first"}), true),
        (json!({"ContactId": "second", "InitialContactId": "other"}), true),
        (json!({"ContactId": "first"}), false),
        (json!({"InitialContactId": "second"}), false),
        (json!({"ContactId": "other", "InitialContactId": "other"}), false),
        (json!({}), false),
        (json!({"Type": "MESSAGEMETADATA"}), true),
        (json!({"Type": "MESSAGEMETADATA", "ContactId": "second"}), true),
        (json!({"Type": "MESSAGEMETADATA", "ContactId": "other"}), false),
    ];
    for (ids, accepted) in rows {
        let mut chat = Chat::with(Default::default(), details.clone(), 1);
        chat.connect();
        chat.take_told();
        let mut item = if ids["Type"].is_string() { receipt("1", "ReadTimestamp") } else { message("1", "hello") };
        for name in ["ContactId", "InitialContactId"] {
            item.as_object_mut().expect("an object").remove(name);
        }
        item.as_object_mut().expect("an object").extend(ids.as_object().expect("an object").clone());
        chat.receive(&item);
        assert_eq!(!chat.take_told().is_empty(), accepted, "{ids}");
    }
}

#[test]
fn content_that_is_no_json_object_is_logged_and_dropped() {
    let contents = [json!("no json"), json!("null"), json!("[]"), json!("7"), json!({"an": "object"}), json!(7)];
    for content in contents {
        let mut chat = Chat::connected();
        chat.log_from(Level::Error);
        let socket = chat.last_socket().id;
        chat.frame(socket, &json!({"topic": "aws/chat", "content": content}).to_string());
        assert_eq!(chat.take_told(), [], "{content}");
        assert_eq!(chat.log[0].text, "Wrong message format", "{content}");
    }
}

#[test]
fn frames_on_other_topics_are_nobodys_business() {
    let mut chat = Chat::connected();
    let socket = chat.last_socket().id;
    for topic in ["aws/other", "", "aws/chat/"] {
        let content = message("1", "hello").to_string();
        chat.frame(socket, &json!({"topic": topic, "content": content}).to_string());
    }
    chat.frame(socket, r#"{"message":"Forbidden","connectionId":"c","requestId":"r"}"#);
    chat.frame(socket, r#"{"topic":"aws/chat"}"#);
    assert_eq!(chat.take_told(), []);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn the_chunks_of_a_streamed_message_grow_under_one_id() {
    let mut chat = Chat::connected();
    for (number, text) in [(1, "Hel"), (2, "lo"), (4, "lost"), (3, "!")] {
        chat.receive(&chunk("bot", number, text, false));
    }
    chat.receive(&chunk("bot", 4, "Hello!", true));
    let texts: Vec<_> = chat.take_told().iter().map(|told| told.item()["Content"].clone()).collect();
    assert_eq!(texts, ["Hel", "Hello", "Hello!", "Hello!"]);
}

#[test]
fn the_sessions_of_a_contact_stitch_for_themselves() {
    let mut chat = Chat::connected();
    chat.receive(&chunk("bot", 1, "a", false));
    let other = chat.hub.create(customer());
    chat.world.connect(other).expect("it may connect");
    chat.take_told();
    chat.receive(&chunk("bot", 2, "b", false));
    let told: Vec<_> = chat.take_told().iter().map(|told| (told.session, told.item()["Content"].clone())).collect();
    assert_eq!(told, [(chat.session, json!("ab"))], "the other has not seen the first chunk");
}

#[test]
fn a_fetched_transcript_tells_how_far_a_streamed_message_is() {
    let mut chat = Chat::connected();
    chat.receive(&chunk("bot", 1, "a", false));
    let page = json!({"Transcript": [chunk("bot", 3, "abc", false)]});
    chat.service.plan("transcript", [common::Reply::Body(page)]);
    chat.get_transcript(json!({}));
    chat.take_told();
    chat.receive(&chunk("bot", 4, "d", false));
    assert_eq!(chat.take_told()[0].item()["Content"], "abcd");
}

#[test]
fn for_a_customer_a_transfer_is_an_item_like_any_other() {
    let mut chat = Chat::connected();
    chat.receive(&event("transfer.succeeded"));
    chat.receive(&message("1", "hello from the next agent"));
    assert_eq!(chat.take_events(), [IncomingMessage; 2]);
}

#[test]
fn the_end_of_another_contact_ends_nothing() {
    let mut chat = Chat::connected();
    let mut item = event("chat.ended");
    (item["ContactId"], item["InitialContactId"]) = (json!("other"), json!("other"));
    chat.receive(&item);
    assert_eq!(chat.take_events(), [] as [EventKind; 0]);
    assert_eq!(chat.guard(), Ok(()));
}

#[test]
fn the_end_is_told_by_the_content_type_alone() {
    let mut chat = Chat::connected();
    let item = json!({"ContentType": content_type("chat.ended"), "ContactId": "contact", "Extra": Value::Null});
    chat.receive(&item);
    assert_eq!(chat.take_events(), [IncomingMessage, ChatEnded]);
}
