//! What is on the page.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, HtmlElement, HtmlInputElement};

/// The elements of `index.html`.
#[derive(Clone)]
pub struct View {
    document: Document,
    state: Element,
    items: Element,
    form: HtmlElement,
    text: HtmlInputElement,
    leave: HtmlElement,
    problem: Element,
}

impl View {
    /// The page that runs this.
    pub fn of_page() -> Result<View, JsValue> {
        let document = web_sys::window().and_then(|window| window.document()).ok_or("there is no page")?;
        let element =
            |id: &str| document.get_element_by_id(id).ok_or_else(|| JsValue::from(format!("there is no #{id}")));
        Ok(View {
            state: element("state")?,
            items: element("items")?,
            form: element("form")?.dyn_into()?,
            text: element("text")?.dyn_into()?,
            leave: element("leave")?.dyn_into()?,
            problem: element("problem")?,
            document,
        })
    }

    /// Adds something that was said.
    pub fn add(&self, name: &str, text: &str) {
        // A page that runs this makes elements.
        if let Ok(item) = self.document.create_element("li") {
            item.set_text_content(Some(&format!("{name}: {text}")));
            let _ = self.items.append_child(&item);
        }
    }

    /// Shows what the connection is doing.
    pub fn show_state(&self, state: &str) {
        self.state.set_text_content(Some(state));
    }

    /// Shows what went wrong.
    pub fn show_problem(&self, problem: &str) {
        self.problem.set_text_content(Some(problem));
    }

    /// The chat is over: nothing more can be said.
    pub fn close(&self) {
        self.text.set_disabled(true);
    }

    /// `said` gets what was typed when it is sent.
    pub fn on_submit(&self, said: impl Fn(String) + 'static) {
        let text = self.text.clone();
        listen(&self.form, "submit", move |event| {
            event.prevent_default();
            said(text.value());
            text.set_value("");
        });
    }

    /// `typed` is called with each change of the text.
    pub fn on_typing(&self, typed: impl Fn() + 'static) {
        listen(&self.text, "input", move |_| typed());
    }

    /// `left` is called when the customer wants to leave.
    pub fn on_leave(&self, left: impl Fn() + 'static) {
        listen(&self.leave, "click", move |_| left());
    }
}

/// Listens for as long as the element is there: the browser keeps the function and forgets it with the element.
fn listen(element: &HtmlElement, name: &str, handler: impl Fn(Event) + 'static) {
    let handler = Closure::<dyn Fn(Event)>::new(handler).into_js_value();
    // Elements take listeners of every name.
    let _ = element.add_event_listener_with_callback(name, handler.unchecked_ref());
}
