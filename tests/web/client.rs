use amazon_connect_chat_wasm::web::Host;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{PageClient, Watch, WitnessedSocket, after, browser, create_host, json, page_client, printed, until};

const CUSTOMER: u8 = 1;
const SEND_MESSAGE: u8 = 0;
const GET_TRANSCRIPT: u8 = 3;
/// The number of the page's `connect()`.
const CONNECT: u32 = 1;

/// Answers every operation; connection details and tokens are good for an hour.
const SERVICE: &str = "
    const expiry = new Date(Date.now() + 3600e3).toISOString();
    const answers = {
        connection: { Websocket: { Url: 'wss://stand.in/', ConnectionExpiry: expiry },
                      ConnectionCredentials: { ConnectionToken: 'token', Expiry: expiry } },
        transcript: { Transcript: [], InitialContactId: 'contact' },
        message: { Id: 'sent', AbsoluteTime: '2026-03-05T12:34:56.789Z' },
    };
    return new Response(JSON.stringify(answers[url.split('/').pop()] ?? {}));";
const NEVER: &str = "return new Promise(() => {})";

const SUBSCRIBED: &str = r#"{"topic":"aws/subscribe","content":{"status":"success","topics":["aws/chat"]}}"#;

/// A frame with an item of the contact.
fn item(content_type: &str) -> String {
    let item = format!(
        r#"{{"Id":"i","Type":"MESSAGE","ContentType":"{content_type}","Content":"hi","ContactId":"contact","InitialContactId":"contact","AbsoluteTime":"2026-03-05T12:34:56.789Z"}}"#
    );
    printed(&json(&format!(r#"{{"topic":"aws/chat","contentType":"application/json","content":{item:?}}}"#)))
}

const MESSAGE: &str = "text/plain";
const ENDED: &str = "application/vnd.amazonaws.connect.event.chat.ended";

/// A client with one customer's session.
struct Page {
    host: Host,
    client: PageClient,
    session: u32,
}

impl Page {
    fn new() -> Self {
        let host = create_host();
        let client = page_client(JsValue::from(&host).unchecked_into());
        let details =
            json(r#"{"contactId":"contact","initialContactId":"contact","participantId":"me","participantToken":"p"}"#);
        let session = client.create(CUSTOMER, "us-west-2", &details, &JsValue::UNDEFINED);
        Page { host, client, session }
    }

    fn connect(&self) {
        assert!(self.client.connect(self.session, CONNECT));
    }

    /// Connects; the socket is there, and not open yet.
    async fn connected(&self) -> WitnessedSocket {
        self.connect();
        until("a socket", || browser().socket_at(0).is_some()).await;
        browser().socket_at(0).expect("it was there just now")
    }

    /// Connects and subscribes.
    async fn subscribed(&self) -> WitnessedSocket {
        let socket = self.connected().await;
        socket.open();
        socket.receive(SUBSCRIBED);
        socket
    }

    fn told(&self, name: &str) -> String {
        browser().told_as(&self.host, name)
    }

    /// How often the host was told something under this name, with arguments that begin so.
    fn count(&self, name: &str, beginning: &str) -> usize {
        self.told(name).matches(&format!("[{beginning}")).count()
    }
}

#[wasm_bindgen_test]
async fn a_conversation_runs_through_the_module() {
    let _watch = Watch::answering(SERVICE);
    let page = Page::new();
    assert_eq!(page.client.guard(page.session), 1, "not connected yet");
    let socket = page.subscribed().await;
    assert_eq!(page.told("settle"), "[[1,true,1]]");
    assert_eq!(page.client.guard(page.session), 0);
    page.client.call(page.session, 2, SEND_MESSAGE, &json(r#"{"message":"hello","contentType":"text/plain"}"#));
    until("the answer", || page.count("settle", "2,true,") == 1).await;
    socket.receive(&item(MESSAGE));
    socket.receive(&item(ENDED));
    until("the end", || page.told("ended") == format!("[[{}]]", page.session)).await;
    assert_eq!(page.client.guard(page.session), 2, "the chat ended");
    assert!(!socket.has_listeners());
    assert_eq!(browser().armed_timers(), 0);
    // Raised as it happened, dispatched later, in the same order: established twice, two items, the end.
    let kinds = |name| -> Vec<String> {
        let told = json(&page.told(name));
        js_sys::Array::from(&told).iter().map(|args| printed(&js_sys::Array::from(&args).get(1))).collect()
    };
    assert_eq!(kinds("raise"), ["4", "4", "0", "0", "7"]);
    assert_eq!(kinds("dispatch"), kinds("raise"));
}

#[wasm_bindgen_test]
async fn events_are_dispatched_on_a_later_task_with_the_payload_that_raising_gave() {
    let _watch = Watch::answering(SERVICE);
    let page = Page::new();
    let socket = page.subscribed().await;
    until("the connection's events", || page.count("dispatch", "1,4,") == 2).await;
    socket.receive(&item(MESSAGE));
    assert_eq!(page.count("raise", "1,0,"), 1);
    assert_eq!(page.count("dispatch", "1,0,"), 0);
    until("the message", || page.count("dispatch", "1,0,[0,") == 1).await;
}

#[wasm_bindgen_test]
async fn whatever_the_host_is_told_it_may_call_back() {
    let _watch = Watch::answering(SERVICE);
    let page = Page::new();
    let record = browser().call_back_always(&page.host, &page.client, page.session, 40);
    let socket = page.subscribed().await;
    socket.receive(&item(MESSAGE));
    socket.shut(1006);
    until("another socket", || browser().socket_at(1).is_some()).await;
    let socket = browser().socket_at(1).expect("it was there just now");
    socket.open();
    socket.receive(SUBSCRIBED);
    until("forty calls", || record.calls().len() == 40).await;
    socket.receive(&item(ENDED));
    until("the end", || page.count("ended", "1") == 1).await;
    until("every call's outcome", || page.count("settle", "10") == 40).await;
    assert_eq!(record.errors(), [] as [&str; 0]);
    assert_eq!(browser().uncaught_count(), 0);
    assert_eq!(page.count("settle", "1,true,"), 1, "connect() settled once");
    for call in record.calls() {
        assert_eq!(page.count("settle", &format!("{call},")), 1, "call {call}");
    }
}

#[wasm_bindgen_test]
async fn a_host_that_throws_leaves_the_client_usable() {
    for name in ["settle", "log", "metric", "raise"] {
        let _watch = Watch::answering(SERVICE);
        let page = Page::new();
        page.client.configure(&json(r#"{"logLevel":10}"#));
        let socket = page.subscribed().await;
        browser().throw_once(&page.host, name);
        page.client.call(page.session, 2, GET_TRANSCRIPT, &json("{}"));
        until("the first answer", || browser().request_at(1).is_some_and(|request| request.over())).await;
        socket.receive(&item(MESSAGE));
        page.client.call(page.session, 3, GET_TRANSCRIPT, &json("{}"));
        until("both answers", || page.count("settle", "2,true,") + page.count("settle", "3,true,") == 2).await;
        socket.receive(&item(MESSAGE));
        until("the message", || page.count("dispatch", "1,0,") > 0).await;
        assert!(browser().armed_timers() > 0, "the next heartbeat is armed");
        socket.receive(&item(ENDED));
        until("the end", || page.count("ended", "1") == 1).await;
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
    let page = Page::new();
    let socket = page.subscribed().await;
    socket.receive(&item(MESSAGE));
    assert!(browser().listener_count() > 0 && browser().armed_timers() > 0 && socket.has_listeners());
    let told = page.told("dispatch");
    page.client.free();
    assert_eq!(browser().listener_count(), 0);
    assert_eq!(browser().armed_timers(), 0);
    assert!(!socket.has_listeners());
    assert!(printed(&socket.closed()).starts_with("[[1000,"));
    after(0).await;
    assert_eq!(browser().told_as(&page.host, "dispatch"), told);
}

#[wasm_bindgen_test]
async fn dropping_the_client_gives_up_its_requests() {
    let _watch = Watch::answering(NEVER);
    let page = Page::new();
    page.connect();
    let request = browser().request_at(0).expect("connect() makes a request");
    let signal = js_sys::Reflect::get(&request.init(), &"signal".into()).expect("a request has a signal");
    let aborted = || js_sys::Reflect::get(&signal, &"aborted".into()).expect("a signal can be asked");
    assert_eq!(aborted(), false);
    page.client.free();
    assert_eq!(aborted(), true);
    assert_eq!(browser().told_as(&page.host, "settle"), "[]");
}
