//! The native payload, for tests and for native programs.

use serde_json::Value;

use super::Payload;
use crate::time::WallTime;
use crate::wire::{Field, Term};

fn as_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl Payload for Value {
    fn parse(&self) -> Self {
        self.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    fn get(&self, field: Field) -> Self {
        Value::get(self, field.text()).cloned().unwrap_or_default()
    }

    fn at(&self, index: usize) -> Self {
        Value::get(self, index).cloned().unwrap_or_default()
    }

    fn is_absent(&self) -> bool {
        self.is_null()
    }

    fn len(&self) -> usize {
        self.as_array().map_or(0, Vec::len)
    }

    fn position(&self, element: &Self) -> Option<usize> {
        self.as_array()?.iter().position(|other| other == element)
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn is_text(&self) -> bool {
        self.is_string()
    }

    fn captured(&self, pattern: &str) -> Self {
        let pattern = regex_lite::Regex::new(pattern).expect("the core's patterns are valid");
        let captures = self.as_str().and_then(|text| pattern.captures(text));
        captures.and_then(|captures| captures.get(1)).map_or(Value::Null, |group| group.as_str().into())
    }

    fn path_segment(&self) -> Self {
        let escaped = |byte: u8| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        };
        as_text(self).bytes().map(escaped).collect::<String>().into()
    }

    fn digest(&self) -> u64 {
        // FNV-1a, of which the upper bits are the better ones.
        let step = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        as_text(self).bytes().fold(0xcbf2_9ce4_8422_2325, step) >> 11
    }

    fn term(&self) -> Option<Term> {
        let text = self.as_str()?;
        Term::ALL.iter().copied().find(|term| term.text() == text)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn truthy(&self) -> bool {
        match self {
            Value::Null => false,
            Value::Bool(value) => *value,
            Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
            Value::String(text) => !text.is_empty(),
            Value::Array(_) | Value::Object(_) => true,
        }
    }

    fn is_object(&self) -> bool {
        Value::is_object(self)
    }

    fn wall_time(&self) -> Option<WallTime> {
        match self {
            Value::String(text) => text.parse::<jiff::Timestamp>().ok().map(|moment| WallTime(moment.as_millisecond())),
            Value::Number(number) => number.as_i64().map(WallTime),
            _ => None,
        }
    }

    fn absent() -> Self {
        Value::Null
    }

    fn null() -> Self {
        Value::Null
    }

    fn object() -> Self {
        Value::Object(serde_json::Map::new())
    }

    fn array() -> Self {
        Value::Array(Vec::new())
    }

    fn dictionary() -> Self {
        Self::object()
    }

    fn entry(&self, key: &Self) -> Self {
        key.as_str().and_then(|key| Value::get(self, key)).cloned().unwrap_or_default()
    }

    fn set_entry(&mut self, key: &Self, value: Self) {
        if let (Value::Object(entries), Value::String(key)) = (self, key) {
            if value.is_null() {
                entries.swap_remove(key);
            } else {
                entries.insert(key.clone(), value);
            }
        }
    }

    fn from_text(text: &str) -> Self {
        text.into()
    }

    fn from_term(term: Term) -> Self {
        term.text().into()
    }

    fn from_number(number: f64) -> Self {
        // Whole numbers stay whole, as in JavaScript's JSON, so that `1` never prints as `1.0`.
        if number.fract() == 0.0 && number.abs() < 9e15 { (number as i64).into() } else { number.into() }
    }

    fn from_bool(value: bool) -> Self {
        value.into()
    }

    fn from_wall_time(moment: WallTime) -> Self {
        jiff::Timestamp::from_millisecond(moment.0).map_or(Value::Null, |moment| format!("{moment:.3}").into())
    }

    fn set(&mut self, field: Field, value: Self) {
        if let Value::Object(members) = self {
            members.insert(field.text().to_owned(), value);
        }
    }

    fn insert(&mut self, index: usize, value: Self) {
        if let Value::Array(elements) = self {
            elements.insert(index.min(elements.len()), value);
        }
    }

    fn replace(&mut self, index: usize, value: Self) {
        if let Some(element) = self.get_mut(index) {
            *element = value;
        }
    }

    fn remove(&mut self, index: usize) {
        if let Value::Array(elements) = self
            && index < elements.len()
        {
            elements.remove(index);
        }
    }

    fn joined(&self, more: &Self) -> Self {
        (as_text(self) + &as_text(more)).into()
    }

    fn shallow_copy(&self) -> Self {
        self.clone()
    }

    fn compact(self) -> Self {
        match self {
            Value::Array(elements) => {
                elements.into_iter().filter(|value| !value.is_null()).map(Payload::compact).collect()
            }
            Value::Object(members) => Value::Object(
                members
                    .into_iter()
                    .filter(|(_, value)| !value.is_null())
                    .map(|(name, value)| (name, value.compact()))
                    .collect(),
            ),
            other => other,
        }
    }

    fn to_json(&self) -> Self {
        self.to_string().into()
    }
}
