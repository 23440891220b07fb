//! Views that DescribeView knows.

use serde_json::{Value, json};

/// The token of the one view there is.
pub const TOKEN: &str = "view-token-1";

/// The view behind a token.
pub fn view(token: &str) -> Option<Value> {
    (token == TOKEN).then(|| {
        let id = "b1a5c3de-0000-4000-8000-000000000001";
        json!({
            "Id": id,
            "Arn": format!("arn:aws:connect:us-west-2:000000000000:instance/local/view/{id}"),
            "Name": "Parcel form",
            "Version": 1,
            "Status": "PUBLISHED",
            "Type": "CUSTOMER_MANAGED",
            "Content": {
                "InputSchema": input_schema().to_string(),
                "Template": template().to_string(),
                "Actions": ["Submit", "Cancel"],
            },
        })
    })
}

/// Schema of what the template is filled with. The service sends it as text.
fn input_schema() -> Value {
    json!({
        "type": "object",
        "properties": { "Heading": { "type": "string" } },
        "required": ["Heading"],
    })
}

/// The view itself. The service sends it as text.
fn template() -> Value {
    json!({
        "Head": { "Title": "Parcel form", "Configuration": { "Layout": { "Columns": ["12"] } } },
        "Body": [
            { "_id": "heading", "Type": "Header", "Props": {}, "Content": ["$.Heading"] },
            {
                "_id": "number",
                "Type": "FormInput",
                "Props": { "Label": "Parcel number", "Name": "number", "Required": true },
                "Content": [],
            },
            { "_id": "send", "Type": "SubmitButton", "Props": { "Action": "Submit" }, "Content": ["Send"] },
        ],
    })
}
