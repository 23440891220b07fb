use amazon_connect_chat_wasm::io::SocketEvent;
use amazon_connect_chat_wasm::web::{Host, Socket};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Told, Watch, WitnessedSocket, after, browser, create_host, own_host, printed, until};

type Event = SocketEvent<JsValue>;

const NO_CLOSE_FRAME: Event = SocketEvent::Closed { code: 1006 };
/// Nobody listens there.
const CLOSED_PORT: &str = "ws://127.0.0.1:65535/";

fn open(url: &str, host: &Host) -> (Told<Event>, Result<Socket, JsValue>) {
    let told = Told::new();
    let socket = Socket::open(url, host, told.writer());
    (told, socket)
}

/// A stand-in, and the socket around it.
fn stand_in(host: &Host) -> (Told<Event>, Socket, WitnessedSocket) {
    let (told, socket) = open("wss://stand.in/", host);
    let stand_in = browser().socket_at(0).expect("a socket was made");
    (told, socket.expect("a stand-in takes any URL"), stand_in)
}

fn text(text: &str) -> Event {
    SocketEvent::Text(JsValue::from_str(text))
}

#[wasm_bindgen_test]
async fn a_refused_handshake_tells_closed_and_nothing_else() {
    let _watch = Watch::real();
    let host = create_host();
    // Whoever hands out the tests answers, but speaks no WebSocket.
    for url in [format!("ws://{}/", own_host()), CLOSED_PORT.to_owned()] {
        let (told, socket) = open(&url, &host);
        assert!(socket.is_ok());
        until("the refusal", || !told.is_empty()).await;
        after(0).await;
        assert_eq!(told.list(), [NO_CLOSE_FRAME], "{url}");
    }
}

#[wasm_bindgen_test]
async fn a_socket_that_was_dropped_tells_nothing() {
    let _watch = Watch::real();
    let host = create_host();
    let (told, socket) = open(&format!("ws://{}/", own_host()), &host);
    drop(socket);
    let real = browser().socket_at(0).expect("a socket was made");
    until("the browser's own close event", || real.over()).await;
    after(0).await;
    assert!(told.is_empty());
}

#[wasm_bindgen_test]
fn a_url_that_the_browser_does_not_accept_is_an_error() {
    let host = create_host();
    for url in ["ws://", "ftp://127.0.0.1/", "ws://127.0.0.1/#fragment"] {
        let (told, socket) = open(url, &host);
        assert!(socket.is_err(), "{url}");
        assert!(told.is_empty(), "{url}");
    }
}

#[wasm_bindgen_test]
fn events_come_in_order() {
    let _watch = Watch::answering("");
    let host = create_host();
    let (told, _socket, stand_in) = stand_in(&host);
    stand_in.open();
    stand_in.receive("one");
    stand_in.receive("two");
    stand_in.shut(1001);
    assert_eq!(told.list(), [SocketEvent::Opened, text("one"), text("two"), SocketEvent::Closed { code: 1001 }]);
}

#[wasm_bindgen_test]
fn frames_go_out_as_they_are() {
    let _watch = Watch::answering("");
    let host = create_host();
    let (_told, socket, stand_in) = stand_in(&host);
    stand_in.open();
    socket.send(r#"{"topic":"aws/heartbeat"}"#);
    assert_eq!(printed(&stand_in.sent()), r#"["{\"topic\":\"aws/heartbeat\"}"]"#);
}

#[wasm_bindgen_test]
fn a_frame_for_a_socket_that_is_not_open_is_dropped() {
    let _watch = Watch::real();
    let host = create_host();
    let (_told, socket) = open(&format!("ws://{}/", own_host()), &host);
    // The browser throws here: it is still connecting.
    socket.expect("the URL is fine").send("too early");
}

#[wasm_bindgen_test]
fn closing_says_why_and_removes_the_listeners() {
    let _watch = Watch::answering("");
    let host = create_host();
    let (told, socket, stand_in) = stand_in(&host);
    stand_in.open();
    assert!(stand_in.has_listeners());
    socket.close("the reason");
    assert!(printed(&stand_in.closed()).starts_with(r#"[[1000,"the reason"]"#));
    assert!(!stand_in.has_listeners());
    stand_in.receive("late");
    stand_in.shut(1000);
    assert_eq!(told.list(), [SocketEvent::Opened]);
}
