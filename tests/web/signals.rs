use amazon_connect_chat_wasm::web::{Undo, listen};
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Told, Watch, browser};

const OFFLINE: u8 = 0;
const ONLINE: u8 = 1;
const WOKE: u8 = 2;

fn listening() -> (Told<u8>, Undo) {
    let told = Told::new();
    let listeners = listen(&told.function(|what, _| what));
    (told, listeners)
}

#[wasm_bindgen_test]
fn tell_what_the_window_and_the_document_say() {
    let (told, _listeners) = listening();
    for name in ["offline", "online", "pageshow", "focus", "visibilitychange"] {
        browser().dispatch(name);
    }
    assert_eq!(told.list(), [OFFLINE, ONLINE, WOKE, WOKE, WOKE]);
}

#[wasm_bindgen_test]
fn say_nothing_when_the_page_is_hidden() {
    let (told, _listeners) = listening();
    browser().hide(true);
    browser().dispatch("visibilitychange");
    browser().hide(false);
    assert!(told.is_empty());
}

#[wasm_bindgen_test]
fn stop_when_they_are_dropped() {
    let _watch = Watch::real();
    let (told, listeners) = listening();
    assert_eq!(browser().listener_count(), 5);
    drop(listeners);
    assert_eq!(browser().listener_count(), 0);
    for name in ["offline", "online", "pageshow", "focus", "visibilitychange"] {
        browser().dispatch(name);
    }
    assert!(told.is_empty());
}
