//! Page objects keep the promises that the native payload keeps, too (tests/payload.rs).

use amazon_connect_chat_wasm::payload::Payload;
use amazon_connect_chat_wasm::wire::Field as F;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{hand_over_names, json};

#[macro_use]
#[path = "../payload/contract.rs"]
mod contract;

keeps_every_promise!(wasm_bindgen_test, JsValue, hand_over_names);

#[wasm_bindgen_test]
fn an_object_of_the_page_is_held_and_not_copied() {
    hand_over_names();
    let item = json(r#"{"MessageMetadata":{"MessageId":"m-1"}}"#);
    let inner = Payload::get(&item, F::MessageMetadata);
    let mut same = item.clone();
    same.set(F::Id, JsValue::from_str("later"));
    assert_eq!(item.text_of(F::Id).as_deref(), Some("later"));
    assert_eq!(Payload::get(&item.shallow_copy(), F::MessageMetadata), inner);
}
