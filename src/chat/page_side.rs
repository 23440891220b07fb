//! What the core asks of a page whose side is Rust: the functions of a [`Host`], as one page object.

use std::rc::Weak;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::client::Shared;
use crate::web::Host;

/// The functions that the core calls. They live as long as the client; none is called afterwards.
pub(super) struct PageSide {
    _settle: Closure<dyn Fn(u32, bool, JsValue)>,
    _raise: Closure<dyn Fn(u32, u8, JsValue) -> JsValue>,
    _dispatch: Closure<dyn Fn(u32, u8, JsValue)>,
    _ended: Closure<dyn Fn(u32, bool)>,
    _told: Closure<dyn Fn(u8, u32, u8, JsValue)>,
    _listener: Closure<dyn Fn(u8, u32) -> Function>,
    _nothing: Closure<dyn Fn()>,
}

impl PageSide {
    /// The page's side of `shared`, and what the core gets of it.
    pub(super) fn new(shared: &Weak<Shared>) -> (Self, Host) {
        let weak = Weak::clone(shared);
        // Each holds what it leads to for as long as it runs: a handler may drop the client.
        let with = move |act: &dyn Fn(&Shared)| {
            let shared = Weak::upgrade(&weak);
            if let Some(shared) = shared {
                act(&shared);
            }
        };
        let settle = {
            let with = with.clone();
            Closure::<dyn Fn(u32, bool, JsValue)>::new(move |call, ok, value: JsValue| {
                with(&|shared| shared.settle(call, ok, &value));
            })
        };
        // Payloads need nothing of the page's side: they are what they are.
        let raise = {
            let with = with.clone();
            Closure::<dyn Fn(u32, u8, JsValue) -> JsValue>::new(move |session, kind, value: JsValue| {
                with(&|shared| shared.raised(session, kind, &value));
                value
            })
        };
        let dispatch = {
            let with = with.clone();
            Closure::<dyn Fn(u32, u8, JsValue)>::new(move |session, kind, value: JsValue| {
                with(&|shared| shared.dispatch(session, kind, &value));
            })
        };
        let ended = {
            let with = with.clone();
            Closure::<dyn Fn(u32, bool)>::new(move |session, over| with(&|shared| shared.ended(session, over)))
        };
        let told = Closure::<dyn Fn(u8, u32, u8, JsValue)>::new(move |listener, id, what, value: JsValue| {
            with(&|shared| shared.told(listener, id, what, value.clone()));
        });
        let told_function = told.as_ref().unchecked_ref::<Function>().clone();
        // One function for each socket and request, bound rather than made: the browser forgets it with what it was for.
        let listener = Closure::<dyn Fn(u8, u32) -> Function>::new(move |listener: u8, id: u32| {
            told_function.bind2(&JsValue::UNDEFINED, &listener.into(), &id.into()).unchecked_into()
        });
        let nothing = Closure::<dyn Fn()>::new(|| ());

        let host = Object::new();
        for (name, function) in [
            ("settle", settle.as_ref()),
            ("raise", raise.as_ref()),
            ("dispatch", dispatch.as_ref()),
            ("connected", nothing.as_ref()),
            ("ended", ended.as_ref()),
            ("log", nothing.as_ref()),
            ("metric", nothing.as_ref()),
            ("listener", listener.as_ref()),
        ] {
            // A new object takes every member.
            let _ = Reflect::set(&host, &name.into(), function);
        }
        let side = PageSide {
            _settle: settle,
            _raise: raise,
            _dispatch: dispatch,
            _ended: ended,
            _told: told,
            _listener: listener,
            _nothing: nothing,
        };
        (side, host.unchecked_into())
    }
}
