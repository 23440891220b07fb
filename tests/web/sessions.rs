//! Sessions of a Rust program: their calls, their events, and what is left when they are dropped.

use amazon_connect_chat_wasm::chat::{
    ChatClient, ChatDetails, ChatError, ChatSession, Event, SessionOptions, Settings,
};
use amazon_connect_chat_wasm::error::{FailureKind, Misuse};
use amazon_connect_chat_wasm::event::EventKind;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

use super::chat::{ENDED, MESSAGE, SERVICE, SUBSCRIBED, item};
use super::page::{Told, Watch, WitnessedSocket, after, browser, until};

/// Refuses every operation.
const REFUSING: &str = "return new Response('{\"message\":\"Not you.\"}', {
    status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' } });";

fn create(options: &SessionOptions, handler: impl Fn(&ChatSession, &Event) + 'static) -> ChatSession {
    let details = ChatDetails {
        contact_id: "contact".to_owned(),
        participant_id: "me".to_owned(),
        participant_token: "p".to_owned(),
    };
    ChatClient::new(&Settings::default()).create(&details, options, handler)
}

fn customer(handler: impl Fn(&ChatSession, &Event) + 'static) -> ChatSession {
    create(&SessionOptions { region: "us-west-2".to_owned(), ..SessionOptions::default() }, handler)
}

async fn subscribed(session: &ChatSession) -> WitnessedSocket {
    session.connect().await.expect("the service answers");
    until("a socket", || browser().socket_at(0).is_some()).await;
    let socket = browser().socket_at(0).expect("it was there just now");
    socket.open();
    socket.receive(SUBSCRIBED);
    socket
}

fn misuse<T>(result: Result<T, ChatError>) -> Option<Misuse> {
    match result {
        Err(ChatError::Misuse(misuse)) => Some(misuse),
        _ => None,
    }
}

#[wasm_bindgen_test]
async fn a_rust_program_holds_a_conversation() {
    let _watch = Watch::answering(SERVICE);
    let told = Told::new();
    let session = customer({
        let write = told.writer();
        move |_, event| write((event.kind, event.item().content()))
    });
    let socket = subscribed(&session).await;
    let sent = session.send_message("hello").await.expect("the service answers");
    assert_eq!(sent.id.as_deref(), Some("sent"));
    socket.receive(&item(MESSAGE));
    let said = (EventKind::IncomingMessage, Some("hi".to_owned()));
    until("the message", || told.list().contains(&said)).await;
    let page = session.transcript(10, None).await.expect("the service answers");
    assert!(page.items.is_empty() && page.next_token.is_none());

    socket.receive(&item(ENDED));
    until("the end", || told.list().iter().any(|(kind, _)| *kind == EventKind::ChatEnded)).await;
    assert_eq!(misuse(session.send_message("still there?").await), Some(Misuse::Ended));
}

#[wasm_bindgen_test]
async fn a_call_that_cannot_be_made_now_says_why() {
    let _watch = Watch::answering(SERVICE);
    let session = customer(|_, _| ());
    assert_eq!(misuse(session.send_message("too early").await), Some(Misuse::NotConnected));
    let connecting = session.connect();
    assert_eq!(misuse(session.connect().await), Some(Misuse::AlreadyConnected));
    connecting.await.expect("the first one goes on");
}

#[wasm_bindgen_test]
async fn a_refusal_of_the_service_has_its_name_its_message_and_its_status() {
    let _watch = Watch::answering(REFUSING);
    let error = customer(|_, _| ()).connect().await.expect_err("the service refuses");
    assert_eq!(error.to_string(), "AccessDeniedException: Not you.");
    let ChatError::Failed { kind, status, .. } = error else { panic!("{error}") };
    assert_eq!((kind, status), (FailureKind::NotConnected, Some(403)));
}

#[wasm_bindgen_test]
async fn changes_of_the_transcript_in_one_task_are_told_once() {
    let _watch = Watch::answering(SERVICE);
    let told = Told::new();
    let options = SessionOptions { transcript: true, ..SessionOptions::default() };
    let session = create(&options, {
        let write = told.writer();
        move |_, event| {
            if event.kind == EventKind::TranscriptUpdated {
                write(event.transcript().iter().filter_map(|item| item.id()).collect::<Vec<_>>());
            }
        }
    });
    let socket = subscribed(&session).await;
    after(20).await;
    let before = told.len();
    for id in ["a", "b", "c"] {
        socket.receive(&item(MESSAGE).replace(r#"\"i\""#, &format!(r#"\"{id}\""#)));
    }
    until("the transcript", || told.len() > before).await;
    after(20).await;
    assert_eq!(told.list()[before..], [["a", "b", "c"]]);
}

#[wasm_bindgen_test]
async fn a_session_that_is_dropped_lets_go_of_everything() {
    let _watch = Watch::answering(SERVICE);
    let session = customer(|_, _| ());
    let socket = subscribed(&session).await;
    let answer = session.transcript(10, None);
    assert!(browser().armed_timers() > 0 && browser().listener_count() > 0 && socket.has_listeners());
    drop(session);
    assert_eq!(browser().armed_timers(), 0);
    assert_eq!(browser().listener_count(), 0);
    assert!(!socket.has_listeners());
    let error = answer.await.expect_err("its call is answered all the same");
    assert!(matches!(error, ChatError::Failed { kind: FailureKind::SessionOver, .. }), "{error}");
}

#[wasm_bindgen_test]
async fn a_handler_may_call_its_session_and_let_go_of_the_last_one() {
    let _watch = Watch::answering(SERVICE);
    let told = Told::new();
    let held = std::rc::Rc::new(std::cell::RefCell::new(None));
    let session = customer({
        let (held, write) = (held.clone(), told.writer());
        move |session: &ChatSession, event: &Event| {
            if event.kind == EventKind::IncomingMessage {
                let answer = session.send_message("me too");
                let write = write.clone();
                spawn_local(async move { write(answer.await.is_ok()) });
                held.borrow_mut().take();
            }
        }
    });
    let socket = subscribed(&session).await;
    held.replace(Some(session));
    socket.receive(&item(MESSAGE));
    until("the answer", || !told.is_empty()).await;
    assert_eq!(told.list(), [false], "the session was over before the answer");
    assert_eq!(browser().listener_count(), 0);
    assert!(!socket.has_listeners());
    assert_eq!(browser().uncaught_count(), 0);
}
