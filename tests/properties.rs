//! What holds whatever happens: thousands of random lives of a page, each decided by one seed.
//!
//! A failing seed prints the command that replays it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "properties/chaos.rs"]
mod chaos;
mod common;

use amazon_connect_chat_wasm::hub::ConnectionStatus;
use amazon_connect_chat_wasm::io::Input;
use chaos::Chaos;
use common::{Chat, customer};

/// Lives for each property. Thousands of hours in all, most of them in the seconds that matter.
const SEEDS: u64 = 1_000;
const STEPS: u32 = 60;

/// Names the seed of a life that ends in a panic.
struct Replay(u64);

impl Drop for Replay {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("replay with: CHAT_SEED={} cargo test --test properties", self.0);
        }
    }
}

/// Lives with every seed, or with the one that is to be replayed.
fn every_life(seeds: std::ops::Range<u64>, mut live: impl FnMut(Chaos)) {
    let only = std::env::var("CHAT_SEED").ok().map(|seed| seed.parse().expect("CHAT_SEED is a number"));
    for seed in only.map_or(seeds, |seed: u64| seed..seed + 1) {
        let _replay = Replay(seed);
        let mut chaos = Chaos::new(seed);
        for _ in 0..STEPS {
            chaos.step();
        }
        live(chaos);
    }
}

/// That no promise of the world is broken on the way is checked by the world itself: calls settle at most
/// once, at most two sockets for each contact, nothing told after an end, no frame on a closed socket.
#[test]
fn every_call_settles_once_and_nothing_lives_after_the_last_session() {
    every_life(0..SEEDS, |chaos| {
        let Chaos { mut world, sessions, .. } = chaos;
        for session in sessions {
            world.dispose(session);
        }
        assert_eq!(world.unsettled(), []);
        let mut chat = Chat { world, session: amazon_connect_chat_wasm::ids::SessionId(1) };
        chat.assert_over();
    });
}

#[test]
fn once_the_faults_stop_every_living_session_is_connected_again() {
    every_life(SEEDS..2 * SEEDS, |mut chaos| {
        chaos.end_all_faults();
        // The cap, a delay that the service asked for, two more within an exchange, a handshake that hangs.
        chaos.world.advance(30_000 + 3 * 20_000 + 10_000);
        for session in chaos.living() {
            let status = chaos.world.hub.status(session);
            let is_up = matches!(status, ConnectionStatus::Connected | ConnectionStatus::DeepHeartbeatSuccess);
            assert!(is_up, "session {} is {status:?}", session.0);
        }
    });
}

#[test]
fn requests_and_handshakes_per_minute_are_bounded() {
    every_life(2 * SEEDS..3 * SEEDS, |chaos| {
        let mut world = chaos.world;
        world.requests.clear();
        world.sockets.retain(common::Socket::is_live);
        let before = world.sockets.len();
        const MINUTES: u64 = 20;
        world.advance(MINUTES * 60_000);
        // Two contacts, each of which fetches for its connection and each session for its token.
        let each = 2 + chaos.sessions.len() as u64;
        let requests = world.requests.len() as u64;
        assert!(requests <= each * (20 + MINUTES * 10), "{requests} requests in {MINUTES} minutes");
        let handshakes = (world.sockets.len() - before) as u64;
        assert!(handshakes <= 2 * (20 + MINUTES * 10), "{handshakes} handshakes in {MINUTES} minutes");
    });
}

#[test]
fn the_same_seed_gives_the_same_life() {
    let life = |seed| {
        let mut chaos = Chaos::new(seed);
        for _ in 0..STEPS {
            chaos.step();
        }
        (chaos.world.requests.iter().map(|sent| (sent.at, sent.id)).collect::<Vec<_>>(), chaos.world.told)
    };
    for seed in 0..20 {
        assert_eq!(life(seed), life(seed));
    }
}

#[test]
fn a_timer_that_fires_early_or_for_nothing_does_nothing() {
    let mut chat = Chat::with(Default::default(), customer(), 1);
    chat.input(Input::TimeReached);
    chat.connect();
    chat.forget_the_past();
    for _ in 0..1_000 {
        chat.input(Input::TimeReached);
    }
    assert_eq!((chat.requests.len(), chat.told.len(), chat.last_socket().topics().len()), (0, 0, 0));
}
