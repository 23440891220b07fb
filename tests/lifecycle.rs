//! From `connect` to the end: one connection, whoever asks, and silence afterwards.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::error::{FailureKind, Misuse};
use amazon_connect_chat_wasm::event::{EventData, EventKind::*, Reason};
use amazon_connect_chat_wasm::hub::{CallKind, ConnectionStatus};
use amazon_connect_chat_wasm::io::Input;
use common::{Chat, Handshake, Reply, SocketState, customer, ended_item, event, message};
use serde_json::json;

#[test]
fn connect_fetches_details_then_opens_a_socket_and_subscribes() {
    let mut chat = Chat::new();
    let call = chat.connect();
    assert_eq!(chat.requests_for("connection").len(), 1);
    assert_eq!(chat.outcome(call).as_ref().expect("it connects"), &json!(ConnectionStatus::Starting as u8));
    assert_eq!(chat.last_socket().url, "wss://sockets.test/1");
    assert_eq!(chat.last_socket().topics(), ["aws/subscribe", "aws/ping", "aws/heartbeat"]);
}

#[test]
fn established_is_told_once_for_connect_and_once_for_the_socket() {
    let mut chat = Chat::new();
    chat.connect();
    let told = chat.take_told();
    let established: Vec<_> = told.iter().filter(|told| told.kind == ConnectionEstablished).collect();
    assert_eq!(established.len(), 2);
    assert_eq!(established[0].data, EventData::Connected(ConnectionStatus::Starting));
    assert_eq!(established[1].data, EventData::Reason(Reason::SocketOpened));
}

#[test]
fn the_details_that_the_page_sees_are_those_of_the_response() {
    let mut chat = Chat::new();
    chat.connect();
    let (session, details) = chat.details[0].clone();
    assert_eq!(session, chat.session);
    assert_eq!(details["url"], "wss://sockets.test/1");
    assert_eq!(details["connectionToken"], "token-1");
    assert_eq!(details["transportLifeTimeInSeconds"], 3540);
    assert_eq!(details["connectionAcknowledged"], false);
    assert_eq!(details["connectionTokenExpiry"], "2026-01-02T00:00:00.000Z");
    assert_eq!(details["expiry"], "2026-01-01T00:01:40.000Z");
}

#[test]
fn connect_settles_before_the_socket_opens() {
    let mut chat = Chat::new();
    chat.service.handshake = Handshake::Hang;
    let call = chat.connect();
    assert!(chat.is_settled(call));
    assert_eq!(chat.guard(), Ok(()));
    assert_eq!(chat.take_events(), [ConnectionEstablished]);
}

#[test]
fn a_second_connect_while_connecting_or_connected_makes_no_second_connection() {
    let mut chat = Chat::new();
    chat.service.plan("connection", [Reply::Held]);
    let first = chat.connect();
    assert_eq!(chat.try_connect(), Err(Misuse::AlreadyConnected));
    chat.release_well("connection");
    assert!(chat.outcome(first).is_ok());
    assert_eq!(chat.try_connect(), Err(Misuse::AlreadyConnected));
    assert_eq!((chat.requests.len(), chat.sockets.len()), (1, 1));
}

#[test]
fn a_call_is_allowed_between_the_answer_to_connect_and_the_end() {
    let mut chat = Chat::new();
    assert_eq!(chat.guard(), Err(Misuse::NotConnected));
    chat.service.plan("connection", [Reply::Held]);
    chat.connect();
    assert_eq!(chat.guard(), Err(Misuse::NotConnected));
    chat.release_well("connection");
    assert_eq!(chat.guard(), Ok(()));
    chat.receive_end();
    assert_eq!(chat.guard(), Err(Misuse::Ended));
}

#[test]
fn a_call_is_allowed_until_the_page_was_told_of_the_end() {
    let mut chat = Chat::connected();
    chat.service.latency = 5;
    chat.receive_end();
    assert_eq!(chat.guard(), Ok(()), "an onEnded handler may still fetch the transcript");
    chat.advance(5);
    assert_eq!(chat.guard(), Err(Misuse::Ended));
}

#[test]
fn connect_after_the_end_is_refused() {
    let mut chat = Chat::connected();
    chat.receive_end();
    assert_eq!(chat.try_connect(), Err(Misuse::Ended));
}

#[test]
fn connect_after_a_failed_connect_connects() {
    let mut chat = Chat::new();
    chat.service.plan("connection", [Reply::Error(400, "ValidationException")]);
    let first = chat.connect();
    let failure = chat.outcome(first).clone().expect_err("the service refused");
    assert_eq!((failure.kind, &failure.name), (FailureKind::NotConnected, &json!("ValidationException")));
    assert_eq!(chat.guard(), Err(Misuse::NotConnected));
    let second = chat.connect();
    assert!(chat.outcome(second).is_ok());
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn connect_after_broken_connects() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Error(400, "ValidationException")]);
    chat.lose_socket();
    assert_eq!(chat.take_events(), [ConnectionLost, ConnectionBroken]);
    assert_eq!(chat.guard(), Ok(()), "calls work without a connection");
    let call = chat.connect();
    assert!(chat.outcome(call).is_ok());
    assert_eq!(chat.take_events(), [ConnectionEstablished, ConnectionEstablished]);
    chat.receive(&message("1", "hello"));
    assert_eq!(chat.take_events(), [IncomingMessage]);
}

#[test]
fn a_page_that_breaks_the_connection_can_connect_again() {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Held]);
    chat.advance(3_540_000); // a handover waits for connection details
    chat.take_told();
    let session = chat.session;
    chat.break_connection(session);
    assert_eq!((chat.take_told(), chat.live_sockets()), (vec![], vec![]));
    assert_eq!(chat.hub.poll_timeout(), None);
    let call = chat.send_message("calls go on working");
    assert!(chat.outcome(call).is_ok());
    let call = chat.connect();
    assert!(chat.outcome(call).is_ok());
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn a_failed_connect_arms_nothing() {
    let mut chat = Chat::new();
    chat.service.always("connection", Reply::Error(403, "AccessDeniedException"));
    chat.connect();
    assert_eq!(chat.take_events(), []);
    chat.assert_over();
}

#[test]
fn the_ended_item_is_delivered_then_the_end_is_told() {
    let mut chat = Chat::connected();
    chat.receive_end();
    let told = chat.take_told();
    assert_eq!(told.iter().map(|told| told.kind).collect::<Vec<_>>(), [IncomingMessage, ChatEnded]);
    assert_eq!(told[0].item(), ended_item());
    assert_eq!(told[1].data, EventData::Nothing);
}

#[test]
fn nothing_is_delivered_after_the_ended_item() {
    let mut chat = Chat::connected();
    let socket = chat.last_socket().id;
    chat.receive_end();
    chat.forget_the_past();
    chat.receive_on(socket, &message("1", "late"));
    assert_eq!(chat.take_told(), []);
}

#[test]
fn nothing_is_armed_after_the_end() {
    let mut chat = Chat::connected();
    chat.receive_end();
    let reason = "[Primary] WebSocket User request to close WebSocket";
    assert_eq!(chat.last_socket().state, SocketState::Closed(reason));
    chat.assert_over();
}

#[test]
fn nothing_is_armed_after_the_end_whatever_was_on_its_way() {
    let mut chat = Chat::connected();
    chat.service.always("message", Reply::Status(500));
    chat.service.always("connection", Reply::Held);
    chat.service.plan("transcript", [Reply::Held]);
    chat.send_message("one");
    chat.get_transcript(json!({}));
    chat.send_receipt("message.read", "1");
    chat.advance(3_540_000); // a handover waits for connection details
    chat.receive_end();
    chat.assert_over();
}

#[test]
fn nothing_is_armed_after_dispose() {
    for held in ["connection", "none"] {
        let mut chat = Chat::new();
        chat.service.plan(held, [Reply::Held]);
        let call = chat.connect();
        chat.dispose();
        assert!(chat.is_settled(call));
        assert_eq!(chat.retired, [chat.session]);
        chat.assert_over();
    }
}

#[test]
fn a_disposed_session_is_unknown() {
    let mut chat = Chat::connected();
    chat.dispose();
    chat.dispose();
    assert_eq!(chat.retired, [chat.session]);
    assert_eq!(chat.guard(), Err(Misuse::NoSuchSession));
    assert_eq!(chat.try_connect(), Err(Misuse::NoSuchSession));
}

#[test]
fn disconnecting_as_participant_is_no_end_until_the_service_says_so() {
    let mut chat = Chat::connected();
    let call = chat.call(amazon_connect_chat_wasm::hub::CallKind::DisconnectParticipant, json!({}));
    assert!(chat.outcome(call).is_ok());
    chat.receive(&event("participant.left"));
    assert_eq!(chat.take_events(), [IncomingMessage]);
    assert_eq!(chat.guard(), Ok(()));
    chat.receive_end();
    assert_eq!(chat.take_events(), [IncomingMessage, ChatEnded]);
}

#[test]
fn sessions_of_one_contact_share_a_socket() {
    let mut chat = Chat::connected();
    let other = chat.hub.create(customer());
    let call = chat.world.connect(other).expect("it may connect");
    let status = json!(ConnectionStatus::DeepHeartbeatSuccess as u8);
    assert_eq!(chat.outcome(call).as_ref().expect("it connects"), &status);
    assert_eq!(chat.sockets.len(), 1);
    chat.forget_the_past();
    chat.receive(&message("1", "to both"));
    assert_eq!(chat.take_told().iter().map(|told| told.session).collect::<Vec<_>>(), [chat.session, other]);
}

#[test]
fn sessions_of_one_contact_are_told_in_the_order_in_which_they_connected() {
    let mut chat = Chat::new();
    let other = chat.hub.create(customer());
    chat.world.connect(other).expect("it may connect");
    chat.connect();
    chat.forget_the_past();
    chat.receive(&message("1", "to both"));
    assert_eq!(chat.take_told().iter().map(|told| told.session).collect::<Vec<_>>(), [other, chat.session]);
}

#[test]
fn the_socket_stays_until_the_last_session_of_the_contact_has_left() {
    let mut chat = Chat::connected();
    let other = chat.hub.create(customer());
    chat.world.connect(other).expect("it may connect");
    chat.dispose();
    assert_eq!(chat.open_sockets().len(), 1);
    chat.world.dispose(other);
    assert_eq!(chat.open_sockets().len(), 0);
    chat.assert_over();
}

#[test]
fn when_the_session_that_fetches_leaves_the_next_one_fetches() {
    let mut chat = Chat::connected();
    let other = chat.hub.create(customer());
    chat.world.connect(other).expect("it may connect");
    chat.service.plan("connection", [Reply::Held]);
    chat.lose_socket();
    chat.dispose();
    chat.advance(60_000);
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn a_contact_that_ended_can_be_connected_to_anew() {
    let mut chat = Chat::connected();
    chat.receive_end();
    let other = chat.hub.create(customer());
    chat.world.connect(other).expect("it may connect");
    assert_eq!(chat.open_sockets().len(), 1);
}

#[test]
fn contacts_have_sockets_of_their_own() {
    let mut chat = Chat::connected();
    chat.contacts = 2;
    let mut details = customer();
    (details.contact_id, details.initial_contact_id) = (json!("other"), json!("other"));
    let other = chat.hub.create(details);
    chat.world.connect(other).expect("it may connect");
    assert_eq!(chat.open_sockets().len(), 2);
    chat.receive_end(); // on the newest socket, of the other contact, for the first one: not its business
    assert_eq!(chat.guard(), Ok(()));
    assert_eq!(chat.open_sockets().len(), 2);
}

#[test]
fn the_status_follows_the_connection() {
    let mut chat = Chat::new();
    let status = |chat: &Chat| chat.hub.status(chat.session);
    assert_eq!(status(&chat), ConnectionStatus::Ended);
    chat.service.handshake = Handshake::Hang;
    chat.connect();
    assert_eq!(status(&chat), ConnectionStatus::Starting);
    chat.service.ping = common::Answer::Silence;
    let socket = chat.last_socket().id;
    chat.open(socket);
    assert_eq!(status(&chat), ConnectionStatus::Connected);
    chat.advance(10_000);
    assert_eq!(status(&chat), ConnectionStatus::DeepHeartbeatFailure);
    chat.service.always("connection", Reply::Held);
    chat.lose_socket();
    assert_eq!(status(&chat), ConnectionStatus::ConnectionLost);
}

#[test]
fn the_end_delivered_twice_or_to_nobody_does_nothing() {
    let mut chat = Chat::connected();
    let session = chat.session;
    chat.input(Input::EndDelivered(session));
    assert_eq!(chat.guard(), Ok(()), "there was no end to deliver");
    chat.receive_end();
    chat.input(Input::EndDelivered(session));
    chat.dispose();
    chat.input(Input::EndDelivered(session));
    chat.assert_over();
}

#[test]
fn what_the_page_handed_over_is_let_go_of_with_the_end() {
    let mut chat = Chat::connected();
    chat.receive_end();
    assert_eq!(chat.retired, [chat.session]);
    let call = chat.call(CallKind::DescribeView, json!({"viewToken": "v"}));
    assert!(chat.outcome(call).is_ok(), "calls go on working");
}

#[test]
fn no_event_follows_the_end() {
    let mut chat = Chat::with_transcript();
    chat.service.plan("message", [Reply::Held, Reply::Status(503)]);
    chat.service.plan("transcript", [Reply::Held]);
    let calls = [chat.send_message("one"), chat.send_message("two"), chat.get_transcript(json!({}))];
    chat.take_told();
    chat.receive_end();
    assert_eq!(chat.take_events(), [IncomingMessage, TranscriptUpdated, ChatEnded]);
    chat.answer_held();
    assert!(calls.iter().all(|call| chat.is_settled(*call)));
    assert_eq!(chat.take_told(), []);
}

#[test]
fn no_event_follows_dispose() {
    let mut chat = Chat::with_transcript();
    chat.service.plan("message", [Reply::Held]);
    chat.send_message("one");
    chat.take_told();
    chat.dispose();
    assert_eq!(chat.take_told(), []);
}

#[test]
fn a_receipt_after_the_end_sends_and_arms_nothing() {
    let mut chat = Chat::connected();
    chat.service.latency = 5;
    chat.receive_end();
    let call = chat.send_receipt("message.read", "1");
    assert!(chat.outcome(call).is_ok());
    chat.service.latency = 0;
    chat.assert_over();
}

#[test]
fn a_timer_that_fires_early_or_for_nothing_does_nothing() {
    let mut chat = Chat::new();
    chat.input(Input::TimeReached);
    chat.connect();
    chat.forget_the_past();
    for _ in 0..1_000 {
        chat.input(Input::TimeReached);
    }
    assert_eq!((chat.requests.len(), chat.told.len(), chat.last_socket().topics().len()), (0, 0, 0));
}
