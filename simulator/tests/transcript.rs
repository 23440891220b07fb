//! GetTranscript: every direction, order and starting point, page by page.

mod common;

use common::{Customer, Service};
use serde_json::{Value, json};

/// A contact with messages 1 to `count`.
async fn talk(service: &Service, count: usize) -> Customer<'_> {
    let customer = service.customer().await;
    for number in 1..=count {
        customer.say(&number.to_string()).await;
    }
    customer
}

fn contents(page: &Value) -> Vec<&str> {
    let items = page["Transcript"].as_array().expect("items");
    items.iter().filter_map(|item| item["Content"].as_str()).collect()
}

#[tokio::test]
async fn direction_and_order_are_independent() {
    let service = Service::start().await;
    let customer = talk(&service, 5).await;
    let cases = [
        ("BACKWARD", "ASCENDING", ["4", "5"]),
        ("BACKWARD", "DESCENDING", ["5", "4"]),
        ("FORWARD", "ASCENDING", ["1", "2"]),
        ("FORWARD", "DESCENDING", ["2", "1"]),
    ];
    for (direction, order, expected) in cases {
        let body = json!({ "ScanDirection": direction, "SortOrder": order, "MaxResults": 2, "StartPosition": {} });
        let page = customer.call("transcript", body).await;
        assert_eq!(contents(&page), expected, "{direction} {order}");
        assert_eq!(page["InitialContactId"], customer.contact_id.as_str());
        assert!(page["NextToken"].is_string());
    }
}

#[tokio::test]
async fn a_page_has_fifteen_items_unless_asked_otherwise() {
    let service = Service::start().await;
    let customer = talk(&service, 17).await;
    let page = customer.call("transcript", json!({})).await;
    assert_eq!(contents(&page).len(), 15);
    assert_eq!(contents(&page)[14], "17");
    let all = customer.call("transcript", json!({ "MaxResults": 100 })).await;
    assert_eq!(contents(&all).len(), 17);
    assert!(all.get("NextToken").is_none());
}

#[tokio::test]
async fn next_tokens_lead_through_the_whole_transcript_even_while_it_grows() {
    let service = Service::start().await;
    let customer = talk(&service, 10).await;
    let mut body = json!({ "ScanDirection": "BACKWARD", "SortOrder": "DESCENDING", "MaxResults": 3 });
    let mut seen = Vec::new();
    loop {
        let page = customer.call("transcript", body.clone()).await;
        seen.extend(contents(&page).into_iter().map(str::to_owned));
        customer.say("meanwhile").await;
        match page.get("NextToken") {
            Some(token) => body["NextToken"] = token.clone(),
            None => break,
        }
    }
    assert_eq!(seen, ["10", "9", "8", "7", "6", "5", "4", "3", "2", "1"]);
}

#[tokio::test]
async fn a_page_starts_where_it_is_told() {
    let service = Service::start().await;
    let customer = talk(&service, 5).await;
    let all = customer.call("transcript", json!({})).await;
    let third = &all["Transcript"][2];
    let cases = [
        (json!({ "Id": third["Id"] }), "FORWARD", vec!["3", "4", "5"]),
        (json!({ "Id": third["Id"] }), "BACKWARD", vec!["1", "2", "3"]),
        (json!({ "AbsoluteTime": third["AbsoluteTime"] }), "FORWARD", vec!["3", "4", "5"]),
        (json!({ "AbsoluteTime": third["AbsoluteTime"] }), "BACKWARD", vec!["1", "2", "3"]),
        (json!({ "MostRecent": 2 }), "FORWARD", vec!["4", "5"]),
        (json!({ "MostRecent": 2 }), "BACKWARD", vec!["1", "2", "3", "4"]),
        (json!({ "MostRecent": 50 }), "FORWARD", vec!["1", "2", "3", "4", "5"]),
    ];
    for (start, direction, expected) in cases {
        let body = json!({ "StartPosition": start, "ScanDirection": direction });
        assert_eq!(contents(&customer.call("transcript", body).await), expected, "{start} {direction}");
    }
}

#[tokio::test]
async fn another_contact_s_transcript_is_out_of_reach() {
    let service = Service::start().await;
    let (customer, other) = (talk(&service, 1).await, talk(&service, 1).await);
    let own = customer.call("transcript", json!({ "ContactId": customer.contact_id })).await;
    assert_eq!(contents(&own), ["1"]);
    let foreign = customer.refused("transcript", json!({ "ContactId": other.contact_id })).await;
    assert_eq!(foreign.1, "AccessDeniedException");
}
