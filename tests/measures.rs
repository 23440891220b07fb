//! What the core counts and times: the figures that only it can see, under ChatJS's names.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::io::Measure::{self, Count, Took};
use amazon_connect_chat_wasm::io::TokenAnswer;
use common::{Answer, Chat, Reply, agent, message};
use serde_json::json;

fn take(chat: &mut Chat) -> Vec<(&'static str, Measure)> {
    std::mem::take(&mut chat.measured)
}

#[test]
fn what_sockets_do_is_counted() {
    let mut chat = Chat::new();
    chat.connect();
    let gained = [("WebsocketConnectionGained", Count(1)), ("WebsocketDeepHeartbeatSuccess", Count(1))];
    assert_eq!(take(&mut chat), gained);
    chat.receive(&message("1", "hello"));
    assert_eq!(take(&mut chat), [("WebsocketIncomingMessage", Count(1))]);
    chat.service.ping = Answer::No;
    chat.advance(10_000);
    assert_eq!(take(&mut chat), [("WebsocketDeepHeartbeatFailure", Count(1))]);
    chat.service.always("connection", Reply::Status(400));
    chat.lose_socket();
    let names: Vec<_> = take(&mut chat).into_iter().map(|(name, _)| name).collect();
    let expected = ["WebsocketConnectionLost", "CreateParticipantConnection", "InitWebsocket", "WebsocketEnded"];
    assert_eq!(names, expected);
}

#[test]
fn a_fetch_for_the_connection_is_timed_with_its_retries() {
    let mut chat = Chat::connected();
    take(&mut chat);
    chat.service.plan("connection", [Reply::Asked(503, "2"), Reply::Held]);
    chat.lose_socket();
    chat.advance(3_000);
    chat.release_well("connection");
    let took = take(&mut chat);
    assert!(took.contains(&("CreateParticipantConnection", Took(3_000, false))), "{took:?}");
    assert!(took.contains(&("InitWebsocket", Took(3_000, false))), "{took:?}");
}

#[test]
fn a_renewal_is_timed_as_no_part_of_the_connection() {
    let mut chat = Chat::new();
    chat.service.token_lifetime = 600_000;
    chat.connect();
    chat.service.plan("connection", [Reply::Unreachable]);
    chat.advance(539_000);
    take(&mut chat);
    chat.advance(1_000);
    let took = take(&mut chat);
    assert!(took.contains(&("CreateParticipantConnection", Took(0, true))), "{took:?}");
    assert!(!took.iter().any(|(name, _)| *name == "InitWebsocket"), "{took:?}");
}

#[test]
fn where_an_agents_token_comes_from_is_counted() {
    const PAGE: &str = "AGENT_GET_CONNECTION_TOKEN_ERROR_RATE";
    const SERVICE: &str = "AGENT_CREATE_PARTICIPANT_ERROR_RATE";
    const CALL: &str = "CREATE_PARTICIPANT_CONACK_CALL_COUNT";
    const FAILURE: &str = "CREATE_PARTICIPANT_CONACK_FAILURE";
    let token = TokenAnswer::Fulfilled(json!({"chatTokenTransport": {"participantToken": "t", "expiry": "e"}}));
    let refused = || Reply::Status(400);
    let rows = [
        (token.clone(), None, vec![(PAGE, 0), (CALL, 1), (SERVICE, 0)]),
        (token.clone(), Some(refused()), vec![(PAGE, 0), (CALL, 1), (FAILURE, 1)]),
        (token, Some(Reply::Unreachable), vec![(PAGE, 0), (CALL, 1), (SERVICE, 1), (FAILURE, 1)]),
        (TokenAnswer::Fulfilled(json!({"other": 1})), None, vec![(PAGE, 0), (PAGE, 1), (SERVICE, 0)]),
        (TokenAnswer::Rejected, None, vec![(PAGE, 1), (SERVICE, 0)]),
        (TokenAnswer::Rejected, Some(refused()), vec![(PAGE, 1)]),
        (TokenAnswer::Rejected, Some(Reply::Unreachable), vec![(PAGE, 1), (SERVICE, 1)]),
    ];
    for (token, reply, expected) in rows {
        let mut chat = Chat::with(Default::default(), agent(Some(1)), 1);
        chat.service.token = Some(token);
        chat.service.plan("connection", reply);
        chat.connect();
        let expected: Vec<_> = expected.into_iter().map(|(name, count)| (name, Count(count))).collect();
        assert_eq!(take(&mut chat), expected);
    }
}
