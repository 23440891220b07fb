//! A client in the page's hands, and a service that stands in for the real one.

use amazon_connect_chat_wasm::web::Host;
use wasm_bindgen::prelude::*;

use super::page::{PageClient, WitnessedSocket, browser, create_host, json, page_client, printed, until};

const AGENT: u8 = 0;
const CUSTOMER: u8 = 1;
/// The number of the page's `connect()`.
pub const CONNECT: u32 = 1;

/// Answers every operation; connection details and tokens are good for an hour.
pub const SERVICE: &str = "
    const expiry = new Date(Date.now() + 3600e3).toISOString();
    const answers = {
        connection: { Websocket: { Url: 'wss://stand.in/', ConnectionExpiry: expiry },
                      ConnectionCredentials: { ConnectionToken: 'token', Expiry: expiry } },
        transcript: { Transcript: [], InitialContactId: 'contact' },
        message: { Id: 'sent', AbsoluteTime: '2026-03-05T12:34:56.789Z' },
    };
    return new Response(JSON.stringify(answers[url.split('/').pop()] ?? {}));";
pub const SUBSCRIBED: &str = r#"{"topic":"aws/subscribe","content":{"status":"success","topics":["aws/chat"]}}"#;

/// A frame with an item of the contact.
pub fn item(content_type: &str) -> String {
    let item = format!(
        r#"{{"Id":"i","Type":"MESSAGE","ContentType":"{content_type}","Content":"hi","ContactId":"contact",
            "InitialContactId":"contact","AbsoluteTime":"2026-03-05T12:34:56.789Z"}}"#
    );
    printed(&json(&format!(r#"{{"topic":"aws/chat","contentType":"application/json","content":{item:?}}}"#)))
}

pub const MESSAGE: &str = "text/plain";
pub const ENDED: &str = "application/vnd.amazonaws.connect.event.chat.ended";

/// A client with one session.
pub struct Chat {
    pub host: Host,
    pub client: PageClient,
    pub session: u32,
}

impl Chat {
    /// A customer's session.
    pub fn new() -> Self {
        let details =
            json(r#"{"contactId":"contact","initialContactId":"contact","participantId":"me","participantToken":"p"}"#);
        Chat::create(CUSTOMER, &details, &JsValue::UNDEFINED)
    }

    /// An agent's session: `get_connection_token` and `manager` are what its page handed over.
    pub fn agent(get_connection_token: &JsValue, manager: &JsValue) -> Self {
        let details = json(r#"{"contactId":"contact","initialContactId":"contact","participantId":"me"}"#);
        js_sys::Reflect::set(&details, &"getConnectionToken".into(), get_connection_token)
            .expect("details are an object");
        Chat::create(AGENT, &details, manager)
    }

    fn create(kind: u8, details: &JsValue, manager: &JsValue) -> Self {
        let host = create_host();
        let client = page_client(JsValue::from(&host).unchecked_into());
        let session = client.create(kind, "us-west-2", details, manager);
        Chat { host, client, session }
    }

    pub fn connect(&self) {
        assert_eq!(self.client.connect(self.session, CONNECT), 1);
    }

    /// Connects; the socket is there, and not open yet.
    pub async fn connected(&self) -> WitnessedSocket {
        self.connect();
        until("a socket", || browser().socket_at(0).is_some()).await;
        browser().socket_at(0).expect("it was there just now")
    }

    /// Connects and subscribes.
    pub async fn subscribed(&self) -> WitnessedSocket {
        let socket = self.connected().await;
        socket.open();
        socket.receive(SUBSCRIBED);
        socket
    }

    pub fn told(&self, name: &str) -> String {
        browser().told_as(&self.host, name)
    }

    /// How often the host was told something under this name, with arguments that begin so.
    pub fn count(&self, name: &str, beginning: &str) -> usize {
        self.told(name).matches(&format!("[{beginning}")).count()
    }
}
