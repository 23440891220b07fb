//! What goes wrong: the kinds of faults, which of them hold now, and how often each struck.

use crate::chance::Chance;
use amazon_connect_chat_wasm::rng::Rng;

macro_rules! faults {
    ($($name:ident $text:literal $weight:literal $nature:ident),* $(,)?) => {
        /// A kind of fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Fault { $($name),* }

        impl Fault {
            pub const ALL: &'static [Fault] = &[$(Fault::$name),*];

            /// For the figures and the trace.
            pub fn text(self) -> &'static str {
                match self { $(Fault::$name => $text),* }
            }

            /// How often it is drawn, beside the others.
            fn weight(self) -> u64 {
                match self { $(Fault::$name => $weight),* }
            }

            /// Whether it holds for a while, or strikes once.
            pub fn lasts(self) -> bool {
                const LASTS: bool = true;
                const ONCE: bool = false;
                match self { $(Fault::$name => $nature),* }
            }
        }
    };
}

faults! {
    // Requests
    RequestLost "requests lost on the way" 4 LASTS,
    AnswerLost "answers lost on the way" 4 LASTS,
    RequestHangs "requests that hang" 3 LASTS,
    Status5xx "answers 500 and 503" 5 LASTS,
    Throttled "answers 429" 4 LASTS,
    Asked "answers with Retry-After" 4 LASTS,
    Html "answers that are HTML" 3 LASTS,
    Garbage "answers that are other JSON" 2 LASTS,
    Refused "answers 400 and 403" 1 LASTS,
    BadUrl "URLs that cannot be used" 1 LASTS,
    TokenFails "page tokens that fail" 3 LASTS,
    // Sockets
    HandshakeRefused "refused upgrades" 5 LASTS,
    HandshakeHangs "hanging upgrades" 5 LASTS,
    NotMade "sockets that the browser refuses" 1 LASTS,
    SocketClosed "sockets closed by the service" 8 ONCE,
    HalfOpen "half-open sockets" 8 ONCE,
    SubscribeIgnored "subscriptions not answered" 4 LASTS,
    SubscribeRefused "subscriptions refused" 4 LASTS,
    HeartbeatSwallowed "heartbeats not answered" 4 LASTS,
    PingRefused "deep heartbeats refused" 3 LASTS,
    Noise "frames and answers that make no sense" 4 LASTS,
    Restart "restarts of the service" 3 ONCE,
    // Network
    Outage "outages of the network" 8 ONCE,
    Slow "slow networks" 4 LASTS,
    // Device
    Sleep "times asleep" 3 ONCE,
    Frozen "times frozen or in the back/forward cache" 4 ONCE,
    Throttle "times of throttled timers" 5 ONCE,
    ClockForward "wall clocks set forward" 2 ONCE,
    ClockBack "wall clocks set back" 2 ONCE,
    SaidOffline "false words that there is no network" 4 ONCE,
    SaidOnline "false words that there is a network" 3 ONCE,
    Signals "bursts of signals" 3 ONCE,
}

/// The faults of one life.
#[derive(Default)]
pub struct Faults {
    /// What holds, until when, and how seldom it spares: it strikes once in so many times.
    active: Vec<(Fault, u64, u64)>,
    counts: Vec<u64>,
    stopped: bool,
}

impl Faults {
    /// Whether this fault strikes now.
    pub fn strikes(&mut self, fault: Fault, now: u64, chance: &mut Rng) -> bool {
        let active = self.active.iter().find(|(kind, until, _)| *kind == fault && *until > now);
        let strikes = active.is_some_and(|(_, _, one_in)| chance.one_in(*one_in));
        if strikes {
            self.count(fault);
        }
        strikes
    }

    /// Draws what goes wrong next.
    pub fn draw(chance: &mut Rng) -> Fault {
        let total: u64 = Fault::ALL.iter().map(|fault| fault.weight()).sum();
        let mut left = chance.below(total);
        for fault in Fault::ALL {
            match left.checked_sub(fault.weight()) {
                Some(rest) => left = rest,
                None => return *fault,
            }
        }
        Fault::Outage
    }

    /// This fault holds until then.
    pub fn begin(&mut self, fault: Fault, now: u64, until: u64, one_in: u64) {
        self.active.retain(|(_, until, _)| *until > now);
        if !self.stopped {
            self.active.push((fault, until, one_in));
        }
    }

    pub fn count(&mut self, fault: Fault) {
        self.counts.resize(Fault::ALL.len(), 0);
        self.counts[fault as usize] += 1;
    }

    /// Nothing goes wrong any more.
    pub fn stop(&mut self) {
        self.stopped = true;
        self.active.clear();
    }

    pub fn stopped(&self) -> bool {
        self.stopped
    }

    /// How often each struck, in the order of [`Fault::ALL`].
    pub fn counts(&self) -> impl Iterator<Item = u64> {
        (0..Fault::ALL.len()).map(|index| self.counts.get(index).copied().unwrap_or(0))
    }
}
