//! The deterministic simulation: whole lives of a page, its network, its machine and the service, each decided by
//! one seed and moved from event to event. `docs/simulation.md` says what is simulated and what must hold.
//!
//! A failing seed prints the command that replays it. By the environment:
//! `SEEDS` how many lives (default 100), `SEED` the one to replay, `TRACE` to print what happens in it.
#![cfg(not(target_arch = "wasm32"))]

mod chance;
#[path = "../common/mod.rs"]
mod common;
mod describe;
mod device;
mod faults;
mod figures;
mod invariants;
mod life;
mod network;
mod noise;
mod page;
mod queue;
mod run;
mod service;
mod trace;

use life::live;
use mimalloc::MiMalloc;
use trace::Trace;

/// A life is made of many small objects: two fifths of its time went into the system's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[test]
fn every_invariant_holds_in_every_life() {
    match run::number("SEED") {
        Some(seed) => run::replay(seed),
        None => run::many(run::number("SEEDS").unwrap_or(100)),
    }
}

#[test]
fn the_same_seed_gives_the_same_life() {
    for seed in 0..10 {
        let [one, other] = [0, 1].map(|_| live(seed, Trace::Kept(Vec::new())));
        let (Trace::Kept(mine), Trace::Kept(theirs)) = (one.1, other.1) else { panic!("traces are kept") };
        assert!(mine.len() > 20, "life {seed} is empty");
        let difference = mine.iter().zip(&theirs).find(|(mine, theirs)| mine != theirs);
        assert_eq!(difference, None, "life {seed}");
        assert_eq!((one.0, mine.len()), (other.0, theirs.len()), "life {seed}");
    }
}
