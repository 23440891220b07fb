//! Answers of the service and of storage to all calls.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| amazon_connect_chat_fuzz::answers(data));
