//! Answers to CreateParticipantConnection.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| amazon_connect_chat_fuzz::details(data));
