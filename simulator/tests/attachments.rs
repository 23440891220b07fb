//! Attachments: announced, uploaded, completed, scanned, fetched.

mod common;

use common::{Customer, Service};
use reqwest::Response;
use serde_json::{Value, json};

fn announcement(name: &str, content_type: &str, size: usize) -> Value {
    json!({ "AttachmentName": name, "ContentType": content_type, "AttachmentSizeInBytes": size, "ClientToken": name })
}

async fn start(customer: &Customer<'_>, bytes: &[u8]) -> Value {
    customer.call("start-attachment-upload", announcement("note.txt", "text/plain", bytes.len())).await
}

/// Puts bytes to a pre-signed URL with the headers that go with it.
async fn put(customer: &Customer<'_>, started: &Value, bytes: &[u8]) -> Response {
    let metadata = &started["UploadMetadata"];
    let mut request = customer.service.client.put(common::text(&metadata["Url"]));
    for (name, value) in metadata["HeadersToInclude"].as_object().expect("headers") {
        request = request.header(name, common::text(value));
    }
    request.body(bytes.to_vec()).send().await.expect("an answer")
}

async fn refused_in_xml(response: Response) -> String {
    assert_eq!(response.status(), 403);
    assert_eq!(response.headers()["content-type"], "application/xml");
    response.text().await.expect("a body")
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_sent() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let started = start(&customer, &bytes).await;
    assert_eq!(put(&customer, &started, &bytes).await.status(), 200);
    let complete = json!({ "AttachmentIds": [started["AttachmentId"]], "ClientToken": "c" });
    customer.call("complete-attachment-upload", complete.clone()).await;
    let item = socket.item().await;
    assert_eq!(item["Type"], "ATTACHMENT");
    let shown = json!([{
        "AttachmentId": started["AttachmentId"], "AttachmentName": "note.txt",
        "ContentType": "text/plain", "Status": "APPROVED",
    }]);
    assert_eq!(item["Attachments"], shown);
    let got = customer.call("attachment", json!({ "AttachmentId": started["AttachmentId"] })).await;
    assert_eq!(got["AttachmentSizeInBytes"], 100_000);
    assert!(got["UrlExpiry"].is_string());
    let download = service.client.get(common::text(&got["Url"])).send().await.expect("an answer");
    assert_eq!(download.headers()["content-type"], "text/plain");
    assert_eq!(download.bytes().await.expect("a body"), bytes);
    // A repeated completion adds no second item.
    customer.call("complete-attachment-upload", complete).await;
    socket.is_quiet().await;
}

#[tokio::test]
async fn a_repeated_announcement_is_the_same_attachment() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let first = start(&customer, b"x").await;
    assert_eq!(start(&customer, b"x").await["AttachmentId"], first["AttachmentId"]);
    assert_eq!(service.get("/control/state").await["attachments"], 1);
}

#[tokio::test]
async fn sizes_types_and_names_have_limits() {
    let service = Service::start().await;
    let customer = service.customer().await;
    for body in [
        announcement("big.txt", "text/plain", 20 * 1024 * 1024 + 1),
        announcement("empty.txt", "text/plain", 0),
        announcement("run.exe", "application/x-msdownload", 5),
        announcement("untyped", "", 5),
        announcement("", "text/plain", 5),
    ] {
        let (status, kind, _) = customer.refused("start-attachment-upload", body.clone()).await;
        assert_eq!((status, kind.as_str()), (400, "ValidationException"), "{body}");
    }
}

#[tokio::test]
async fn the_largest_attachment_fits() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let bytes = vec![7; 20 * 1024 * 1024];
    let started = start(&customer, &bytes).await;
    assert_eq!(put(&customer, &started, &bytes).await.status(), 200);
}

#[tokio::test]
async fn the_thirty_sixth_attachment_is_one_too_many() {
    let service = Service::start().await;
    let customer = service.customer().await;
    for number in 1..=35 {
        customer.call("start-attachment-upload", announcement(&format!("{number}.txt"), "text/plain", 5)).await;
    }
    let (_, kind, _) = customer.refused("start-attachment-upload", announcement("36.txt", "text/plain", 5)).await;
    assert_eq!(kind, "ServiceQuotaExceededException");
}

#[tokio::test]
async fn an_upload_must_carry_what_was_signed() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let started = start(&customer, b"hello").await;
    let url = common::text(&started["UploadMetadata"]["Url"]);
    let bare = service.client.put(&url).body("hello").send().await.expect("an answer");
    assert!(refused_in_xml(bare).await.contains("SignatureDoesNotMatch"));
    let wrong_size = put(&customer, &started, b"hello, world").await;
    assert!(refused_in_xml(wrong_size).await.contains("SignatureDoesNotMatch"));
    let unsigned = service.client.put(url.split('?').next().expect("a path")).body("hello").send().await;
    refused_in_xml(unsigned.expect("an answer")).await;
    let complete = json!({ "AttachmentIds": [started["AttachmentId"]] });
    assert_eq!(customer.refused("complete-attachment-upload", complete).await.1, "ConflictException");
}

#[tokio::test]
async fn pre_signed_urls_expire() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let started = start(&customer, b"hello").await;
    put(&customer, &started, b"hello").await;
    customer.call("complete-attachment-upload", json!({ "AttachmentIds": [started["AttachmentId"]] })).await;
    service.post("/control/config", json!({ "urlLifetimeMs": 1 })).await;
    let got = customer.call("attachment", json!({ "AttachmentId": started["AttachmentId"] })).await;
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    let late = service.client.get(common::text(&got["Url"])).send().await.expect("an answer");
    assert!(refused_in_xml(late).await.contains("expired"));
}

#[tokio::test]
async fn attachments_of_another_contact_are_out_of_reach() {
    let service = Service::start().await;
    let (owner, stranger) = (service.customer().await, service.customer().await);
    let started = start(&owner, b"hello").await;
    put(&owner, &started, b"hello").await;
    let complete = json!({ "AttachmentIds": [started["AttachmentId"]] });
    assert_eq!(stranger.refused("complete-attachment-upload", complete).await.0, 400);
    let get = json!({ "AttachmentId": started["AttachmentId"] });
    assert_eq!(stranger.refused("attachment", get).await.0, 400);
}

#[tokio::test]
async fn a_scanner_says_its_verdict_under_the_same_id() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let mut socket = customer.listen().await;
    for (scan, status) in [("approve", "APPROVED"), ("reject", "REJECTED")] {
        let config = json!({ "attachmentScan": scan, "attachmentScanDelayMs": 20, "contactId": customer.contact_id });
        service.post("/control/config", config).await;
        let announced = announcement(scan, "text/plain", 5);
        let started = customer.call("start-attachment-upload", announced).await;
        put(&customer, &started, b"hello").await;
        customer.call("complete-attachment-upload", json!({ "AttachmentIds": [started["AttachmentId"]] })).await;
        let first = socket.item().await;
        assert_eq!(first["Attachments"][0]["Status"], "IN_PROGRESS");
        let second = socket.item().await;
        assert_eq!((&second["Id"], &second["Attachments"][0]["Status"]), (&first["Id"], &json!(status)));
        let fetched = customer.call_raw("attachment", &json!({ "AttachmentId": started["AttachmentId"] })).await;
        assert_eq!(fetched.status(), if scan == "approve" { 200 } else { 403 });
    }
    let page = customer.call("transcript", json!({})).await;
    assert_eq!(page["Transcript"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn faults_reach_both_ends_of_pre_signed_urls() {
    let service = Service::start().await;
    let customer = service.customer().await;
    let started = start(&customer, b"hello").await;
    customer.fault(json!({ "operation": "upload", "status": 403, "body": "<Error/>" })).await;
    assert_eq!(put(&customer, &started, b"hello").await.status(), 403);
    assert_eq!(put(&customer, &started, b"hello").await.status(), 200);
    let log = service.log(&customer.contact_id).await;
    let uploads: Vec<_> = log["requests"].as_array().expect("requests").iter().skip(2).collect();
    assert_eq!(uploads.len(), 2);
    assert_eq!((&uploads[0]["body"], &uploads[0]["bodyBytes"]), (&Value::Null, &json!(5)));
}
