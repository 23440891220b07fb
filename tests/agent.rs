//! Agents: their tokens come from the page, and so does their connection.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::event::EventKind::*;
use amazon_connect_chat_wasm::hub::ConnectionStatus;
use amazon_connect_chat_wasm::ids::SessionId;
use amazon_connect_chat_wasm::io::{Input, SuppliedEvent, TokenAnswer};
use common::{Chat, Reply, agent, customer, ended_item, event, message};
use serde_json::json;

/// An agent's session on the supplied connection 1, before `connect`.
fn new_agent() -> Chat {
    Chat::with(Default::default(), agent(Some(1)), 1)
}

fn connected_agent() -> Chat {
    let mut chat = new_agent();
    let call = chat.connect();
    assert!(chat.outcome(call).is_ok());
    chat.forget_the_past();
    chat
}

/// The supplied connection that is listened to speaks.
fn supply(chat: &mut Chat, event: SuppliedEvent<serde_json::Value>) {
    let connection = chat.attached[0];
    chat.input(Input::Supplied(connection, event));
}

fn supply_item(chat: &mut Chat, item: &serde_json::Value) {
    supply(chat, SuppliedEvent::Frame(json!({"topic": "aws/chat", "content": item.to_string()})));
}

#[test]
fn an_agent_connects_with_the_token_of_the_page_and_tells_the_service_that_it_joined() {
    let mut chat = new_agent();
    let call = chat.connect();
    assert!(chat.outcome(call).is_ok());
    let paths: Vec<_> = chat.requests.iter().map(|sent| sent.path.as_str()).collect();
    assert_eq!(paths, ["getConnectionToken", "connection"]);
    assert_eq!(chat.last_request("connection").body(), json!({"ConnectParticipant": true}));
    assert_eq!(chat.last_request("connection").bearer(), json!("participant-token"));
    assert_eq!((chat.sockets.len(), chat.attached.len()), (0, 1));
    chat.send_message("hi");
    assert_eq!(chat.last_request("message").bearer(), json!("agent-token"));
}

#[test]
fn connect_does_not_wait_for_the_acknowledgement() {
    for reply in [Reply::Held, Reply::Error(403, "AccessDeniedException")] {
        let mut chat = new_agent();
        chat.service.plan("connection", [reply]);
        let call = chat.connect();
        assert!(chat.outcome(call).is_ok());
        assert_eq!(chat.take_events(), [ConnectionEstablished]);
    }
}

#[test]
fn where_the_page_has_no_token_the_service_gives_one_and_acknowledges() {
    for answer in [TokenAnswer::Rejected, TokenAnswer::Fulfilled(json!({"another": "shape"}))] {
        let mut chat = new_agent();
        chat.service.token = Some(answer);
        let call = chat.connect();
        assert!(chat.outcome(call).is_ok());
        let body = json!({"ConnectParticipant": true, "Type": ["WEBSOCKET", "CONNECTION_CREDENTIALS"]});
        assert_eq!(chat.last_request("connection").body(), body);
        assert_eq!(chat.requests_for("connection").len(), 1);
        assert_eq!(chat.details[0].1["connectionAcknowledged"], true);
    }
}

#[test]
fn a_page_whose_token_function_fails_cannot_connect() {
    let mut chat = new_agent();
    chat.service.token = Some(TokenAnswer::Failed(json!("the error")));
    let call = chat.connect();
    let failure = chat.outcome(call).clone().expect_err("there is no token");
    assert_eq!(failure.native, json!("the error"));
    assert_eq!(chat.requests_for("connection").len(), 0);
}

#[test]
fn where_neither_gives_a_token_connect_fails_and_can_be_called_again() {
    let mut chat = new_agent();
    chat.service.token = Some(TokenAnswer::Rejected);
    chat.service.plan("connection", [Reply::Error(403, "AccessDeniedException")]);
    let first = chat.connect();
    assert!(chat.outcome(first).is_err());
    let second = chat.connect();
    assert!(chat.outcome(second).is_ok());
}

#[test]
fn what_the_supplied_connection_says_is_told() {
    let mut chat = connected_agent();
    let rows = [
        (SuppliedEvent::Gained, ConnectionEstablished, ConnectionStatus::Connected),
        (SuppliedEvent::DeepHeartbeatFailure, DeepHeartbeatFailure, ConnectionStatus::DeepHeartbeatFailure),
        (SuppliedEvent::Lost, ConnectionLost, ConnectionStatus::ConnectionLost),
        (SuppliedEvent::DeepHeartbeatSuccess, DeepHeartbeatSuccess, ConnectionStatus::DeepHeartbeatSuccess),
    ];
    for (said, kind, status) in rows {
        supply(&mut chat, said);
        assert_eq!(chat.take_told().iter().map(|told| told.kind).collect::<Vec<_>>(), [kind]);
        assert_eq!(chat.hub.status(chat.session), status);
    }
    assert_eq!((chat.sockets.len(), chat.hub.poll_timeout().is_some()), (0, true), "the token is to be renewed");
}

#[test]
fn a_supplied_connection_that_fails_breaks_the_session_and_calls_go_on_working() {
    let mut chat = connected_agent();
    supply(&mut chat, SuppliedEvent::Failed);
    assert_eq!(chat.take_events(), [ConnectionBroken]);
    let call = chat.send_message("still here");
    assert!(chat.outcome(call).is_ok());
    supply_item(&mut chat, &message("1", "late"));
    assert_eq!(chat.take_events(), []);
    chat.assert_over();
}

#[test]
fn agents_share_one_connection_and_get_the_items_of_their_contacts() {
    let mut chat = connected_agent();
    let mut details = agent(Some(1));
    (details.contact_id, details.initial_contact_id) = (json!("other"), json!("other"));
    let other = chat.hub.create(details);
    chat.world.connect(other).expect("it may connect");
    assert_eq!(chat.attached.len(), 1);
    chat.forget_the_past();
    supply_item(&mut chat, &message("1", "for the first"));
    let mut item = message("2", "for the other");
    (item["ContactId"], item["InitialContactId"]) = (json!("other"), json!("other"));
    supply_item(&mut chat, &item);
    let told: Vec<_> = chat.take_told().iter().map(|told| (told.session, told.item()["Id"].clone())).collect();
    assert_eq!(told, [(chat.session, json!("1")), (other, json!("2"))]);
}

/// Another agent's session on the supplied connection 1, connected.
fn another_agent(chat: &mut Chat, contact: &str, initial_contact: &str) -> SessionId {
    let mut details = agent(Some(1));
    (details.contact_id, details.initial_contact_id) = (json!(contact), json!(initial_contact));
    let session = chat.hub.create(details);
    chat.world.connect(session).expect("it may connect");
    session
}

fn item_of(contact: &str, initial_contact: &str, id: &str) -> serde_json::Value {
    let mut item = message(id, "hello");
    (item["ContactId"], item["InitialContactId"]) = (json!(contact), json!(initial_contact));
    item
}

#[test]
fn of_fifty_agents_on_one_connection_each_hears_its_own_contact() {
    let mut chat = connected_agent();
    let sessions: Vec<_> = (0..50).map(|n| another_agent(&mut chat, &format!("c{n}"), &format!("c{n}"))).collect();
    chat.forget_the_past();
    for n in (0..50).rev() {
        supply_item(&mut chat, &item_of(&format!("c{n}"), &format!("c{n}"), &format!("m{n}")));
    }
    let told: Vec<_> = chat.take_told().iter().map(|told| (told.session, told.item()["Id"].clone())).collect();
    let expected: Vec<_> = (0..50).rev().map(|n| (sessions[n], json!(format!("m{n}")))).collect();
    assert_eq!(told, expected);
}

#[test]
fn sessions_of_one_chain_hear_it_in_the_order_in_which_they_connected() {
    let mut chat = connected_agent();
    let second = another_agent(&mut chat, "second", "first");
    let third = another_agent(&mut chat, "third", "first");
    chat.forget_the_past();
    supply_item(&mut chat, &item_of("third", "first", "1"));
    supply_item(&mut chat, &item_of("second", "elsewhere", "2"));
    let told: Vec<_> = chat.take_told().iter().map(|told| (told.session, told.item()["Id"].clone())).collect();
    assert_eq!(told, [(second, json!("1")), (third, json!("1")), (second, json!("2"))]);
}

#[test]
fn after_a_transfer_a_session_is_detached_until_it_connects_again() {
    let mut chat = connected_agent();
    assert!(!chat.hub.is_detached(chat.session));
    supply_item(&mut chat, &event("transfer.succeeded"));
    assert!(chat.hub.is_detached(chat.session));
    chat.connect();
    assert!(!chat.hub.is_detached(chat.session));
}

#[test]
fn another_supplied_connection_breaks_the_sessions_of_the_one_before() {
    let mut chat = connected_agent();
    let first = chat.attached[0];
    let other = chat.hub.create(agent(Some(2)));
    chat.world.connect(other).expect("it may connect");
    assert_eq!(chat.attached.len(), 1);
    assert_ne!(chat.attached[0], first);
    let told: Vec<_> = chat.take_told().iter().map(|told| (told.session, told.kind)).collect();
    assert_eq!(told, [(chat.session, ConnectionBroken), (other, ConnectionEstablished)]);
    chat.input(Input::Supplied(first, SuppliedEvent::Gained));
    assert_eq!(chat.take_told(), []);
}

#[test]
fn a_transfer_takes_the_agent_off_the_connection() {
    let mut chat = connected_agent();
    supply_item(&mut chat, &event("transfer.succeeded"));
    assert_eq!(chat.take_events(), [IncomingMessage]);
    supply_item(&mut chat, &message("1", "for the next agent"));
    assert_eq!(chat.take_events(), []);
    let call = chat.send_message("goodbye");
    assert!(chat.outcome(call).is_ok());
}

#[test]
fn the_end_of_an_agents_contact_is_an_end() {
    let mut chat = connected_agent();
    supply_item(&mut chat, &ended_item());
    assert_eq!(chat.take_events(), [IncomingMessage, ChatEnded]);
    assert_eq!(chat.attached.len(), 1, "the connection is the page's own");
    chat.assert_over();
}

#[test]
fn an_agents_token_is_renewed_from_the_page() {
    let mut chat = connected_agent();
    chat.advance(86_400_000);
    assert!(!chat.requests_for("getConnectionToken").is_empty());
    assert_eq!(chat.requests_for("connection").len(), 0);
}

#[test]
fn a_token_that_comes_after_the_end_is_ignored() {
    let mut chat = connected_agent();
    chat.service.token = None;
    chat.advance(86_400_000);
    supply_item(&mut chat, &ended_item());
    let question = chat.last_request("getConnectionToken").id;
    chat.take_told();
    chat.input(Input::Token(question, TokenAnswer::Rejected));
    assert_eq!(chat.requests_for("connection").len(), 0);
    assert_eq!((chat.take_told(), chat.hub.poll_timeout()), (vec![], None));
}

#[test]
fn an_agent_without_a_supplied_connection_has_none() {
    let mut chat = Chat::with(Default::default(), agent(None), 1);
    let call = chat.connect();
    assert!(chat.outcome(call).is_ok());
    chat.advance(60_000);
    let mut events = chat.take_events();
    events.sort_by_key(|kind| *kind as u8);
    assert_eq!(events, [ConnectionEstablished, ConnectionBroken]);
    assert_eq!(chat.sockets.len(), 0);
}

#[test]
fn a_customer_on_a_supplied_connection_makes_no_socket() {
    let mut details = customer();
    details.manager = Some(1);
    let mut chat = Chat::with(Default::default(), details, 1);
    chat.connect();
    assert_eq!((chat.sockets.len(), chat.attached.len()), (0, 1));
    chat.take_told();
    supply_item(&mut chat, &message("1", "hello"));
    assert_eq!(chat.take_events(), [IncomingMessage]);
}

#[test]
fn what_the_supplied_connection_says_after_all_have_left_is_nobodys_business() {
    let mut chat = connected_agent();
    chat.dispose();
    for said in [SuppliedEvent::Gained, SuppliedEvent::Lost, SuppliedEvent::Failed] {
        supply(&mut chat, said);
    }
    supply_item(&mut chat, &message("1", "late"));
    chat.assert_over();
}
