use amazon_connect_chat_wasm::io::SocketEvent;
use amazon_connect_chat_wasm::web::Socket;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Told, Watch, WitnessedSocket, after, browser, own_host, printed, until};

type Event = SocketEvent<JsValue>;

const NO_CLOSE_FRAME: Event = SocketEvent::Closed { code: 1006 };
/// Nobody listens there.
const CLOSED_PORT: &str = "ws://127.0.0.1:65535/";

fn open(url: &str) -> (Told<Event>, Option<Socket>) {
    let told = Told::new();
    let socket = Socket::open(&url.into(), &told.function(Socket::event));
    (told, socket)
}

/// A stand-in, and the socket around it.
fn stand_in() -> (Told<Event>, Socket, WitnessedSocket) {
    let (told, socket) = open("wss://stand.in/");
    let stand_in = browser().socket_at(0).expect("a socket was made");
    (told, socket.expect("a stand-in takes any URL"), stand_in)
}

fn text(text: &str) -> Event {
    SocketEvent::Text(JsValue::from_str(text))
}

#[wasm_bindgen_test]
async fn a_refused_handshake_tells_closed_and_nothing_else() {
    let _watch = Watch::real();
    // Whoever hands out the tests answers, but speaks no WebSocket.
    for url in [format!("ws://{}/", own_host()), CLOSED_PORT.to_owned()] {
        let (told, socket) = open(&url);
        assert!(socket.is_some());
        until("the refusal", || !told.is_empty()).await;
        after(0).await;
        assert_eq!(told.list(), [NO_CLOSE_FRAME], "{url}");
    }
}

#[wasm_bindgen_test]
async fn a_socket_that_was_dropped_tells_nothing() {
    let _watch = Watch::real();
    let (told, socket) = open(&format!("ws://{}/", own_host()));
    drop(socket);
    let real = browser().socket_at(0).expect("a socket was made");
    until("the browser's own close event", || real.over()).await;
    after(0).await;
    assert!(told.is_empty());
}

#[wasm_bindgen_test]
fn a_url_that_the_browser_does_not_accept_opens_nothing() {
    for url in ["ws://", "ftp://127.0.0.1/", "ws://127.0.0.1/#fragment"] {
        let (told, socket) = open(url);
        assert!(socket.is_none(), "{url}");
        assert!(told.is_empty(), "{url}");
    }
}

#[wasm_bindgen_test]
fn events_come_in_order() {
    let _watch = Watch::answering("");
    let (told, _socket, stand_in) = stand_in();
    stand_in.open();
    stand_in.receive("one");
    stand_in.receive("two");
    stand_in.shut(1001);
    assert_eq!(told.list(), [SocketEvent::Opened, text("one"), text("two"), SocketEvent::Closed { code: 1001 }]);
}

#[wasm_bindgen_test]
fn frames_go_out_as_they_are() {
    let _watch = Watch::answering("");
    let (_told, socket, stand_in) = stand_in();
    stand_in.open();
    socket.send(r#"{"topic":"aws/heartbeat"}"#);
    assert_eq!(printed(&stand_in.sent()), r#"["{\"topic\":\"aws/heartbeat\"}"]"#);
}

#[wasm_bindgen_test]
fn a_frame_for_a_socket_that_is_not_open_is_dropped() {
    let _watch = Watch::real();
    let (_told, socket) = open(&format!("ws://{}/", own_host()));
    // The browser throws here: it is still connecting.
    socket.expect("the URL is fine").send("too early");
}

#[wasm_bindgen_test]
fn closing_says_why_and_removes_the_listeners() {
    let _watch = Watch::answering("");
    let (told, socket, stand_in) = stand_in();
    stand_in.open();
    assert!(stand_in.has_listeners());
    socket.close("the reason");
    assert!(printed(&stand_in.closed()).starts_with(r#"[[1000,"the reason"]"#));
    assert!(!stand_in.has_listeners());
    stand_in.receive("late");
    stand_in.shut(1000);
    assert_eq!(told.list(), [SocketEvent::Opened]);
}
