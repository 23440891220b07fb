//! A running service and a customer who talks to it as a real client does.
#![allow(dead_code, reason = "each test file is a crate of its own and uses a part of this")]

use std::net::SocketAddr;
use std::time::Duration;

use connect_local::{Options, Script, run};
use futures_util::{SinkExt, StreamExt};
use reqwest::{Client, Response};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Far longer than anything here takes: reaching it is a failure.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a test listens to be sure that nothing comes.
const QUIET: Duration = Duration::from_millis(300);

/// A service on a free port, stopped when dropped.
pub struct Service {
    pub address: SocketAddr,
    pub client: Client,
    stop: Option<oneshot::Sender<()>>,
    running: Option<JoinHandle<std::io::Result<()>>>,
}

impl Service {
    /// One whose agent does nothing by itself.
    pub async fn start() -> Self {
        Self::start_with(Options { script: Script::Silent, ..Options::default() }).await
    }

    pub async fn start_with(options: Options) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound listener");
        let (stop, stopped) = oneshot::channel();
        let shutdown = async move {
            let _ = stopped.await;
        };
        let running = tokio::spawn(run(listener, options, shutdown));
        Self { address, client: Client::new(), stop: Some(stop), running: Some(running) }
    }

    /// Asks it to stop and waits until it has.
    pub async fn stop(&mut self) {
        drop(self.stop.take());
        let running = self.running.take().expect("stopped only once");
        let outcome = patiently(running).await.expect("no panic");
        outcome.expect("a clean end");
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Posts JSON; the answer may be a refusal.
    pub async fn post_raw(&self, path: &str, body: &Value) -> Response {
        let request = self.client.post(self.url(path)).json(body).send();
        patiently(request).await.expect("an answer")
    }

    /// Posts JSON to a path that must accept it.
    pub async fn post(&self, path: &str, body: Value) -> Value {
        accepted(self.post_raw(path, &body).await).await
    }

    /// Opens the socket of an agent and subscribes.
    pub async fn desk(&self, agent: &str) -> Socket {
        let url = format!("ws://{}/agent/socket?agent={agent}", self.address);
        let (stream, _) = patiently(connect_async(url)).await.expect("an open socket");
        let mut socket = Socket { stream };
        socket.send(SUBSCRIBE).await;
        assert_eq!(socket.frame().await["content"]["status"], "success");
        socket
    }

    pub async fn get(&self, path: &str) -> Value {
        let request = self.client.get(self.url(path)).send();
        accepted(patiently(request).await.expect("an answer")).await
    }

    /// What the control interface has on record about a contact.
    pub async fn log(&self, contact_id: &str) -> Value {
        self.get(&format!("/control/log?contactId={contact_id}")).await
    }

    /// Starts a chat and connects its customer.
    pub async fn customer(&self) -> Customer<'_> {
        self.customer_of(json!({})).await
    }

    pub async fn customer_of(&self, start_chat: Value) -> Customer<'_> {
        let started = self.post("/start-chat", start_chat).await;
        let result = &started["data"]["startChatResult"];
        let mut customer = Customer {
            service: self,
            contact_id: text(&result["ContactId"]),
            participant_id: text(&result["ParticipantId"]),
            participant_token: text(&result["ParticipantToken"]),
            connection_token: String::new(),
            socket_url: String::new(),
        };
        customer.connect().await;
        customer
    }
}

/// A customer with a connection.
pub struct Customer<'a> {
    pub service: &'a Service,
    pub contact_id: String,
    pub participant_id: String,
    pub participant_token: String,
    pub connection_token: String,
    pub socket_url: String,
}

impl Customer<'_> {
    /// CreateParticipantConnection, as ChatJS calls it.
    pub async fn connect(&mut self) {
        let body = json!({ "Type": ["WEBSOCKET", "CONNECTION_CREDENTIALS"] });
        let created = accepted(self.create_connection(&body).await).await;
        self.connection_token = text(&created["ConnectionCredentials"]["ConnectionToken"]);
        self.socket_url = text(&created["Websocket"]["Url"]);
    }

    pub async fn create_connection(&self, body: &Value) -> Response {
        self.call_with(&self.participant_token, "connection", body).await
    }

    /// Calls an operation that may be refused.
    pub async fn call_raw(&self, operation: &str, body: &Value) -> Response {
        self.call_with(&self.connection_token, operation, body).await
    }

    /// Calls an operation that must be accepted.
    pub async fn call(&self, operation: &str, body: Value) -> Value {
        accepted(self.call_raw(operation, &body).await).await
    }

    /// Calls an operation that must be refused; the answer is `(status, error type, message)`.
    pub async fn refused(&self, operation: &str, body: Value) -> (u16, String, String) {
        refusal(self.call_raw(operation, &body).await).await
    }

    pub async fn say(&self, content: &str) -> Value {
        self.call("message", json!({ "ContentType": "text/plain", "Content": content })).await
    }

    /// Something the agent's side does in this contact.
    pub async fn agent(&self, deed: &str, body: Value) -> Value {
        self.service.post(&format!("/agent/contacts/{}/{deed}", self.contact_id), body).await
    }

    /// Something the control interface does to this contact.
    pub async fn control(&self, deed: &str, body: Value) -> Value {
        self.service.post(&format!("/control/contacts/{}/{deed}", self.contact_id), body).await
    }

    /// Orders a fault for this contact.
    pub async fn fault(&self, mut fault: Value) {
        fault["contactId"] = self.contact_id.as_str().into();
        self.service.post("/control/faults", fault).await;
    }

    /// Opens the WebSocket without subscribing.
    pub async fn open_socket(&self) -> Socket {
        let (stream, _) = patiently(connect_async(&self.socket_url)).await.expect("an open socket");
        Socket { stream }
    }

    /// Opens the WebSocket and subscribes.
    pub async fn listen(&self) -> Socket {
        let mut socket = self.open_socket().await;
        socket.send(SUBSCRIBE).await;
        let answer = json!({ "topic": "aws/subscribe", "content": { "status": "success", "topics": ["aws/chat"] } });
        assert_eq!(socket.frame().await, answer);
        socket
    }

    async fn call_with(&self, token: &str, operation: &str, body: &Value) -> Response {
        let url = self.service.url(&format!("/participant/{operation}"));
        let request = self.service.client.post(url).header("x-amz-bearer", token).json(body);
        patiently(request.send()).await.expect("an answer")
    }
}

/// The frame that ChatJS subscribes with.
pub const SUBSCRIBE: &str = r#"{"topic":"aws/subscribe","content":{"topics":["aws/chat"]}}"#;

/// The customer's end of a WebSocket.
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Socket {
    pub async fn send(&mut self, text: &str) {
        self.stream.send(Message::text(text)).await.expect("an open socket");
    }

    /// The next text frame, as JSON.
    pub async fn frame(&mut self) -> Value {
        match patiently(self.stream.next()).await {
            Some(Ok(Message::Text(text))) => serde_json::from_str(&text).expect("JSON in a frame"),
            other => panic!("a text frame was expected, not {other:?}"),
        }
    }

    /// The next transcript item.
    pub async fn item(&mut self) -> Value {
        let frame = self.frame().await;
        assert_eq!(frame["topic"], "aws/chat");
        assert_eq!(frame["contentType"], "application/json");
        serde_json::from_str(frame["content"].as_str().expect("content is a string")).expect("an item")
    }

    /// Waits for the end; `None` when it came without a close frame.
    pub async fn closed(&mut self) -> Option<CloseFrame> {
        loop {
            match patiently(self.stream.next()).await {
                Some(Ok(Message::Close(frame))) => return frame,
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }

    /// Asserts that nothing comes for a while.
    pub async fn is_quiet(&mut self) {
        let next = tokio::time::timeout(QUIET, self.stream.next()).await;
        assert!(next.is_err(), "nothing was expected, not {next:?}");
    }

    pub async fn close(&mut self) {
        self.stream.close(None).await.expect("an open socket");
    }
}

/// The answer's JSON, which must be a success.
pub async fn accepted(response: Response) -> Value {
    let status = response.status();
    let body = response.text().await.expect("a body");
    assert!(status.is_success(), "{status}: {body}");
    serde_json::from_str(&body).expect("a JSON body")
}

/// Status, `x-amzn-errortype` and message of a refusal in the service's shape.
pub async fn refusal(response: Response) -> (u16, String, String) {
    let status = response.status();
    assert!(!status.is_success(), "a refusal was expected, not {status}");
    let header = response.headers().get("x-amzn-errortype").expect("the header x-amzn-errortype");
    let kind = header.to_str().expect("a plain header").to_owned();
    let body: Value = response.json().await.expect("a JSON body");
    assert_eq!(body["__type"], kind.as_str());
    (status.as_u16(), kind, text(&body["message"]))
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a string was expected, not {value}")).to_owned()
}

/// Waits, but not for ever.
pub async fn patiently<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future).await.expect("an outcome in time")
}
