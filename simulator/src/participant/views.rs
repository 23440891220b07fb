//! DescribeView.

use axum::Json;
use axum::extract::Path;
use serde_json::{Value, json};

use super::ByConnectionToken;
use crate::error::ServiceError;
use crate::views;

/// Longest view token, in characters.
const MAX_VIEW_TOKEN: usize = 1000;

/// DescribeView: the view behind a token, which comes percent-decoded.
pub(super) async fn describe(
    ByConnectionToken(_): ByConnectionToken,
    Path(token): Path<String>,
) -> Result<Json<Value>, ServiceError> {
    if token.chars().count() > MAX_VIEW_TOKEN {
        return Err(ServiceError::validation("ViewToken can have 1000 characters"));
    }
    let view = views::view(&token).ok_or_else(|| ServiceError::not_found("No view has this token"))?;
    Ok(Json(json!({ "View": view })))
}
