//! One life: the core and the world around it, moved from event to event by one seed.

mod outputs;
mod story;
mod trouble;
mod wishes;
mod world;

pub use story::live;

use crate::chance::Chance;
use crate::device::Device;
use crate::faults::Faults;
use crate::figures::Figures;
use crate::invariants::{Cause, Checks, Item, violated};
use crate::network::Network;
use crate::page::Page;
use crate::queue::{Arrival, Happening, Queue};
use crate::service::Service;
use crate::trace::Trace;
use amazon_connect_chat_wasm::hub::Hub;
use amazon_connect_chat_wasm::ids::{ConnectionId, RequestId, SessionId, SocketId};
use amazon_connect_chat_wasm::io::{HttpRequest, Input};
use amazon_connect_chat_wasm::rng::Rng;
use amazon_connect_chat_wasm::time::Now;
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// If the timer fires more often than this at one moment, it is armed for that moment for ever.
const SPINS: u32 = 100;

/// A request on its way.
struct Flight {
    /// Whose it is, where its token tells.
    session: Option<SessionId>,
    request: Rc<HttpRequest<Value>>,
    /// Nobody will answer it before the browser gives it up.
    hangs: bool,
}

/// A page, a service, a network and a machine, and what they have been through.
pub struct Life {
    hub: Hub<Value>,
    /// Milliseconds since the beginning.
    time: u64,
    queue: Queue,
    chance: Rng,
    service: Service,
    network: Network,
    device: Device,
    page: Page,
    faults: Faults,
    checks: Checks,
    figures: Figures,
    pub trace: Trace,
    flights: BTreeMap<RequestId, Flight>,
    /// The address of each socket that has not been answered yet.
    urls: BTreeMap<SocketId, String>,
    /// The connection that agents' pages supplied, the session it came with, and whether it is up.
    supplied: Option<(ConnectionId, SessionId, bool)>,
    calls: u32,
    /// Faults begin until then.
    faults_end: u64,
    /// How often they do.
    weather: u64,
    /// When the faults had stopped and everything had recovered.
    calm_since: Option<u64>,
    /// What the service sent since then.
    sent: Option<Vec<Item>>,
    /// The longest pause of the other side, in milliseconds.
    pace: u64,
}

impl Life {
    pub fn new(seed: u64, trace: Trace) -> Self {
        let mut chance = Rng::new(seed);
        let device = Device::new();
        let config = Page::config(&mut chance);
        let lifetime = chance.pick(&[86_400_000, 86_400_000, 600_000, 90_000]);
        let mut life = Life {
            hub: Hub::new(config, Rng::new(chance.next_u64()), device.now(0)),
            time: 0,
            queue: Queue::default(),
            service: Service::new(lifetime),
            network: Network::new(&mut chance),
            page: Page::new(&mut chance),
            device,
            faults: Faults::default(),
            checks: Checks::default(),
            figures: Figures::default(),
            trace,
            flights: BTreeMap::new(),
            urls: BTreeMap::new(),
            supplied: None,
            calls: 0,
            faults_end: 0,
            weather: chance.pick(&[3_000, 15_000, 60_000]),
            calm_since: None,
            sent: None,
            pace: if chance.one_in(16) { 8_000 } else { 120_000 },
            chance,
        };
        life.settle_in();
        life
    }

    fn now(&self) -> Now {
        self.device.now(self.time)
    }

    /// Milliseconds on the page's own clock.
    fn mono(&self) -> u64 {
        self.now().mono.0
    }

    fn note(&mut self, what: impl FnOnce() -> String) {
        self.trace.note(self.time, what);
    }

    fn later(&mut self, delay: u64, happening: Happening) {
        self.queue.at(self.time + delay, happening);
    }

    /// Lives on until `end`, from one event to the next.
    fn until(&mut self, end: u64) {
        let mut spins = 0;
        loop {
            let due = self.hub.poll_timeout().filter(|_| self.device.runs);
            let timer = due.map(|due| self.device.fires(due, self.time));
            let next = self.queue.next_time();
            let Some(at) = [timer, next].into_iter().flatten().min().filter(|at| *at <= end) else { break };
            spins = if at == self.time { spins } else { 0 };
            self.time = at;
            // Two tasks of one moment run in either order.
            if timer == Some(at) && (next != Some(at) || self.chance.one_in(2)) {
                spins += 1;
                if spins > SPINS {
                    violated!("a timer that fired does not spin", "it fired {spins} times at one moment");
                }
                self.tell(Cause::Nothing, Input::TimeReached);
            } else if let Some(happening) = self.queue.pop() {
                self.happens(happening);
            }
        }
        self.time = end;
    }

    /// Feeds the core, and carries out what it wants.
    fn tell(&mut self, cause: Cause, input: Input<Value>) {
        self.checks.cause = cause;
        if !matches!(self.trace, Trace::Off) {
            self.note(|| format!("-> {}", crate::describe::input(&input)));
        }
        self.hub.handle_input(self.now(), input);
        self.drain();
    }

    /// Something reaches the page's machine: it waits while the page does not run.
    fn arrives(&mut self, arrival: Arrival) {
        if self.device.runs {
            self.receives(arrival);
        } else {
            self.device.inbox.push(arrival);
        }
    }
}
