//! What goes wrong, and how it ends.

use super::Life;
use super::outputs::closed;
use crate::chance::Chance;
use crate::faults::{Fault, Faults};
use crate::invariants::Cause;
use crate::queue::{Arrival, Happening};
use amazon_connect_chat_wasm::ids::{RequestId, SocketId};
use amazon_connect_chat_wasm::io::{Input, LinkChange};
use serde_json::Value;

pub(super) const ONLINE: Input<Value> = Input::Link(LinkChange::Online);
const OFFLINE: Input<Value> = Input::Link(LinkChange::Offline);

impl Life {
    /// Something goes wrong.
    pub(super) fn trouble(&mut self) {
        if self.time >= self.faults_end {
            return;
        }
        let delay = self.chance.spread(self.weather / 10, self.weather * 4);
        self.later(delay, Happening::Trouble);
        let fault = Faults::draw(&mut self.chance);
        let until = (self.time + self.chance.spread(200, 120_000)).min(self.faults_end);
        if fault.lasts() {
            let one_in = self.chance.pick(&[1, 1, 2, 5]);
            let millis = until - self.time;
            self.note(|| format!("FAULT {} for {millis} ms", fault.text()));
            if fault == Fault::Slow {
                self.faults.count(fault);
                let factor = self.chance.between(2, 10);
                self.network.slow_down(factor, until);
            }
            self.faults.begin(fault, self.time, until, one_in);
        } else if self.device.runs {
            self.note(|| format!("FAULT {}", fault.text()));
            self.faults.count(fault);
            self.strike(fault, until);
        }
    }

    fn strike(&mut self, fault: Fault, until: u64) {
        match fault {
            Fault::SocketClosed => {
                if let Some(id) = self.some_socket() {
                    self.later(0, Happening::ServiceCloses(id));
                }
            }
            Fault::HalfOpen => {
                if let Some(id) = self.some_socket() {
                    self.cut_for_good(id);
                }
            }
            Fault::Restart => {
                for id in self.service.lines.keys().copied().collect::<Vec<_>>() {
                    self.later(0, Happening::ServiceCloses(id));
                }
                for fault in [Fault::Status5xx, Fault::HandshakeRefused] {
                    self.faults.begin(fault, self.time, until, 1);
                }
            }
            Fault::Outage => self.outage(until),
            Fault::Sleep => {
                let hours = self.chance.one_in(2);
                let millis = self.chance.spread(1_000, if hours { 8 * 3_600_000 } else { 60_000 });
                self.suspend(millis, false);
            }
            Fault::Frozen => {
                let (millis, cached) = (self.chance.spread(1_000, 1_800_000), self.chance.one_in(2));
                self.suspend(millis, cached);
            }
            Fault::Throttle => {
                self.device.throttle = self.chance.pick(&[1_000, 60_000]);
                self.queue.at(until, Happening::ThrottleEnds);
            }
            Fault::ClockForward => {
                let millis = self.chance.spread(2_000, 8 * 3_600_000);
                self.device.set_clock(millis.cast_signed());
            }
            Fault::ClockBack => {
                let millis = self.chance.spread(2_000, 8 * 3_600_000);
                self.device.set_clock(-millis.cast_signed());
            }
            Fault::SaidOffline => {
                self.signal(0, OFFLINE);
                // Half of the lies are never taken back.
                if self.chance.one_in(2) {
                    self.signal(60_000, ONLINE);
                }
            }
            Fault::SaidOnline => self.signal(0, ONLINE),
            _ => {
                for _ in 0..self.chance.between(2, 30) {
                    let signal = self.chance.pick(&[Input::Woke, Input::Woke, ONLINE, OFFLINE]);
                    self.signal(5_000, signal);
                }
            }
        }
    }

    /// A signal of the browser, within so many milliseconds.
    pub(super) fn signal(&mut self, within: u64, signal: Input<Value>) {
        let delay = self.chance.below(within + 1);
        self.later(delay, Happening::Arrives(Arrival::Input(signal)));
    }

    fn outage(&mut self, until: u64) {
        for id in self.network.break_down(self.time, until, &mut self.chance) {
            self.cut_for_good(id);
        }
        for id in self.flights.keys().copied().collect::<Vec<_>>() {
            if self.chance.one_in(2) {
                let delay = self.chance.spread(1, 20_000);
                self.fails(id, delay);
            }
        }
        let told = !self.chance.one_in(4);
        if told {
            self.signal(2_000, OFFLINE);
        }
        // The word that it is back may never come.
        let told = told && !self.chance.one_in(8);
        self.queue.at(until, Happening::OutageEnds { told });
    }

    /// The machine sleeps, or the page is frozen, and with it its timers; in the cache it loses its sockets.
    fn suspend(&mut self, millis: u64, cached: bool) {
        let until = self.time + millis;
        self.faults_end = self.faults_end.max(until);
        self.device.runs = false;
        let live: Vec<SocketId> = self.network.live().map(|(id, _)| id).collect();
        for id in live {
            if cached {
                self.later(0, closed(id));
                self.later(0, Happening::ServiceCloses(id));
            } else if millis > 15_000 && !self.chance.one_in(3) {
                self.cut_for_good(id);
            }
        }
        for id in self.flights.keys().copied().collect::<Vec<RequestId>>() {
            self.fails(id, millis);
        }
        let signals = !self.chance.one_in(4);
        self.queue.at(until, Happening::Resumes { signals });
    }

    /// The page runs again: what has waited comes in order, a timer that is overdue among it.
    pub(super) fn resume(&mut self, signals: bool) {
        self.note(|| "the page runs again".to_owned());
        self.device.runs = true;
        if signals {
            for _ in 0..self.chance.between(1, 3) {
                self.signal(500, Input::Woke);
            }
            self.signal(500, ONLINE);
        }
        let overdue = self.hub.poll_timeout().is_some_and(|due| due <= self.now().mono);
        if overdue && self.chance.one_in(2) {
            self.tell(Cause::Nothing, Input::TimeReached);
        }
        for arrival in std::mem::take(&mut self.device.inbox) {
            self.receives(arrival);
        }
    }

    fn some_socket(&mut self) -> Option<SocketId> {
        let live: Vec<SocketId> = self.network.live().map(|(id, _)| id).collect();
        (!live.is_empty()).then(|| self.chance.pick(&live))
    }
}
