//! Many lives on all cores, or one again.

use crate::figures::Figures;
use crate::life::live;
use crate::trace::Trace;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{available_parallelism, scope};
use std::time::{Duration, Instant};

/// After so many failing seeds there is enough to look at.
const ENOUGH: usize = 5;
/// Between two lines of progress.
const PROGRESS: Duration = Duration::from_secs(20);

struct Run {
    began: Instant,
    next: AtomicU64,
    sums: Mutex<Sums>,
}

struct Sums {
    figures: Figures,
    failures: Vec<u64>,
    told: Instant,
}

/// A number from the environment.
pub fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is a number, not {text:?}")))
}

/// Lives with the seeds `0..seeds`.
///
/// # Panics
/// If an invariant does not hold, after printing how to replay each failing seed.
pub fn many(seeds: u64) {
    let began = Instant::now();
    let sums = Mutex::new(Sums { figures: Figures::default(), failures: Vec::new(), told: began });
    let run = Run { began, next: AtomicU64::new(0), sums };
    scope(|scope| {
        for _ in 0..available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| work(&run, seeds));
        }
    });
    let Sums { figures, mut failures, .. } = run.sums.into_inner().expect("nobody panics while holding it");
    println!("\n{figures}\nsimulation: {}", figures.progress(began.elapsed()));
    failures.sort_unstable();
    assert!(failures.is_empty(), "an invariant does not hold; replay with:\n{}", commands(&failures));
}

/// Lives once more, with what happens printed if `TRACE` is set.
pub fn replay(seed: u64) {
    let trace = if std::env::var_os("TRACE").is_some() { Trace::Printed } else { Trace::Off };
    let (figures, _) = live(seed, trace);
    println!("seed {seed} lives\n{figures}");
}

fn work(run: &Run, seeds: u64) {
    // A few lives at a time: the sums are no bottleneck, and the last core waits for nobody.
    const BATCH: u64 = 20;
    loop {
        let first = run.next.fetch_add(BATCH, Ordering::Relaxed);
        if first >= seeds {
            return;
        }
        let mut figures = Figures::default();
        let mut failures = Vec::new();
        for seed in first..(first + BATCH).min(seeds) {
            match catch_unwind(AssertUnwindSafe(|| live(seed, Trace::Off))) {
                Ok((life, _)) => figures.add(&life),
                Err(_) => {
                    eprintln!("{}", commands(&[seed]));
                    failures.push(seed);
                }
            }
        }
        let mut sums = run.sums.lock().expect("nobody panics while holding it");
        sums.figures.add(&figures);
        sums.failures.append(&mut failures);
        if sums.failures.len() >= ENOUGH {
            run.next.store(seeds, Ordering::Relaxed);
        }
        if sums.told.elapsed() > PROGRESS {
            sums.told = Instant::now();
            println!("{}", sums.figures.progress(run.began.elapsed()));
        }
    }
}

/// How to see failing seeds fail again.
fn commands(seeds: &[u64]) -> String {
    let command = |seed| format!("SEED={seed} TRACE=1 cargo test --test simulation every_invariant -- --nocapture");
    seeds.iter().map(command).collect::<Vec<_>>().join("\n")
}
