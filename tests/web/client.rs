use wasm_bindgen_test::wasm_bindgen_test;

use super::chat::{Chat, ENDED, MESSAGE, SERVICE, SUBSCRIBED, item};
use super::page::{Watch, after, browser, create_host, json, page_client, printed, until};

const SEND_MESSAGE: u8 = 0;
const GET_TRANSCRIPT: u8 = 3;

/// A network that answers nothing.
const NEVER: &str = "return new Promise(() => {})";

#[wasm_bindgen_test]
async fn a_conversation_runs_through_the_module() {
    let _watch = Watch::answering(SERVICE);
    let chat = Chat::new();
    assert_eq!(chat.client.guard(chat.session), 1, "not connected yet");
    let socket = chat.subscribed().await;
    assert_eq!(chat.told("settle"), "[[1,true,1]]");
    assert_eq!(chat.client.guard(chat.session), 0);
    chat.client.call(chat.session, 2, SEND_MESSAGE, &json(r#"{"message":"hello","contentType":"text/plain"}"#));
    until("the answer", || chat.count("settle", "2,true,") == 1).await;
    socket.receive(&item(MESSAGE));
    socket.receive(&item(ENDED));
    until("the end", || chat.told("ended") == format!("[[{},true]]", chat.session)).await;
    assert_eq!(chat.client.guard(chat.session), 2, "the chat ended");
    assert!(!socket.has_listeners());
    assert_eq!(browser().armed_timers(), 0);
    // Raised as it happened, dispatched later, in the same order: established twice, two items, the end, and between
    // them the states connecting, connected and ended.
    let kinds = |name| -> Vec<String> {
        let told = json(&chat.told(name));
        js_sys::Array::from(&told).iter().map(|args| printed(&js_sys::Array::from(&args).get(1))).collect()
    };
    assert_eq!(kinds("raise"), ["24", "4", "4", "24", "0", "0", "24", "7"]);
    assert_eq!(kinds("dispatch"), kinds("raise"));
}

#[wasm_bindgen_test]
async fn events_are_dispatched_on_a_later_task_with_the_payload_that_raising_gave() {
    let _watch = Watch::answering(SERVICE);
    let chat = Chat::new();
    let socket = chat.subscribed().await;
    until("the connection's events", || chat.count("dispatch", "1,4,") == 2).await;
    socket.receive(&item(MESSAGE));
    assert_eq!(chat.count("raise", "1,0,"), 1);
    assert_eq!(chat.count("dispatch", "1,0,"), 0);
    until("the message", || chat.count("dispatch", "1,0,[0,") == 1).await;
}

#[wasm_bindgen_test]
async fn whatever_the_host_is_told_it_may_call_back() {
    let _watch = Watch::answering(SERVICE);
    let chat = Chat::new();
    let record = browser().call_back_always(&chat.host, &chat.client, chat.session, 40);
    let socket = chat.subscribed().await;
    socket.receive(&item(MESSAGE));
    socket.shut(1006);
    until("another socket", || browser().socket_at(1).is_some()).await;
    let socket = browser().socket_at(1).expect("it was there just now");
    socket.open();
    socket.receive(SUBSCRIBED);
    until("forty calls", || record.calls().len() == 40).await;
    socket.receive(&item(ENDED));
    until("the end", || chat.count("ended", "1") == 1).await;
    until("every call's outcome", || chat.count("settle", "10") == 40).await;
    assert_eq!(record.errors(), [] as [&str; 0]);
    assert_eq!(browser().uncaught_count(), 0);
    assert_eq!(chat.count("settle", "1,true,"), 1, "connect() settled once");
    for call in record.calls() {
        assert_eq!(chat.count("settle", &format!("{call},")), 1, "call {call}");
    }
}

#[wasm_bindgen_test]
async fn a_host_that_throws_leaves_the_client_usable() {
    for name in ["settle", "metric", "raise"] {
        let _watch = Watch::answering(SERVICE);
        let chat = Chat::new();
        chat.client.configure(&json(r#"{"logLevel":10}"#));
        let socket = chat.subscribed().await;
        browser().throw_once(&chat.host, name);
        chat.client.call(chat.session, 2, GET_TRANSCRIPT, &json("{}"));
        until("the first answer", || browser().request_at(1).is_some_and(|request| request.over())).await;
        socket.receive(&item(MESSAGE));
        chat.client.call(chat.session, 3, GET_TRANSCRIPT, &json("{}"));
        until("both answers", || chat.count("settle", "2,true,") + chat.count("settle", "3,true,") == 2).await;
        socket.receive(&item(MESSAGE));
        until("the message", || chat.count("dispatch", "1,0,") > 0).await;
        assert!(browser().armed_timers() > 0, "the next heartbeat is armed");
        socket.receive(&item(ENDED));
        until("the end", || chat.count("ended", "1") == 1).await;
    }
}

#[wasm_bindgen_test]
async fn a_client_without_sessions_arms_nothing() {
    let _watch = Watch::answering(SERVICE);
    let _client = page_client(create_host());
    after(0).await;
    assert_eq!(browser().armed_timers(), 0);
}

#[wasm_bindgen_test]
async fn dropping_the_client_leaves_nothing_behind() {
    let _watch = Watch::answering(SERVICE);
    let chat = Chat::new();
    let socket = chat.subscribed().await;
    socket.receive(&item(MESSAGE));
    assert!(browser().listener_count() > 0 && browser().armed_timers() > 0 && socket.has_listeners());
    let told = chat.told("dispatch");
    chat.client.free();
    assert_eq!(browser().listener_count(), 0);
    assert_eq!(browser().armed_timers(), 0);
    assert!(!socket.has_listeners());
    assert!(printed(&socket.closed()).starts_with("[[1000,"));
    after(0).await;
    assert_eq!(browser().told_as(&chat.host, "dispatch"), told);
}

#[wasm_bindgen_test]
async fn dropping_the_client_gives_up_its_requests() {
    let _watch = Watch::answering(NEVER);
    let chat = Chat::new();
    chat.connect();
    let request = browser().request_at(0).expect("connect() makes a request");
    let signal = js_sys::Reflect::get(&request.init(), &"signal".into()).expect("a request has a signal");
    let aborted = || js_sys::Reflect::get(&signal, &"aborted".into()).expect("a signal can be asked");
    assert_eq!(aborted(), false);
    chat.client.free();
    assert_eq!(aborted(), true);
    assert_eq!(browser().told_as(&chat.host, "settle"), "[]");
}
