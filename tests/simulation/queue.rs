//! What is going to happen, in the order of time.

use crate::invariants::Item;
use amazon_connect_chat_wasm::event::EventKind;
use amazon_connect_chat_wasm::ids::{RequestId, SessionId, SocketId};
use amazon_connect_chat_wasm::io::{Input, SocketEvent};
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Something that happens in the world.
#[derive(Clone, Debug)]
pub enum Happening {
    /// It reaches the page's machine.
    Arrives(Arrival),
    /// A frame of the service, or the end of its socket, reaches the page's machine; with the item in it.
    FrameDown(SocketId, SocketEvent<Value>, Option<Item>),
    /// A handshake reaches the service.
    Handshake(SocketId),
    /// A frame reaches the service.
    FrameUp(SocketId, &'static str),
    /// The service learns that the page closed a socket.
    ClosedUp(SocketId),
    /// The service closes a socket.
    ServiceCloses(SocketId),
    /// A request reaches the service.
    RequestUp(RequestId),
    /// The other side of this contact says something, and goes on talking.
    Talk(usize),
    /// It says one thing more.
    Say(usize),
    /// The page does something of its own accord.
    PageActs,
    /// The next fault is due.
    Trouble,
    /// The network is back, and the browser says so or not.
    OutageEnds { told: bool },
    /// The machine wakes up, or the page is shown again; with the signals that say so.
    Resumes { signals: bool },
    /// Timers are on time again.
    ThrottleEnds,
}

/// Something that reaches the page: it waits while the page does not run.
#[derive(Clone, Debug)]
pub enum Arrival {
    Input(Input<Value>),
    Socket(SocketId, SocketEvent<Value>, Option<Item>),
    /// The handlers of this event are called.
    Handlers(SessionId, EventKind, Option<String>),
}

/// Happenings by their time; those of one moment in the order in which they were announced.
#[derive(Default)]
pub struct Queue {
    order: BinaryHeap<Reverse<(u64, u64)>>,
    waiting: BTreeMap<u64, Happening>,
    announced: u64,
}

impl Queue {
    pub fn at(&mut self, time: u64, happening: Happening) {
        self.announced += 1;
        self.order.push(Reverse((time, self.announced)));
        self.waiting.insert(self.announced, happening);
    }

    /// The moment of the next happening.
    pub fn next_time(&self) -> Option<u64> {
        self.order.peek().map(|Reverse((time, _))| *time)
    }

    pub fn pop(&mut self) -> Option<Happening> {
        let Reverse((_, number)) = self.order.pop()?;
        self.waiting.remove(&number)
    }

    /// Nobody acts of their own accord any more.
    pub fn clear_actors(&mut self) {
        self.waiting
            .retain(|_, happening| !matches!(happening, Happening::Talk(_) | Happening::PageActs | Happening::Trouble));
        self.order.retain(|Reverse((_, number))| self.waiting.contains_key(number));
    }
}
