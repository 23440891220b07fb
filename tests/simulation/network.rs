//! The network between the page and the service: delays, sockets that stay in order or are cut, outages.

use crate::chance::Chance;
use amazon_connect_chat_wasm::ids::SocketId;
use amazon_connect_chat_wasm::rng::Rng;
use std::collections::BTreeMap;

/// A delay in one direction, once the faults have stopped: at most so many milliseconds.
pub const CALM_DELAY: u64 = 300;

/// How far a socket has come, as the browser sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Shaking,
    Open,
    Gone,
}

/// The way of one socket.
pub struct Wire {
    pub contact: usize,
    pub phase: Phase,
    /// Nothing comes through any more, and nobody says so.
    pub cut: bool,
    /// Nothing comes through until then; nothing is lost either.
    held_until: u64,
    /// When the latest frame arrives, in each direction: TCP keeps the order.
    last_up: u64,
    last_down: u64,
}

pub struct Network {
    pub wires: BTreeMap<SocketId, Wire>,
    /// The network is gone until then.
    pub down_until: u64,
    delay: u64,
    jitter: u64,
    /// Delays are so many times as long until then.
    slow: (u64, u64),
}

impl Network {
    pub fn new(chance: &mut Rng) -> Self {
        Network {
            wires: BTreeMap::new(),
            down_until: 0,
            delay: chance.spread(5, 200),
            jitter: chance.spread(1, CALM_DELAY - 200),
            slow: (1, 0),
        }
    }

    pub fn is_up(&self, now: u64) -> bool {
        self.down_until <= now
    }

    /// How long something is on its way.
    pub fn delay(&self, now: u64, chance: &mut Rng) -> u64 {
        let factor = if self.slow.1 > now { self.slow.0 } else { 1 };
        (self.delay + chance.below(self.jitter)) * factor
    }

    pub fn slow_down(&mut self, factor: u64, until: u64) {
        self.slow = (factor, until);
    }

    /// A socket is being opened.
    pub fn shake(&mut self, id: SocketId, contact: usize) {
        let wire = Wire { contact, phase: Phase::Shaking, cut: false, held_until: 0, last_up: 0, last_down: 0 };
        self.wires.insert(id, wire);
    }

    /// When a frame to the service arrives there; `None` if it never does.
    pub fn up(&mut self, id: SocketId, now: u64, chance: &mut Rng) -> Option<u64> {
        let delay = self.delay(now, chance);
        let wire = self.wires.get_mut(&id)?;
        wire.last_up = wire.last_up.max(now.max(wire.held_until) + delay);
        (!wire.cut).then_some(wire.last_up)
    }

    /// When a frame to the page arrives there; `None` if it never does.
    pub fn down(&mut self, id: SocketId, now: u64, chance: &mut Rng) -> Option<u64> {
        let delay = self.delay(now, chance);
        let wire = self.wires.get_mut(&id)?;
        wire.last_down = wire.last_down.max(now.max(wire.held_until) + delay);
        (!wire.cut).then_some(wire.last_down)
    }

    /// What becomes of a frame that was to arrive now: `Ok` if it does, `Err` with a later moment, or with
    /// none if it is lost.
    pub fn arrives(&mut self, id: SocketId, now: u64, up: bool) -> Result<(), Option<u64>> {
        let Some(wire) = self.wires.get_mut(&id) else { return Err(None) };
        if wire.cut {
            return Err(None);
        }
        if wire.held_until > now {
            let last = if up { &mut wire.last_up } else { &mut wire.last_down };
            *last = (*last).max(wire.held_until);
            return Err(Some(wire.held_until));
        }
        Ok(())
    }

    /// The network is gone until then. Returns the sockets that do not survive it; the others only wait.
    pub fn break_down(&mut self, now: u64, until: u64, chance: &mut Rng) -> Vec<SocketId> {
        self.down_until = self.down_until.max(until);
        let mut cut = Vec::new();
        for (id, wire) in self.wires.iter_mut().filter(|(_, wire)| wire.phase != Phase::Gone && !wire.cut) {
            // TCP repeats what was lost, if it is not for too long.
            if until - now < 15_000 && chance.one_in(2) {
                wire.held_until = until;
            } else {
                wire.cut = true;
                cut.push(*id);
            }
        }
        cut
    }

    /// Sockets that live as far as the page knows.
    pub fn live(&self) -> impl Iterator<Item = (SocketId, &Wire)> {
        self.wires.iter().filter(|(_, wire)| wire.phase != Phase::Gone).map(|(id, wire)| (*id, wire))
    }

    pub fn is_open(&self, id: SocketId) -> bool {
        self.wires.get(&id).is_some_and(|wire| wire.phase == Phase::Open)
    }
}
