//! Transcript items, live and in fetched pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| amazon_connect_chat_fuzz::items(data));
