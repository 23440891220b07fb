//! What scripts show: interactive messages of each template, a view, and an earlier chat.
//!
//! The templates are those of the Amazon Connect Administrator Guide, "Add interactive messages to chat".

use serde_json::{Value, json};

use crate::contact::{Contact, Keep};
use crate::ids::new_id;
use crate::item::{self, Item, Participant, content_type};
use crate::views;

/// Says something in plain text.
pub fn say(contact: &Contact, speaker: &Participant, text: &str) {
    contact.post(item::message(speaker, "text/plain", text), Keep::Stored);
}

/// Shows an interactive message.
pub fn show(contact: &Contact, speaker: &Participant, template: &Value) {
    contact.post(item::message(speaker, content_type::INTERACTIVE, &template.to_string()), Keep::Stored);
}

fn template(kind: &str, content: Value) -> Value {
    json!({ "templateType": kind, "version": "1.0", "data": { "content": content } })
}

/// A list of choices, with an answer that the page may show when one is taken.
pub fn list_picker() -> Value {
    let mut picker = template(
        "ListPicker",
        json!({
            "title": "What is it about?",
            "subtitle": "Tap to choose",
            "elements": [
                { "title": "My parcel", "subtitle": "Where it is, when it comes" },
                { "title": "My bill", "subtitle": "Payments and refunds" },
            ],
        }),
    );
    picker["data"]["replyMessage"] = json!({ "title": "Thanks for choosing!" });
    picker
}

/// Appointments.
pub fn time_picker() -> Value {
    template(
        "TimePicker",
        json!({
            "title": "When may we deliver?",
            "subtitle": "Times are yours",
            "timeslots": [
                { "date": "2030-03-14T09:00+00:00", "duration": 60 },
                { "date": "2030-03-14T15:30+00:00", "duration": 60 },
                { "date": "2030-03-15T11:00+00:00", "duration": 30 },
            ],
        }),
    )
}

/// One card with buttons.
pub fn panel() -> Value {
    template(
        "Panel",
        json!({
            "title": "Your parcel 4471-A",
            "subtitle": "With your neighbour at number 12 since 10:42",
            "elements": [{ "title": "I have it" }, { "title": "It is not there" }],
        }),
    )
}

/// Several cards side by side.
pub fn carousel() -> Value {
    let card = |number: u32, title: &str, subtitle: &str| {
        let mut card =
            template("Panel", json!({ "title": title, "subtitle": subtitle, "elements": [{ "title": "Choose" }] }));
        card["templateIdentifier"] = format!("card-{number}").into();
        card
    };
    template(
        "Carousel",
        json!({
            "title": "How shall we make up for it?",
            "elements": [
                card(1, "Refund", "The price of shipping, today"),
                card(2, "Voucher", "10 euros for your next order"),
                card(3, "Plant a tree", "In the name of the courier"),
            ],
        }),
    )
}

/// Answers that are one word away.
pub fn quick_reply() -> Value {
    template(
        "QuickReply",
        json!({ "title": "Did that help?", "elements": [{ "title": "Yes" }, { "title": "Somewhat" }, { "title": "No" }] }),
    )
}

/// A view, by its token.
pub fn view() -> Value {
    template("ViewResource", json!({ "viewToken": views::TOKEN, "Heading": "Where is my parcel?" }))
}

/// Puts an earlier chat of the same people into the transcript, and says that it is continued.
pub fn earlier_chat(contact: &Contact) {
    let agent = contact.participant("AGENT");
    let name = &contact.customer.display_name;
    let earlier = new_id();
    let said = [
        (
            &contact.customer,
            "2026-01-05T09:12:00.000Z",
            "Hello! I would like to change my delivery address.".to_owned(),
        ),
        (&agent, "2026-01-05T09:12:40.000Z", format!("Of course, {name}. What is the new one?")),
        (&contact.customer, "2026-01-05T09:13:30.000Z", "12 Harbour Street, please.".to_owned()),
        (&agent, "2026-01-05T09:14:10.000Z", "Done. It counts from the next parcel on.".to_owned()),
    ];
    let items = said.into_iter().map(|(speaker, time, text)| {
        let mut item = Item::from_iter([
            ("Id".to_owned(), Value::from(new_id())),
            ("AbsoluteTime".to_owned(), time.into()),
            ("ContactId".to_owned(), earlier.as_str().into()),
        ]);
        item.extend(item::message(speaker, "text/plain", &text));
        item
    });
    contact.rehydrate(items.collect());
}
