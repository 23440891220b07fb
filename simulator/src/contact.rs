//! One contact: its participants, transcript and open sockets.
//!
//! Everything that changes sits behind one lock, which is never held across an `await`. An item is
//! stamped, stored and queued for every subscribed socket inside it, so all parties see one order.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use axum::extract::ws::Utf8Bytes;
use parking_lot::Mutex;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::clock::WallTime;
use crate::events::Events;
use crate::ids::new_id;
use crate::item::{self, Item, Participant, content_type};
use crate::script::Script;
use crate::transcript::{Page, Scan, Start, Transcript};

/// What a socket's task is told to do.
#[derive(Debug)]
pub enum SocketCommand {
    /// Send this text frame.
    Text(Utf8Bytes),
    /// Close with a close frame.
    Close { code: u16, reason: String },
    /// Drop the connection without a close frame; the peer sees code 1006.
    Cut,
    /// Say and hear nothing from now on, as when the network is gone and nobody noticed.
    Mute,
}

/// Whether a posted item stays in the transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Stored, and pushed to subscribed sockets.
    Stored,
    /// Only pushed.
    Passing,
}

/// What the service answers about a posted item.
#[derive(Clone, Debug)]
pub struct Posted {
    /// The item's `Id`.
    pub id: String,
    /// The item's `AbsoluteTime`.
    pub absolute_time: String,
}

/// What a new contact is made from.
pub struct Opening {
    /// Name of the customer.
    pub customer_name: String,
    /// What the scripted agent does.
    pub script: Script,
    /// Attributes given by the caller, shown on the agent's side.
    pub attributes: Value,
}

/// A conversation between a customer and an agent.
pub struct Contact {
    /// Identifier of this contact.
    pub id: String,
    /// The customer.
    pub customer: Participant,
    /// What the scripted agent does.
    pub script: Script,
    /// Attributes given at the start.
    pub attributes: Value,
    /// When it started.
    pub started: WallTime,
    events: Arc<Events>,
    state: Mutex<State>,
}

struct State {
    ended: bool,
    greeted: bool,
    last_time: WallTime,
    transcript: Transcript,
    /// Answers already given, by participant, operation and client token.
    answers: HashMap<String, Posted>,
    sockets: BTreeMap<u64, Socket>,
    /// Participants other than the customer, by role.
    others: HashMap<String, Participant>,
    /// The agent at whose desk the contact is.
    agent: Option<String>,
}

struct Socket {
    commands: mpsc::UnboundedSender<SocketCommand>,
    subscribed: bool,
}

impl Contact {
    /// Starts a contact and tells the agent's side.
    pub fn open(opening: Opening, events: Arc<Events>) -> Arc<Self> {
        let now = WallTime::now();
        let contact = Arc::new(Self {
            id: new_id(),
            customer: Participant { id: new_id(), role: "CUSTOMER".into(), display_name: opening.customer_name },
            script: opening.script,
            attributes: opening.attributes,
            started: now,
            events,
            state: Mutex::new(State {
                ended: false,
                greeted: false,
                last_time: now,
                transcript: Transcript::default(),
                answers: HashMap::new(),
                sockets: BTreeMap::new(),
                others: HashMap::new(),
                agent: None,
            }),
        });
        contact.events.tell("contact.started", &contact.id, json!({}));
        contact
    }

    /// The first contact of the chain. A rehydrated contact begins a chain of its own.
    pub fn initial_id(&self) -> &str {
        &self.id
    }

    /// Whether the contact is over.
    pub fn is_ended(&self) -> bool {
        self.state.lock().ended
    }

    /// The participant with this role; one that is not there yet gets an identity.
    pub fn participant(&self, role: &str) -> Participant {
        if role == self.customer.role {
            return self.customer.clone();
        }
        let mut state = self.state.lock();
        let newcomer =
            || Participant { id: new_id(), role: role.to_owned(), display_name: default_name(role).to_owned() };
        state.others.entry(role.to_owned()).or_insert_with(newcomer).clone()
    }

    /// Gives the participant with this role another name.
    pub fn rename(&self, role: &str, display_name: &str) -> Participant {
        let mut participant = self.participant(role);
        if display_name != participant.display_name && role != self.customer.role {
            participant.display_name = display_name.to_owned();
            self.state.lock().others.insert(role.to_owned(), participant.clone());
        }
        participant
    }

    /// The agent at whose desk the contact is, if it is at one.
    pub fn agent(&self) -> Option<String> {
        self.state.lock().agent.clone()
    }

    /// Puts the contact on an agent's desk, or on nobody's: who gets its items from here on.
    pub fn hand_to(&self, agent: Option<String>) {
        self.state.lock().agent = agent;
    }

    /// Stamps an item, stores it unless it is passing, and pushes it to every subscribed socket.
    ///
    /// `Id`, `AbsoluteTime`, `ContactId` and `InitialContactId` are added unless the item has them;
    /// a member that is `null` is left out.
    pub fn post(&self, item: Item, keep: Keep) -> Posted {
        self.post_locked(&mut self.state.lock(), item, keep)
    }

    /// Posts an item unless `key` was used before; then the first answer is given again.
    pub fn post_once(&self, key: String, item: Item, keep: Keep) -> (Posted, bool) {
        let mut state = self.state.lock();
        if let Some(earlier) = state.answers.get(&key) {
            return (earlier.clone(), false);
        }
        let posted = self.post_locked(&mut state, item, keep);
        state.answers.insert(key, posted.clone());
        (posted, true)
    }

    /// Copies items of an earlier contact to the front, marked with the contact they came from.
    pub fn rehydrate(&self, items: Vec<Item>) {
        let mut state = self.state.lock();
        for mut item in items {
            if let Some(origin) = item.shift_remove("ContactId") {
                item.insert("RelatedContactId".into(), origin);
            }
            item.shift_remove("InitialContactId");
            let time = text(&item, "AbsoluteTime").to_owned();
            state.transcript.put(&time, item);
        }
        let rehydrated = item::event(None, content_type::REHYDRATED, None);
        self.post_locked(&mut state, rehydrated, Keep::Stored);
    }

    /// Ends the contact with a `chat.ended` item. `false` if it was over already.
    pub fn end(&self) -> bool {
        let mut state = self.state.lock();
        if state.ended {
            return false;
        }
        self.post_locked(&mut state, item::event(None, content_type::ENDED, None), Keep::Stored);
        state.ended = true;
        drop(state);
        self.events.tell("contact.ended", &self.id, json!({}));
        true
    }

    /// Ends the contact without telling its participants.
    pub fn forget(&self) {
        self.state.lock().ended = true;
        self.events.tell("contact.ended", &self.id, json!({}));
    }

    /// `true` for the first caller only: the scripted agent greets once.
    pub fn begin_greeting(&self) -> bool {
        !std::mem::replace(&mut self.state.lock().greeted, true)
    }

    /// Every stored item, oldest first.
    pub fn items(&self) -> Vec<Item> {
        self.state.lock().transcript.iter().cloned().collect()
    }

    /// A page of the transcript, of one contact of the chain if `contact_id` says so.
    pub fn page(&self, start: &Start, scan: Scan, limit: usize, contact_id: Option<&str>) -> Option<Page> {
        let wanted = |item: &Item| {
            contact_id.is_none_or(|id| text(item, "ContactId") == id || text(item, "RelatedContactId") == id)
        };
        self.state.lock().transcript.page(start, scan, limit, wanted)
    }

    /// Whether `contact_id` is this contact or one whose items were copied here.
    pub fn chain_contains(&self, contact_id: &str) -> bool {
        contact_id == self.id
            || self.state.lock().transcript.iter().any(|item| text(item, "RelatedContactId") == contact_id)
    }

    /// Registers a socket.
    pub fn open_socket(&self, id: u64, commands: mpsc::UnboundedSender<SocketCommand>) {
        self.state.lock().sockets.insert(id, Socket { commands, subscribed: false });
        self.events.tell("socket.opened", &self.id, json!({ "socketId": id }));
    }

    /// From here on the socket gets the contact's items.
    pub fn subscribe_socket(&self, id: u64) {
        if let Some(socket) = self.state.lock().sockets.get_mut(&id) {
            socket.subscribed = true;
        }
    }

    /// Forgets a socket that has closed.
    pub fn close_socket(&self, id: u64, code: u16, reason: &str) {
        self.state.lock().sockets.remove(&id);
        let close = json!({ "socketId": id, "code": code, "reason": reason });
        self.events.tell("socket.closed", &self.id, close);
    }

    /// How many sockets are open.
    pub fn open_sockets(&self) -> usize {
        self.state.lock().sockets.len()
    }

    /// Tells every open socket to do something; returns how many there are.
    pub fn command_sockets(&self, command: impl Fn() -> SocketCommand) -> usize {
        let state = self.state.lock();
        for socket in state.sockets.values() {
            // A socket whose task has ended is about to be removed: nothing to tell it.
            let _ = socket.commands.send(command());
        }
        state.sockets.len()
    }

    fn post_locked(&self, state: &mut State, mut item: Item, keep: Keep) -> Posted {
        let time = WallTime::now().strictly_after(state.last_time);
        state.last_time = time;
        let members = [
            ("Id", new_id()),
            ("AbsoluteTime", time.to_string()),
            ("ContactId", self.id.clone()),
            ("InitialContactId", self.initial_id().to_owned()),
        ];
        for (name, value) in members {
            item.entry(name).or_insert_with(|| value.into());
        }
        item.retain(|_, value| !value.is_null());
        let posted = Posted { id: text(&item, "Id").to_owned(), absolute_time: text(&item, "AbsoluteTime").to_owned() };
        self.push(state, &item);
        if keep == Keep::Stored {
            let place = if posted.absolute_time.is_empty() { time.to_string() } else { posted.absolute_time.clone() };
            state.transcript.put(&place, item);
        }
        posted
    }

    fn push(&self, state: &State, item: &Item) {
        if state.sockets.values().any(|socket| socket.subscribed) {
            let frame = Utf8Bytes::from(chat_frame(item));
            for socket in state.sockets.values().filter(|socket| socket.subscribed) {
                // As above: a socket that is gone needs no frame.
                let _ = socket.commands.send(SocketCommand::Text(frame.clone()));
            }
        }
        // Whose desk it is for is told with it: a transfer must still reach the desk that the contact leaves.
        self.events.tell_lazily("item", &self.id, || json!({ "item": item, "agent": state.agent }));
    }
}

/// The frame that carries an item: its JSON text is a string inside the frame's JSON.
pub fn chat_frame(item: &Item) -> String {
    let content = Value::Object(item.clone()).to_string();
    json!({ "topic": "aws/chat", "contentType": "application/json", "content": content }).to_string()
}

fn text<'a>(item: &'a Item, member: &str) -> &'a str {
    item.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn default_name(role: &str) -> &str {
    match role {
        "AGENT" => "Ada",
        "SYSTEM" => "SYSTEM_MESSAGE",
        "CUSTOM_BOT" => "BOT",
        other => other,
    }
}
