//! What the tests see of the page (page.js).

use std::cell::RefCell;
use std::rc::Rc;

use amazon_connect_chat_wasm::web::{Client, Host};
use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What page.js returns.
    #[derive(Clone)]
    pub type Browser;
    #[wasm_bindgen(method)]
    async fn after(this: &Browser, milliseconds: u32);
    #[wasm_bindgen(method)]
    pub fn dispatch(this: &Browser, name: &str);
    #[wasm_bindgen(method)]
    pub fn hide(this: &Browser, hidden: bool);
    #[wasm_bindgen(method, js_name = createHost)]
    fn create_host(this: &Browser) -> Host;
    #[wasm_bindgen(method, js_name = toldAs)]
    pub fn told_as(this: &Browser, host: &Host, name: &str) -> String;
    #[wasm_bindgen(method, js_name = throwOnce)]
    pub fn throw_once(this: &Browser, host: &Host, name: &str);
    #[wasm_bindgen(method, js_name = callBackAlways)]
    pub fn call_back_always(this: &Browser, host: &Host, client: &PageClient, session: u32, most: u32) -> CallRecord;
    #[wasm_bindgen(method)]
    fn watch(this: &Browser, answer: Option<&Function>);
    #[wasm_bindgen(method)]
    fn restore(this: &Browser);
    #[wasm_bindgen(method, js_name = armedTimers)]
    pub fn armed_timers(this: &Browser) -> u32;
    #[wasm_bindgen(method, js_name = listenerCount)]
    pub fn listener_count(this: &Browser) -> u32;
    #[wasm_bindgen(method, js_name = socketAt)]
    pub fn socket_at(this: &Browser, index: u32) -> Option<WitnessedSocket>;
    #[wasm_bindgen(method, js_name = uncaughtCount)]
    pub fn uncaught_count(this: &Browser) -> u32;
    #[wasm_bindgen(method, js_name = requestAt)]
    pub fn request_at(this: &Browser, index: u32) -> Option<WitnessedRequest>;
}

#[wasm_bindgen]
extern "C" {
    /// A request that was made.
    pub type WitnessedRequest;
    #[wasm_bindgen(method, getter)]
    pub fn init(this: &WitnessedRequest) -> JsValue;
    /// Whether it has its answer or its failure.
    #[wasm_bindgen(method, getter)]
    pub fn over(this: &WitnessedRequest) -> bool;

    /// A socket that was made; a real one or a stand-in.
    pub type WitnessedSocket;
    #[wasm_bindgen(method, getter)]
    pub fn over(this: &WitnessedSocket) -> bool;
    #[wasm_bindgen(method, getter)]
    pub fn sent(this: &WitnessedSocket) -> Array;
    #[wasm_bindgen(method, getter)]
    pub fn closed(this: &WitnessedSocket) -> Array;
    #[wasm_bindgen(method)]
    pub fn open(this: &WitnessedSocket);
    #[wasm_bindgen(method)]
    pub fn receive(this: &WitnessedSocket, text: &str);
    #[wasm_bindgen(method)]
    pub fn shut(this: &WitnessedSocket, code: u16);
    #[wasm_bindgen(method, js_name = hasListeners)]
    pub fn has_listeners(this: &WitnessedSocket) -> bool;

    /// What a host saw that called back.
    pub type CallRecord;
    #[wasm_bindgen(method, getter)]
    pub fn errors(this: &CallRecord) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    pub fn calls(this: &CallRecord) -> Vec<u32>;

    /// The client as the page has it.
    pub type PageClient;
    #[wasm_bindgen(method)]
    pub fn create(this: &PageClient, kind: u8, region: &str, details: &JsValue, manager: &JsValue) -> u32;
    #[wasm_bindgen(method)]
    pub fn connect(this: &PageClient, session: u32, call: u32) -> u8;
    #[wasm_bindgen(method)]
    pub fn call(this: &PageClient, session: u32, call: u32, operation: u8, args: &JsValue);
    #[wasm_bindgen(method)]
    pub fn guard(this: &PageClient, session: u32) -> u8;
    #[wasm_bindgen(method)]
    pub fn configure(this: &PageClient, settings: &JsValue);
    #[wasm_bindgen(method)]
    pub fn free(this: &PageClient);
}

thread_local! {
    static BROWSER: Browser = {
        let made = Function::new_no_args(include_str!("page.js")).call0(&JsValue::UNDEFINED);
        made.expect("page.js runs").unchecked_into()
    };
}

/// The page of these tests.
pub fn browser() -> Browser {
    BROWSER.with(Browser::clone)
}

/// Waits for a later task, after every timer that is due before then.
pub async fn after(milliseconds: u32) {
    browser().after(milliseconds).await;
}

/// A page's side that keeps a record of what it is told.
pub fn create_host() -> Host {
    browser().create_host()
}

/// A client as an object of the page. The module that pages load has but one, and exports functions of it.
#[wasm_bindgen]
pub struct TestClient(Client);

macro_rules! methods {
    ($(fn $name:ident($($argument:ident: $type:ident),*) $(-> $result:ident)?;)*) => {
        #[wasm_bindgen]
        impl TestClient {
            $(pub fn $name(&self, $($argument: $type),*) $(-> $result)? {
                self.0.$name($($argument),*)
            })*
        }
    };
}

methods! {
    fn configure(settings: JsValue);
    fn create(kind: u8, region: JsValue, details: JsValue, manager: JsValue) -> u32;
    fn connect(session: u32, call: u32) -> u8;
    fn guard(session: u32) -> u8;
    fn call(session: u32, call: u32, operation: u8, args: JsValue);
    fn track_transcript(session: u32);
    fn status(session: u32) -> u8;
    fn told(listener: u8, id: u32, what: u8, value: JsValue);
    fn dispose(session: u32);
}

/// A client in the page's hands.
pub fn page_client(host: Host) -> PageClient {
    let page_side = JsValue::from(&host);
    let client = JsValue::from(TestClient(Client::new(host)));
    js_sys::Reflect::set(&page_side, &"client".into(), &client).expect("a host is an object");
    client.unchecked_into()
}

/// A client hands over the member names, without which nothing can be read.
pub fn hand_over_names() {
    drop(Client::new(create_host()));
}

/// Puts witnesses at the doors for as long as it lives.
pub struct Watch {
    _answer: Option<Function>,
}

impl Watch {
    /// Requests and sockets are real.
    pub fn real() -> Self {
        browser().watch(None);
        Watch { _answer: None }
    }

    /// `body` of a function of `url` and `init` answers requests; sockets are stand-ins.
    pub fn answering(body: &str) -> Self {
        let answer = Function::new_with_args("url, init", body);
        browser().watch(Some(&answer));
        Watch { _answer: Some(answer) }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        browser().restore();
    }
}

/// Waits until `condition` holds, five seconds at most.
pub async fn until(what: &str, condition: impl Fn() -> bool) {
    let deadline = js_sys::Date::now() + 5_000.0;
    while !condition() {
        assert!(js_sys::Date::now() < deadline, "waited in vain: {what}");
        after(5).await;
    }
}

/// What a callback was told, in order.
pub struct Told<T>(Rc<RefCell<Vec<T>>>);

impl<T: Clone + 'static> Told<T> {
    pub fn new() -> Self {
        Told(Rc::default())
    }

    /// Writes down what it is called with.
    pub fn writer(&self) -> impl Fn(T) + Clone + 'static {
        let list = self.0.clone();
        move |entry| list.borrow_mut().push(entry)
    }

    /// A function for an adapter to tell: writes down what `read` makes of what it is called with.
    pub fn function(&self, read: impl Fn(u8, JsValue) -> T + 'static) -> Function {
        let write = self.writer();
        let told = Closure::<dyn Fn(u8, JsValue)>::new(move |what, value| write(read(what, value)));
        told.into_js_value().unchecked_into()
    }

    pub fn list(&self) -> Vec<T> {
        self.0.borrow().clone()
    }

    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}

/// The value of an expression of JavaScript.
pub fn value_of(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return {expression}"))
        .call0(&JsValue::UNDEFINED)
        .expect("the expression has a value")
}

/// A page value from its JSON text.
pub fn json(text: &str) -> JsValue {
    js_sys::JSON::parse(text).expect("the fixture is JSON")
}

/// The JSON text of a page value.
pub fn printed(value: &JsValue) -> String {
    js_sys::JSON::stringify(value).ok().and_then(|text| text.as_string()).expect("the value has a JSON text")
}

/// The port of the server that handed out the tests: it speaks HTTP and nothing else.
pub fn own_host() -> String {
    let location = js_sys::Reflect::get(&js_sys::global(), &"location".into()).expect("a page has a location");
    js_sys::Reflect::get(&location, &"host".into())
        .ok()
        .and_then(|host| host.as_string())
        .expect("a location has a host")
}
