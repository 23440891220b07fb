//! Identifiers and opaque tokens.

use uuid::Uuid;

/// A fresh identifier in the form the service uses (UUID version 4).
pub fn new_id() -> String {
    Uuid::new_v4().to_string()
}

/// A fresh opaque token: 244 random bits in hexadecimal, meaningless outside this process.
pub fn new_token() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}
