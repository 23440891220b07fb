use amazon_connect_chat_wasm::io::{Body, HttpRequest, HttpResponse, LinkFault, RequestKind};
use amazon_connect_chat_wasm::payload::Payload;
use amazon_connect_chat_wasm::secret::Secret;
use amazon_connect_chat_wasm::web::{self, Undo, send};
use amazon_connect_chat_wasm::wire::Field as F;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Told, Watch, after, browser, hand_over_names, json, own_host, printed, until, value_of};

type Outcome = Result<HttpResponse<JsValue>, LinkFault<JsValue>>;

fn start(method: &'static str, url: &str, kind: RequestKind<JsValue>) -> (Told<Outcome>, Undo) {
    hand_over_names();
    let told = Told::new();
    let request = HttpRequest { method, url: Secret(url.into()), kind };
    let fetch = send(&request, &told.function(|_, answer| web::outcome(answer)));
    (told, fetch)
}

/// Sends a request and waits for its one outcome.
async fn outcome(method: &'static str, url: &str, kind: RequestKind<JsValue>) -> Outcome {
    let (told, _fetch) = start(method, url, kind);
    assert!(told.is_empty(), "never at once");
    until("an outcome", || !told.is_empty()).await;
    after(0).await;
    let mut outcomes = told.list();
    assert_eq!(outcomes.len(), 1, "exactly one outcome");
    outcomes.remove(0)
}

async fn answer(method: &'static str, url: &str, kind: RequestKind<JsValue>) -> HttpResponse<JsValue> {
    outcome(method, url, kind).await.expect("the request has an answer")
}

async fn fault(url: &str) -> LinkFault<JsValue> {
    outcome("GET", url, operation(JsValue::UNDEFINED)).await.expect_err("the request fails")
}

fn operation(body: JsValue) -> RequestKind<JsValue> {
    let bearer = Secret(JsValue::from_str("bearer token"));
    RequestKind::Service { bearer, user_agent: "agent".into(), body }
}

fn member(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, name| Reflect::get(&value, &name.into()).unwrap_or_default())
}

/// What the browser was asked for.
fn asked(path: &str) -> JsValue {
    member(&browser().request_at(0).expect("a request was made").init(), path)
}

#[wasm_bindgen_test]
async fn json_comes_as_a_page_object() {
    let response = answer("GET", r#"data:application/json,{"Transcript":[1]}"#, operation(JsValue::UNDEFINED)).await;
    assert_eq!(response.status, 200);
    let Body::Value(value) = response.body else { panic!("{:?}", response.body) };
    assert_eq!(printed(&value), r#"{"Transcript":[1]}"#);
}

#[wasm_bindgen_test]
async fn an_empty_body_is_no_failure() {
    let response = answer("GET", "data:,", operation(JsValue::UNDEFINED)).await;
    assert_eq!((response.status, response.body), (200, Body::Empty));
}

#[wasm_bindgen_test]
async fn a_body_that_is_no_json_brings_the_parser_s_error() {
    let response = answer("GET", "data:text/html,<p>proxy</p>", operation(JsValue::UNDEFINED)).await;
    assert_eq!(response.status, 200);
    let Body::Unreadable(fault) = response.body else { panic!("{:?}", response.body) };
    assert_eq!(fault.name, "SyntaxError");
    assert!(fault.native.is_instance_of::<js_sys::SyntaxError>());
}

#[wasm_bindgen_test]
async fn the_status_of_a_refusal_is_an_answer_and_no_failure() {
    let response = answer("GET", &format!("http://{}/no/such/file", own_host()), operation(JsValue::UNDEFINED)).await;
    assert_eq!(response.status, 404);
}

#[wasm_bindgen_test]
async fn a_download_comes_as_a_blob_with_its_bytes() {
    let url = value_of("URL.createObjectURL(new Blob([new Uint8Array([0, 255, 128, 10])], {type: 'image/png'}))");
    let response = answer("GET", &url.as_string().expect("a blob has a URL"), RequestKind::Download).await;
    let Body::Value(blob) = response.body else { panic!("{:?}", response.body) };
    assert_eq!((member(&blob, "type"), member(&blob, "size")), ("image/png".into(), 4.into()));
    let told = Told::new();
    let bytes = Function::new_with_args("blob, tell", "blob.arrayBuffer().then((b) => tell(new Uint8Array(b).join()))");
    let tell = Closure::<dyn FnMut(String)>::new(told.writer());
    bytes.call2(&JsValue::NULL, &blob, tell.as_ref()).expect("a blob has bytes");
    until("the bytes", || !told.is_empty()).await;
    assert_eq!(told.list(), ["0,255,128,10"]);
}

#[wasm_bindgen_test]
async fn a_refused_connection_is_a_type_error() {
    // Nobody listens there.
    let fault = fault("http://127.0.0.1:65535/").await;
    assert_eq!(fault.name, "TypeError");
    assert_eq!(fault.message, "Failed to fetch");
    assert!(fault.native.is_instance_of::<js_sys::TypeError>());
}

#[wasm_bindgen_test]
async fn a_url_that_is_none_is_named_before_anything_is_sent() {
    let _watch = Watch::real();
    for url in ["", "no url", "http://", "//host/path"] {
        let fault = fault(url).await;
        assert_eq!(fault.name, "TypeError", "{url}");
        let message = fault.message.as_string().unwrap_or_default();
        assert!(message.contains("Invalid URL"), "{url}: {message}");
    }
    assert!(browser().request_at(0).is_none());
}

#[wasm_bindgen_test]
async fn an_operation_carries_its_token_its_agent_and_its_body() {
    let _watch = Watch::answering("return new Response('')");
    let body = json(r#"{"Content":"Grüße","ContentType":"text/plain"}"#);
    answer("POST", "https://service.test/participant/message", operation(body)).await;
    assert_eq!(asked("method"), "POST");
    assert_eq!(asked("body"), r#"{"Content":"Grüße","ContentType":"text/plain"}"#);
    let headers = r#"{"x-amz-user-agent":"agent","x-amz-bearer":"bearer token","content-type":"application/json"}"#;
    assert_eq!(printed(&asked("headers")), headers);
}

#[wasm_bindgen_test]
async fn what_an_operation_does_not_have_is_left_out() {
    let _watch = Watch::answering("return new Response('')");
    let kind = RequestKind::Service {
        bearer: Secret(JsValue::UNDEFINED),
        user_agent: "agent".into(),
        body: JsValue::UNDEFINED,
    };
    answer("GET", "https://service.test/participant/views/token", kind).await;
    assert_eq!(printed(&asked("headers")), r#"{"x-amz-user-agent":"agent"}"#);
    assert!(asked("body").is_undefined());
}

#[wasm_bindgen_test]
async fn an_upload_carries_exactly_the_headers_of_its_url_and_the_file_itself() {
    let _watch = Watch::answering("return new Response('')");
    let headers = json(r#"{"content-type":"image/png","x-amz-acl":"private"}"#);
    let file = value_of("new File(['content'], 'picture.png', {type: 'image/png'})");
    let upload = JsValue::object().with(F::attachment, file.clone());
    let kind = RequestKind::Upload { headers, upload };
    answer("PUT", "https://storage.test/key?signature", kind).await;
    assert_eq!(asked("method"), "PUT");
    assert_eq!(printed(&asked("headers")), r#"{"content-type":"image/png","x-amz-acl":"private"}"#);
    assert_eq!(asked("body"), file);
}

#[wasm_bindgen_test]
async fn the_headers_of_an_answer_are_read() {
    let _watch = Watch::answering(
        "return new Response('{}', { status: 429, headers: {
            'x-amzn-requestid': 'request', 'x-amz-id-2': 'extended', 'x-amz-cf-id': 'edge',
            'x-amzn-errortype': 'ThrottlingException', 'retry-after': '7' } })",
    );
    let response = answer("POST", "https://service.test/", operation(JsValue::UNDEFINED)).await;
    assert_eq!(response.status, 429);
    let header = |field| response.headers.text_of(field);
    assert_eq!(header(F::requestId).as_deref(), Some("request"));
    assert_eq!(header(F::extendedRequestId).as_deref(), Some("extended"));
    assert_eq!(header(F::cfId).as_deref(), Some("edge"));
    assert_eq!(header(F::errorType).as_deref(), Some("ThrottlingException"));
    assert_eq!(header(F::retryAfter).as_deref(), Some("7"));
}

#[wasm_bindgen_test]
async fn a_request_id_goes_by_older_names_too() {
    for name in ["x-amzn-request-id", "x-amz-request-id"] {
        let _watch = Watch::answering(&format!("return new Response('', {{ headers: {{ '{name}': 'request' }} }})"));
        let response = answer("POST", "https://service.test/", operation(JsValue::UNDEFINED)).await;
        assert_eq!(response.headers.text_of(F::requestId).as_deref(), Some("request"), "{name}");
        for field in [F::extendedRequestId, F::cfId, F::errorType, F::retryAfter] {
            assert!(Payload::get(&response.headers, field).is_absent(), "{field:?}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_body_that_breaks_off_is_a_failure() {
    let _watch = Watch::answering(
        "return new Response(new ReadableStream({ pull: (body) => body.error(new TypeError('broke off')) }))",
    );
    let fault = fault("https://service.test/").await;
    assert_eq!((fault.name, fault.message), ("TypeError".into(), "Failed to fetch".into()));
}

#[wasm_bindgen_test]
async fn what_is_thrown_is_a_failure_whatever_it_is() {
    let _watch = Watch::answering("throw 'no error object'");
    let fault = fault("https://service.test/").await;
    assert_eq!((fault.name, fault.message), ("Error".into(), "no error object".into()));
    assert_eq!(fault.native, "no error object");
}

#[wasm_bindgen_test]
async fn a_request_that_was_dropped_is_given_up_and_tells_nothing() {
    let _watch = Watch::real();
    let (told, fetch) = start("GET", &format!("http://{}/no/such/file", own_host()), operation(JsValue::UNDEFINED));
    assert_eq!(asked("signal.aborted"), false);
    drop(fetch);
    assert_eq!(asked("signal.aborted"), true);
    until("the browser to give it up", || browser().request_at(0).is_some_and(|request| request.over())).await;
    after(0).await;
    assert!(told.is_empty());
}

#[wasm_bindgen_test]
async fn an_answer_that_could_not_be_given_up_tells_nothing() {
    let _watch = Watch::answering("return new Promise((answer) => setTimeout(answer, 10, new Response('{}')))");
    let (told, fetch) = start("GET", "https://service.test/", operation(JsValue::UNDEFINED));
    drop(fetch);
    until("the answer", || browser().request_at(0).is_some_and(|request| request.over())).await;
    after(0).await;
    assert!(told.is_empty());
}
