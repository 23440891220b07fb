//! Why a call failed.

use wasm_bindgen::JsValue;

use super::event::{number_of, text_of};
use crate::error::{FailureKind, Misuse};

/// Why a call failed.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChatError {
    /// It could not be made now.
    #[error(transparent)]
    Misuse(#[from] Misuse),
    /// It was made and failed.
    #[error("{name}: {message}")]
    Failed {
        /// What kind of failure.
        kind: FailureKind,
        /// Name to branch on, for example `ThrottlingException` or `AccessDeniedException`.
        name: String,
        /// Message for a person.
        message: String,
        /// HTTP status; `None` where there was no answer.
        status: Option<u16>,
    },
}

impl ChatError {
    /// What the core says of a failure.
    pub(super) fn of(failure: &JsValue) -> Self {
        let kind = number_of(failure, "kind").and_then(|kind| FailureKind::from_number(kind as u8));
        ChatError::Failed {
            kind: kind.unwrap_or(FailureKind::Service),
            name: text_of(failure, "type").unwrap_or_default(),
            message: text_of(failure, "message").unwrap_or_default(),
            status: number_of(failure, "statusCode").map(|status| status as u16),
        }
    }
}
