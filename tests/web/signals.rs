use amazon_connect_chat_wasm::web::Signals;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Told, Watch, browser};

const OFFLINE: u8 = 0;
const ONLINE: u8 = 1;
const WOKE: u8 = 2;

fn listening() -> (Told<u8>, Closure<dyn FnMut(u8)>) {
    let told = Told::new();
    let write = told.writer();
    (told, Closure::new(write))
}

#[wasm_bindgen_test]
fn tell_what_the_window_and_the_document_say() {
    let (told, tell) = listening();
    let _signals = Signals::new(tell.as_ref().unchecked_ref());
    for name in ["offline", "online", "pageshow", "focus", "visibilitychange"] {
        browser().dispatch(name);
    }
    assert_eq!(told.list(), [OFFLINE, ONLINE, WOKE, WOKE, WOKE]);
}

#[wasm_bindgen_test]
fn say_nothing_when_the_page_is_hidden() {
    let (told, tell) = listening();
    let _signals = Signals::new(tell.as_ref().unchecked_ref());
    browser().hide(true);
    browser().dispatch("visibilitychange");
    browser().hide(false);
    assert!(told.is_empty());
}

#[wasm_bindgen_test]
fn stop_when_they_are_dropped() {
    let _watch = Watch::real();
    let (told, tell) = listening();
    let signals = Signals::new(tell.as_ref().unchecked_ref());
    assert_eq!(browser().listener_count(), 5);
    drop(signals);
    assert_eq!(browser().listener_count(), 0);
    for name in ["offline", "online", "pageshow", "focus", "visibilitychange"] {
        browser().dispatch(name);
    }
    assert!(told.is_empty());
}
