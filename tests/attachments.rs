//! Attachments: start, transfer to storage, complete; locate, download.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use amazon_connect_chat_wasm::error::FailureKind;
use amazon_connect_chat_wasm::hub::CallKind::*;
use amazon_connect_chat_wasm::io::RequestKind;
use common::{Chat, Reply};
use serde_json::{Value, json};

const START: &str = "start-attachment-upload";
const COMPLETE: &str = "complete-attachment-upload";

fn file() -> Value {
    json!({"name": "photo.png", "size": 2048, "type": "image/png"})
}

fn paths(chat: &Chat) -> Vec<&str> {
    chat.requests.iter().map(|sent| sent.path.as_str()).collect()
}

#[test]
fn an_upload_is_started_transferred_and_completed() {
    let mut chat = Chat::connected();
    let call = chat.call(SendAttachment, json!({"attachment": file()}));
    assert!(chat.outcome(call).is_ok());
    assert_eq!(paths(&chat), [START, "upload", COMPLETE]);
    let start = chat.last_request(START).body();
    assert_eq!(start["AttachmentName"], "photo.png");
    assert_eq!(start["AttachmentSizeInBytes"], 2048);
    assert_eq!(start["ContentType"], "image/png");
    let complete = chat.last_request(COMPLETE).body();
    assert_eq!(complete["AttachmentIds"], json!(["attachment-1"]));
    assert_ne!(complete["ClientToken"], start["ClientToken"]);
}

#[test]
fn storage_gets_the_file_and_exactly_the_headers_that_the_service_named() {
    let mut chat = Chat::connected();
    chat.call(SendAttachment, json!({"attachment": file()}));
    let request = &chat.last_request("upload").request;
    assert_eq!((request.method, &request.url.0), ("PUT", &json!("https://storage.test/put")));
    let expected = RequestKind::Upload { headers: json!({"x-kept": "1"}), upload: json!({"attachment": file()}) };
    assert_eq!(request.kind, expected);
}

#[test]
fn a_file_without_a_name_or_a_type_is_uploaded_all_the_same() {
    let mut chat = Chat::connected();
    chat.call(SendAttachment, json!({"attachment": {"size": 3, "type": ""}}));
    let start = chat.last_request(START).body();
    assert_eq!(start.get("AttachmentName"), None);
    assert_eq!(start["ContentType"], "");
}

#[test]
fn what_storage_refuses_is_not_completed() {
    for status in [403, 500] {
        let mut chat = Chat::connected();
        chat.service.plan("upload", [Reply::Status(status)]);
        let call = chat.call(SendAttachment, json!({"attachment": file()}));
        let failure = chat.outcome(call).clone().expect_err("it was refused");
        assert_eq!((failure.kind, failure.status), (FailureKind::Service, Some(status)));
        assert_eq!(failure.name, status.to_string());
        assert_eq!(paths(&chat), [START, "upload"], "transfers are not repeated");
    }
}

#[test]
fn a_transfer_that_the_network_fails_rejects_with_the_native_error() {
    let mut chat = Chat::connected();
    chat.service.plan("upload", [Reply::Unreachable]);
    let call = chat.call(SendAttachment, json!({"attachment": file()}));
    let failure = chat.outcome(call).clone().expect_err("it failed");
    assert_eq!((failure.kind, failure.native.clone()), (FailureKind::Native, json!({"native": "TypeError"})));
    assert_eq!(paths(&chat), [START, "upload"]);
}

#[test]
fn an_upload_that_is_refused_at_the_start_transfers_nothing() {
    let mut chat = Chat::connected();
    chat.service.plan(START, [Reply::Error(402, "ServiceQuotaExceededException")]);
    let call = chat.call(SendAttachment, json!({"attachment": file()}));
    assert_eq!(chat.outcome(call).clone().expect_err("it was refused").name, "ServiceQuotaExceededException");
    assert_eq!(paths(&chat), [START]);
}

#[test]
fn an_upload_without_a_place_to_go_rejects() {
    let mut chat = Chat::connected();
    chat.service.plan(START, [Reply::Body(json!({"AttachmentId": "a"}))]);
    let call = chat.call(SendAttachment, json!({"attachment": file()}));
    let failure = chat.outcome(call).clone().expect_err("there is no URL");
    assert_eq!((failure.kind, &failure.name), (FailureKind::Native, &json!("TypeError")));
}

#[test]
fn an_upload_that_cannot_be_completed_rejects() {
    let mut chat = Chat::connected();
    chat.service.plan(COMPLETE, [Reply::Error(409, "ConflictException")]);
    let call = chat.call(SendAttachment, json!({"attachment": file()}));
    assert_eq!(chat.outcome(call).clone().expect_err("it was refused").name, "ConflictException");
}

#[test]
fn nothing_is_transferred_or_completed_after_the_end() {
    for held in [START, "upload", COMPLETE] {
        let mut chat = Chat::connected();
        chat.service.plan(held, [Reply::Held]);
        let call = chat.call(SendAttachment, json!({"attachment": file()}));
        chat.receive_end();
        chat.forget_the_past();
        chat.answer_held();
        assert_eq!(paths(&chat), [""; 0], "{held}");
        assert!(chat.is_settled(call), "{held}");
        chat.assert_over();
    }
}

#[test]
fn a_download_is_located_and_fetched() {
    let mut chat = Chat::connected();
    chat.service.plan("download", [Reply::Body(json!("the blob"))]);
    let call = chat.call(DownloadAttachment, json!({"attachmentId": "a"}));
    assert_eq!(chat.outcome(call).as_ref().expect("it was found"), &json!("the blob"));
    assert_eq!(chat.last_request("attachment").body(), json!({"AttachmentId": "a"}));
    let request = &chat.last_request("download").request;
    assert_eq!((request.method, &request.url.0), ("GET", &json!("https://storage.test/get")));
}

#[test]
fn an_error_page_of_storage_is_no_attachment() {
    let mut chat = Chat::connected();
    chat.service.plan("download", [Reply::Status(403)]);
    let call = chat.call(DownloadAttachment, json!({"attachmentId": "a"}));
    assert_eq!(chat.outcome(call).clone().expect_err("it was refused").status, Some(403));
}

#[test]
fn a_download_that_the_network_fails_rejects_with_the_native_error() {
    let mut chat = Chat::connected();
    chat.service.plan("download", [Reply::Unreachable]);
    let call = chat.call(DownloadAttachment, json!({"attachmentId": "a"}));
    assert_eq!(chat.outcome(call).clone().expect_err("it failed").kind, FailureKind::Native);
}

#[test]
fn an_attachment_without_a_url_is_not_fetched() {
    let mut chat = Chat::connected();
    chat.service.plan("attachment", [Reply::Body(json!({}))]);
    let call = chat.call(DownloadAttachment, json!({"attachmentId": "a"}));
    assert!(chat.outcome(call).is_err());
    assert_eq!(paths(&chat), ["attachment"]);
}

#[test]
fn the_url_of_an_attachment_is_not_fetched() {
    let mut chat = Chat::connected();
    let call = chat.call(GetAttachmentUrl, json!({"attachmentId": "a"}));
    assert_eq!(chat.outcome(call).as_ref().expect("it was found"), &json!("https://storage.test/get"));
    assert_eq!(paths(&chat), ["attachment"]);
}
