//! Values that make no sense, from parts that the core looks at.

use crate::chance::Chance;
use amazon_connect_chat_wasm::rng::Rng;
use amazon_connect_chat_wasm::wire::Field;
use serde_json::{Value, json};

const TEXTS: [&str; 8] =
    ["", "aws/chat", "aws/ping", "MESSAGE", "MESSAGEMETADATA", "SYSTEM", "2026-01-01T00:00:00.000Z", "text/plain"];

/// Any JSON, up to this depth.
pub fn json(depth: u32, chance: &mut Rng) -> Value {
    match chance.below(if depth == 0 { 5 } else { 9 }) {
        0 => Value::Null,
        1 => json!(chance.one_in(2)),
        2 => json!(chance.below(1_000)),
        3 | 4 => json!(chance.pick(&TEXTS)),
        5 => (0..chance.below(3)).map(|_| json(depth - 1, chance)).collect(),
        _ => {
            let members = (0..chance.below(5)).map(|_| {
                // Member names that the core knows.
                let name = chance.pick(Field::ALL).text().to_owned();
                (name, json(depth - 1, chance))
            });
            Value::Object(members.collect())
        }
    }
}

/// An answer to a request that is other JSON. It has neither a list of items nor both parts of connection details: that
/// would be an answer, and nobody could tell that it is not true.
pub fn answer(chance: &mut Rng) -> Value {
    let mut answer = json(3, chance);
    if let Value::Object(members) = &mut answer {
        members.retain(|name, value| name != "Transcript" || !value.is_array());
        if members.contains_key("ConnectionCredentials") {
            members.remove("Websocket");
        }
    }
    answer
}

/// A frame that is none, or one that says nothing.
pub fn frame(chance: &mut Rng) -> String {
    match chance.below(4) {
        0 => "no json".to_owned(),
        1 => json!({"message": "Forbidden", "connectionId": "c", "requestId": "r"}).to_string(),
        2 => json!({"topic": "aws/chat", "content": json(3, chance).to_string()}).to_string(),
        _ => json(3, chance).to_string(),
    }
}
