//! A model of the Participant Service: contacts with their transcripts, tokens and URLs that expire, sockets
//! that subscribe. What goes wrong is decided elsewhere; here is a service in good health.

mod requests;
mod talk;

pub use requests::{bearer, operation, written};

use amazon_connect_chat_wasm::ids::SocketId;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The service accepts a URL for so long, in milliseconds.
const URL_LIFETIME: u64 = 100_000;
/// It closes a socket after an hour, whatever happens on it.
pub const SOCKET_LIFETIME: u64 = 3_600_000;

/// Where an item stands in what the service ever sent. Every copy of an item has it.
pub const SEQUENCE: &str = "Sequence";

/// One contact.
pub struct Contact {
    pub id: String,
    /// Everything that was said, in order.
    pub transcript: Vec<Value>,
    pub ended: bool,
    /// A bot's message that is being streamed: its id, the chunks sent so far, the text so far.
    streaming: Option<(String, u32, String)>,
}

/// A socket as the service has it.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub contact: usize,
    pub subscribed: bool,
}

/// Who a token belongs to, and until when.
#[derive(Clone, Debug)]
struct Bearer {
    contact: usize,
    participant: String,
    until: u64,
}

pub struct Service {
    pub contacts: Vec<Contact>,
    pub lines: BTreeMap<SocketId, Line>,
    /// How long connection tokens are good for, in milliseconds.
    pub token_lifetime: u64,
    bearers: BTreeMap<String, Bearer>,
    urls: BTreeMap<String, (usize, u64)>,
    /// What was answered to a client token: the same again when it comes again.
    accepted: BTreeMap<String, Value>,
    issued: u32,
    said: u64,
}

impl Service {
    pub fn new(token_lifetime: u64) -> Self {
        Service {
            contacts: Vec::new(),
            lines: BTreeMap::new(),
            token_lifetime,
            bearers: BTreeMap::new(),
            urls: BTreeMap::new(),
            accepted: BTreeMap::new(),
            issued: 0,
            said: 0,
        }
    }

    /// A new contact, by its number.
    pub fn begin_contact(&mut self) -> usize {
        let number = self.contacts.len();
        let id = format!("contact-{number}");
        self.contacts.push(Contact { id, transcript: Vec::new(), ended: false, streaming: None });
        number
    }

    /// The number of the last item.
    pub fn said(&self) -> u64 {
        self.said
    }

    /// A participant's token, good as long as the contact lasts.
    pub fn admit(&mut self, contact: usize, participant: &str) -> String {
        let token = format!("participant-token-{participant}");
        self.remember(&token, contact, participant, u64::MAX);
        token
    }

    /// The contact that a socket of this URL is for, whether or not it may be opened.
    pub fn contact_of_url(&self, url: &str) -> Option<usize> {
        self.urls.get(url).map(|(contact, _)| *contact)
    }

    /// A handshake is here: whether the socket opens.
    pub fn accepts(&mut self, socket: SocketId, url: &str, time: u64) -> bool {
        let Some((contact, until)) = self.urls.get(url).copied() else { return false };
        let accepted = until > time && !self.contacts[contact].ended;
        if accepted {
            self.lines.insert(socket, Line { contact, subscribed: false });
        }
        accepted
    }

    /// Confirms the subscription of a socket; the answer.
    pub fn subscribe(&mut self, socket: SocketId) -> Option<&'static str> {
        self.lines.get_mut(&socket)?.subscribed = true;
        Some(r#"{"topic":"aws/subscribe","content":{"status":"success","topics":["aws/chat"]}}"#)
    }

    /// The sockets on which items of this contact are sent.
    pub fn subscribers(&self, contact: usize) -> Vec<SocketId> {
        let subscribed = self.lines.iter().filter(|(_, line)| line.subscribed && line.contact == contact);
        subscribed.map(|(socket, _)| *socket).collect()
    }

    /// Who a token was given to.
    pub fn participant_of(&self, token: &str) -> Option<&str> {
        self.bearers.get(token).map(|bearer| bearer.participant.as_str())
    }

    /// A URL that has expired already.
    pub fn stale_url(&mut self, contact: usize) -> String {
        let url = self.issue_url(contact, 0);
        self.urls.insert(url.clone(), (contact, 0));
        url
    }

    /// From now on it takes every URL that it gave, those that were stale from the beginning included.
    pub fn take_all_urls(&mut self, time: u64) {
        for (_, until) in self.urls.values_mut().filter(|(_, until)| *until == 0) {
            *until = time + URL_LIFETIME;
        }
    }

    fn remember(&mut self, token: &str, contact: usize, participant: &str, until: u64) {
        self.bearers.insert(token.to_owned(), Bearer { contact, participant: participant.to_owned(), until });
    }

    fn number(&mut self) -> u32 {
        self.issued += 1;
        self.issued
    }

    /// Another connection token of a participant.
    pub fn issue_token(&mut self, contact: usize, participant: &str, time: u64) -> (String, u64) {
        let token = format!("token-{}", self.number());
        let until = time + self.token_lifetime;
        self.remember(&token, contact, participant, until);
        (token, until)
    }

    fn issue_url(&mut self, contact: usize, time: u64) -> String {
        let url = format!("wss://sockets.test/{}", self.number());
        self.urls.insert(url.clone(), (contact, time + URL_LIFETIME));
        url
    }
}

/// The frame that carries an item.
pub fn item_frame(item: &Value) -> String {
    json!({"topic": "aws/chat", "content": item.to_string(), "contentType": "application/json"}).to_string()
}
