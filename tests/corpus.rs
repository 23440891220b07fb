//! The corpus of the fuzzer, replayed: what it once found interesting, and what once broke the core.
//!
//! The targets are the fuzzer's own (`fuzz/src/lib.rs`). CONTRIBUTING.md says how to look for more.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::PathBuf;

/// Feeds every file of a target's corpus to it.
fn replay(target: &str, feed: fn(&[u8])) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("there is a corpus").map(|entry| entry.expect("it can be read").path()).collect();
    files.sort();
    assert!(files.len() > 10, "{} has {} files", folder.display(), files.len());
    for file in files {
        let data = fs::read(&file).expect("it can be read");
        let fed = std::panic::catch_unwind(|| feed(&data));
        assert!(fed.is_ok(), "{}", file.display());
    }
}

#[test]
fn frames() {
    replay("frames", targets::frames);
}

#[test]
fn items() {
    replay("items", targets::items);
}

#[test]
fn details() {
    replay("details", targets::details);
}

#[test]
fn answers() {
    replay("answers", targets::answers);
}
