//! Faults: calls that fail, wait or break exactly as ordered.

mod common;

use std::time::{Duration, Instant};

use common::{Service, patiently, refusal};
use serde_json::{Value, json};

#[tokio::test]
async fn a_fault_answers_in_place_of_the_service_and_only_where_it_was_ordered() {
    let service = Service::start().await;
    let (customer, other) = (service.customer().await, service.customer().await);
    customer
        .fault(json!({
            "operation": "message", "errorType": "ThrottlingException", "message": "slow down",
            "headers": { "retry-after": 2 },
        }))
        .await;
    other.say("not me").await;
    customer.call("transcript", json!({})).await;
    let body = json!({ "ContentType": "text/plain", "Content": "hello" });
    let response = customer.call_raw("message", &body).await;
    assert_eq!(response.headers()["retry-after"], "2");
    let throttled = (429, "ThrottlingException".to_owned(), "slow down".to_owned());
    assert_eq!(refusal(response).await, throttled);
    customer.call("message", body.clone()).await;

    customer.fault(json!({ "operation": "*", "status": 502, "body": "<html>bad gateway</html>" })).await;
    let response = customer.call_raw("message", &body).await;
    assert_eq!(response.status(), 502);
    assert_eq!(response.text().await.expect("a body"), "<html>bad gateway</html>");

    customer.fault(json!({ "operation": "message", "status": 500, "times": 2 })).await;
    for _ in 0..2 {
        let response = customer.call_raw("message", &body).await;
        assert_eq!((response.status().as_u16(), response.content_length()), (500, Some(0)));
    }
    customer.call("message", body).await;
    assert_eq!(service.get("/control/state").await["pendingFaults"], 0);
}

#[tokio::test]
async fn an_aborted_call_has_no_answer() {
    let service = Service::start().await;
    let customer = service.customer().await;
    customer.fault(json!({ "operation": "message", "abort": true })).await;
    let url = service.url("/participant/message");
    let request = service.client.post(url).header("x-amz-bearer", &customer.connection_token).body("{}");
    assert!(patiently(request.send()).await.is_err());
    let log = service.log(&customer.contact_id).await;
    let last = log["requests"].as_array().and_then(|requests| requests.last()).expect("a request");
    assert_eq!((&last["path"], &last["status"]), (&json!("/participant/message"), &Value::Null));
}

#[tokio::test]
async fn a_late_fault_spoils_the_answer_of_a_call_that_was_done() {
    let service = Service::start().await;
    let customer = service.customer().await;
    customer.fault(json!({ "operation": "message", "status": 503, "late": true })).await;
    let body = json!({ "ContentType": "text/plain", "Content": "once", "ClientToken": "mine" });
    assert_eq!(customer.call_raw("message", &body).await.status(), 503);
    let again = customer.call("message", body).await;
    let page = customer.call("transcript", json!({})).await;
    let items = page["Transcript"].as_array().expect("items");
    assert_eq!(items.iter().map(|item| &item["Id"]).collect::<Vec<_>>(), [&again["Id"]]);
}

#[tokio::test]
async fn a_delay_alone_only_delays_the_true_answer() {
    let service = Service::start().await;
    let customer = service.customer().await;
    customer.fault(json!({ "operation": "message", "delayMs": 200 })).await;
    let before = Instant::now();
    customer.say("late").await;
    assert!(before.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn held_calls_wait_for_the_release_and_later_ones_pass() {
    let service = Service::start().await;
    let customer = service.customer().await;
    customer.fault(json!({ "operation": "message", "hold": true, "times": 100 })).await;
    let (answer, ()) = tokio::join!(customer.say("held"), async {
        while service.get("/control/state").await["heldRequests"] != 1 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let elsewhere = service.post("/control/release", json!({ "contactId": "another" })).await;
        assert_eq!(elsewhere, json!({ "released": 0 }));
        let released = service.post("/control/release", json!({})).await;
        assert_eq!(released, json!({ "released": 1 }));
    });
    assert!(answer["Id"].is_string());
    customer.say("not held").await;
}

#[tokio::test]
async fn a_fault_that_cannot_be_sent_is_refused() {
    let service = Service::start().await;
    for fault in [
        json!({ "operation": "message", "status": 42 }),
        json!({ "operation": "message", "headers": { "bad name": "x" } }),
        json!({ "operation": "message", "stauts": 500 }),
    ] {
        let response = service.post_raw("/control/faults", &fault).await;
        assert_eq!(refusal(response).await.0, 400, "{fault}");
    }
}
