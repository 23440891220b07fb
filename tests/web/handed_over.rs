//! What the page handed over is called as documented, and may fail as it likes.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::chat::{CONNECT, Chat, MESSAGE, SERVICE, item};
use super::page::{Watch, after, browser, json, printed, until, value_of};

/// An agent's token, as Streams gives it.
const TOKEN: &str = "() => Promise.resolve({ chatTokenTransport: { participantToken: 'agent', expiry: 'never' } })";

/// A WebSocket manager that writes down what is asked of it in `asked`, and keeps the listeners in `on`.
const MANAGER: &str = "(() => {
    const manager = { asked: [], on: {}, subscribeTopics: (topics) => { manager.asked.push(`topics ${topics}`); } };
    for (const name of ['onMessage', 'onConnectionGain', 'onConnectionLost', 'onInitFailure',
                        'onDeepHeartbeatSuccess', 'onDeepHeartbeatFailure']) {
        manager[name] = (...args) => {
            manager.asked.push(args.length > 1 ? `${name} ${args[0]}` : name);
            manager.on[name] = args.pop();
            return () => manager.asked.push(`not ${name}`);
        };
    }
    return manager;
})()";

const REGISTRATIONS: [&str; 6] = [
    "onMessage aws/chat",
    "onConnectionGain",
    "onConnectionLost",
    "onInitFailure",
    "onDeepHeartbeatSuccess",
    "onDeepHeartbeatFailure",
];

fn member(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).expect("the value is an object")
}

fn asked(manager: &JsValue) -> Vec<String> {
    js_sys::Array::from(&member(manager, "asked")).iter().filter_map(|line| line.as_string()).collect()
}

/// The manager calls one of its listeners.
fn call(manager: &JsValue, name: &str, argument: &JsValue) {
    let listener: js_sys::Function = member(&member(manager, "on"), name).unchecked_into();
    listener.call1(&JsValue::UNDEFINED, argument).expect("a listener does not throw");
}

async fn connected(token: &str, manager: &JsValue) -> Chat {
    let chat = Chat::agent(&value_of(token), manager);
    chat.connect();
    until("connect()'s outcome", || chat.told("settle") != "[]").await;
    chat
}

#[wasm_bindgen_test]
async fn an_agent_s_token_comes_from_the_page_and_needs_no_request() {
    let _watch = Watch::answering(SERVICE);
    let chat = connected(TOKEN, &value_of(MANAGER)).await;
    assert_eq!(chat.count("settle", "1,true,"), 1);
    assert!(chat.told("connected").contains(r#""connectionToken":"agent""#));
    let acknowledgement = browser().request_at(0).expect("the service is told that the agent joined");
    assert_eq!(member(&acknowledgement.init(), "body"), r#"{"ConnectParticipant":true}"#);
}

#[wasm_bindgen_test]
async fn a_token_that_the_page_cannot_give_is_asked_of_the_service() {
    for token in ["() => Promise.reject(new Error('no token'))", "() => Promise.resolve({})"] {
        let _watch = Watch::answering(SERVICE);
        let chat = connected(token, &value_of(MANAGER)).await;
        assert_eq!(chat.count("settle", "1,true,"), 1, "{token}");
        assert!(chat.told("connected").contains(r#""connectionToken":"token""#), "{token}");
    }
}

#[wasm_bindgen_test]
async fn a_token_function_that_throws_or_is_none_fails_connect() {
    for token in ["() => { throw new Error('broken') }", "() => 'no promise'", "undefined"] {
        let _watch = Watch::answering(SERVICE);
        let chat = connected(token, &value_of(MANAGER)).await;
        assert_eq!(chat.count("settle", "1,false,"), 1, "{token}");
        assert!(browser().request_at(0).is_none(), "{token}");
    }
}

#[wasm_bindgen_test]
async fn the_page_s_connection_is_subscribed_to_and_heard() {
    let _watch = Watch::answering(SERVICE);
    let manager = value_of(MANAGER);
    let chat = connected(TOKEN, &manager).await;
    assert_eq!(asked(&manager)[0], "topics aws/chat");
    assert_eq!(asked(&manager)[1..], REGISTRATIONS);
    call(&manager, "onConnectionGain", &JsValue::UNDEFINED);
    call(&manager, "onMessage", &json(&item(MESSAGE)));
    call(&manager, "onDeepHeartbeatSuccess", &JsValue::UNDEFINED);
    call(&manager, "onDeepHeartbeatFailure", &JsValue::UNDEFINED);
    call(&manager, "onConnectionLost", &JsValue::UNDEFINED);
    call(&manager, "onInitFailure", &JsValue::UNDEFINED);
    let raised = js_sys::Array::from(&json(&chat.told("raise")));
    let kinds: Vec<String> = raised.iter().map(|args| printed(&js_sys::Array::from(&args).get(1))).collect();
    // Between them the states: connecting, connected, reconnecting, failed.
    assert_eq!(kinds, ["24", "4", "24", "4", "0", "12", "13", "5", "24", "6", "24"]);
    assert!(browser().socket_at(0).is_none(), "the page's connection is the only one");
}

#[wasm_bindgen_test]
async fn the_page_s_connection_is_let_go_of_when_another_takes_its_place() {
    let _watch = Watch::answering(SERVICE);
    let (first, second) = (value_of(MANAGER), value_of(MANAGER));
    let chat = connected(TOKEN, &first).await;
    let details = json(r#"{"contactId":"other","initialContactId":"other","participantId":"me"}"#);
    Reflect::set(&details, &"getConnectionToken".into(), &value_of(TOKEN)).expect("details are an object");
    let other = chat.client.create(0, "us-west-2", &details, &second);
    assert_eq!(chat.client.connect(other, CONNECT + 1), 1);
    until("the other connection", || asked(&second).len() == 7).await;
    let undone: Vec<String> = asked(&first).split_off(7);
    let expected = REGISTRATIONS.map(|name| format!("not {}", name.split(' ').next().unwrap_or_default()));
    assert_eq!(undone, expected);
}

#[wasm_bindgen_test]
async fn a_connection_without_the_optional_methods_will_do() {
    let _watch = Watch::answering(SERVICE);
    let manager = value_of(MANAGER);
    for name in ["onDeepHeartbeatSuccess", "onDeepHeartbeatFailure"] {
        Reflect::delete_property(manager.unchecked_ref::<js_sys::Object>(), &name.into()).expect("it is there");
    }
    let chat = connected(TOKEN, &manager).await;
    assert_eq!(chat.count("settle", "1,true,"), 1);
    assert_eq!(asked(&manager)[1..], REGISTRATIONS[..4]);
}

#[wasm_bindgen_test]
async fn a_connection_that_throws_counts_as_one_that_failed() {
    let _watch = Watch::answering(SERVICE);
    let manager = value_of("({ subscribeTopics() { throw new Error('broken') } })");
    let chat = connected(TOKEN, &manager).await;
    assert_eq!(chat.count("settle", "1,true,"), 1, "connect() is about the token");
    until("the failure", || chat.count("raise", "1,6,") == 1).await;
}

#[wasm_bindgen_test]
async fn the_page_s_word_on_the_network_rules() {
    let _watch = Watch::answering(SERVICE);
    let chat = Chat::new();
    let settings = json("{}");
    let probe = value_of(
        "(() => { const probe = () => probe.answer; probe.answer = Promise.resolve(false); return probe; })()",
    );
    Reflect::set(&settings, &"isNetworkOnline".into(), &probe).expect("settings are an object");
    chat.client.configure(&settings);
    chat.connect();
    until("connect()'s outcome", || chat.told("settle") != "[]").await;
    after(600).await;
    assert!(browser().socket_at(0).is_none(), "no socket while there is no network");
    Reflect::set(&probe, &"answer".into(), &JsValue::TRUE).expect("a function takes members");
    until("a socket", || browser().socket_at(0).is_some()).await;
}

#[wasm_bindgen_test]
async fn a_word_on_the_network_that_cannot_be_had_counts_as_yes() {
    for probe in ["() => { throw new Error('broken') }", "() => Promise.reject(new Error('broken'))"] {
        let _watch = Watch::answering(SERVICE);
        let chat = Chat::new();
        let settings = json("{}");
        Reflect::set(&settings, &"isNetworkOnline".into(), &value_of(probe)).expect("settings are an object");
        chat.client.configure(&settings);
        chat.subscribed().await;
        assert_eq!(chat.count("raise", "1,4,"), 2, "{probe}");
    }
}
