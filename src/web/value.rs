//! A page object as the core's payload.

use wasm_bindgen::prelude::*;

use crate::payload::Payload;
use crate::time::WallTime;
use crate::wire::{Field, Term};

// Page values and small numbers go through as they are. A text or an unsigned number takes glue, for each function.
#[wasm_bindgen(module = "/src/web/value.js")]
extern "C" {
    #[wasm_bindgen(js_name = useTexts)]
    fn use_texts(fields: &str, terms: &str);
    fn get(value: &JsValue, field: u8) -> JsValue;
    fn term(value: &JsValue) -> u8;
    #[wasm_bindgen(js_name = fromTerm)]
    fn from_term(term: u8) -> JsValue;
    fn at(value: &JsValue, index: i32) -> JsValue;
    fn length(value: &JsValue) -> usize;
    fn position(array: &JsValue, element: &JsValue) -> i32;
    fn dictionary() -> JsValue;
    fn entry(dictionary: &JsValue, key: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = setEntry)]
    fn set_entry(dictionary: &JsValue, key: &JsValue, value: JsValue);
    fn set(value: &JsValue, field: u8, member: JsValue);
    fn splice(array: &JsValue, index: i32, count: i32, value: JsValue);
    #[wasm_bindgen(js_name = isAbsent)]
    fn is_absent(value: &JsValue) -> bool;
    fn parse(text: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = toJson)]
    fn to_json(value: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = isObject)]
    fn is_object(value: &JsValue) -> bool;
    fn captured(value: &JsValue, pattern: &JsValue) -> JsValue;
    #[wasm_bindgen(js_name = pathSegment)]
    fn path_segment(value: &JsValue) -> JsValue;
    fn digest(value: &JsValue) -> f64;
    fn number(value: &JsValue) -> f64;
    fn time(value: &JsValue) -> f64;
    #[wasm_bindgen(js_name = isoTime)]
    fn iso_time(milliseconds: f64) -> JsValue;
    fn joined(first: &JsValue, second: &JsValue) -> JsValue;
    fn copy(value: &JsValue) -> JsValue;
    fn compact(value: JsValue) -> JsValue;
}

/// Hands the lists of texts over. Once, before anything else.
pub(super) fn set_up() {
    use_texts(Field::TEXTS, Term::TEXTS);
}

impl Payload for JsValue {
    fn parse(&self) -> Self {
        parse(self)
    }

    fn get(&self, field: Field) -> Self {
        get(self, field as u8)
    }

    fn at(&self, index: usize) -> Self {
        at(self, index as i32)
    }

    fn is_absent(&self) -> bool {
        is_absent(self)
    }

    fn len(&self) -> usize {
        length(self)
    }

    fn position(&self, element: &Self) -> Option<usize> {
        usize::try_from(position(self, element)).ok()
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn is_text(&self) -> bool {
        self.is_string()
    }

    fn captured(&self, pattern: &str) -> Self {
        captured(self, &JsValue::from_str(pattern))
    }

    fn path_segment(&self) -> Self {
        path_segment(self)
    }

    fn digest(&self) -> u64 {
        digest(self) as u64
    }

    fn term(&self) -> Option<Term> {
        Term::ALL.get(usize::from(term(self))).copied()
    }

    fn number(&self) -> Option<f64> {
        let number = number(self);
        (!number.is_nan()).then_some(number)
    }

    fn truthy(&self) -> bool {
        self.is_truthy()
    }

    fn is_object(&self) -> bool {
        is_object(self)
    }

    fn wall_time(&self) -> Option<WallTime> {
        let milliseconds = time(self);
        (!milliseconds.is_nan()).then_some(WallTime(milliseconds as i64))
    }

    fn absent() -> Self {
        JsValue::UNDEFINED
    }

    fn null() -> Self {
        JsValue::NULL
    }

    fn object() -> Self {
        js_sys::Object::new().into()
    }

    fn array() -> Self {
        js_sys::Array::new().into()
    }

    fn dictionary() -> Self {
        dictionary()
    }

    fn entry(&self, key: &Self) -> Self {
        entry(self, key)
    }

    fn set_entry(&mut self, key: &Self, value: Self) {
        set_entry(self, key, value);
    }

    fn from_text(text: &str) -> Self {
        JsValue::from_str(text)
    }

    fn from_term(term: Term) -> Self {
        from_term(term as u8)
    }

    fn from_number(number: f64) -> Self {
        JsValue::from_f64(number)
    }

    fn from_bool(value: bool) -> Self {
        JsValue::from_bool(value)
    }

    fn from_wall_time(moment: WallTime) -> Self {
        iso_time(moment.0 as f64)
    }

    fn set(&mut self, field: Field, value: Self) {
        set(self, field as u8, value);
    }

    fn insert(&mut self, index: usize, value: Self) {
        splice(self, index as i32, 0, value);
    }

    fn replace(&mut self, index: usize, value: Self) {
        splice(self, index as i32, 1, value);
    }

    fn remove(&mut self, index: usize) {
        splice(self, index as i32, 1, JsValue::UNDEFINED);
    }

    fn joined(&self, more: &Self) -> Self {
        joined(self, more)
    }

    fn shallow_copy(&self) -> Self {
        copy(self)
    }

    fn compact(self) -> Self {
        compact(self)
    }

    fn to_json(&self) -> Self {
        to_json(self)
    }
}
