//! GetTranscript.

use axum::Json;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::ByConnectionToken;
use crate::body::Body;
use crate::error::ServiceError;
use crate::transcript::{Scan, Start};

/// Items of a page when the call doesn't say.
const DEFAULT_MAX_RESULTS: i64 = 15;
/// Most items of a page.
const MAX_RESULTS: i64 = 100;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetRequest {
    contact_id: Option<String>,
    max_results: Option<i64>,
    next_token: Option<String>,
    scan_direction: Option<String>,
    sort_order: Option<String>,
    start_position: Option<StartPosition>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct StartPosition {
    id: Option<String>,
    absolute_time: Option<String>,
    most_recent: Option<i64>,
}

/// GetTranscript: one page, oldest or newest first as asked.
pub(super) async fn get(
    ByConnectionToken(holder): ByConnectionToken,
    Body(request): Body<GetRequest>,
) -> Result<Json<Value>, ServiceError> {
    let contact = holder.contact;
    let limit = limit(request.max_results)?;
    let scan = match request.scan_direction.as_deref() {
        None | Some("BACKWARD") => Scan::Backward,
        Some("FORWARD") => Scan::Forward,
        Some(_) => {
            return Err(ServiceError::validation("ScanDirection must be FORWARD or BACKWARD"));
        }
    };
    let ascending = match request.sort_order.as_deref() {
        None | Some("ASCENDING") => true,
        Some("DESCENDING") => false,
        Some(_) => {
            return Err(ServiceError::validation("SortOrder must be ASCENDING or DESCENDING"));
        }
    };
    let contact_id = request.contact_id.as_deref();
    if contact_id.is_some_and(|id| !contact.chain_contains(id)) {
        return Err(ServiceError::access_denied());
    }
    let start = match request.next_token.filter(|token| !token.is_empty()) {
        Some(token) => read_next_token(&token)?,
        None => start(request.start_position.unwrap_or_default())?,
    };
    let page = contact
        .page(&start, scan, limit, contact_id)
        .ok_or_else(|| ServiceError::validation("StartPosition names no item of this contact"))?;
    let mut items = page.items;
    if ascending != (scan == Scan::Forward) {
        items.reverse();
    }
    let mut answer = Map::new();
    answer.insert("InitialContactId".into(), contact.initial_id().into());
    answer.insert("Transcript".into(), items.into_iter().map(Value::Object).collect());
    if let Some(place) = page.more {
        answer.insert("NextToken".into(), write_next_token(&place).into());
    }
    Ok(Json(answer.into()))
}

fn limit(max_results: Option<i64>) -> Result<usize, ServiceError> {
    // The service lets 0 stand for the default.
    let wanted = max_results.filter(|count| *count != 0).unwrap_or(DEFAULT_MAX_RESULTS);
    let allowed = usize::try_from(wanted).ok().filter(|_| wanted <= MAX_RESULTS);
    allowed.ok_or_else(|| ServiceError::validation("MaxResults must be 0 to 100"))
}

fn start(position: StartPosition) -> Result<Start, ServiceError> {
    match (position.id, position.absolute_time, position.most_recent) {
        (None, None, None) => Ok(Start::Edge),
        (Some(id), None, None) => Ok(Start::Id(id)),
        (None, Some(time), None) => Ok(Start::AbsoluteTime(time)),
        (None, None, Some(count @ 0..=100)) => Ok(Start::MostRecent(usize::try_from(count).unwrap_or(1).max(1))),
        (None, None, Some(_)) => Err(ServiceError::validation("MostRecent must be 0 to 100")),
        _ => Err(ServiceError::validation("StartPosition can have one of Id, AbsoluteTime and MostRecent")),
    }
}

/// A place in the transcript as an opaque token.
fn write_next_token((time, arrival): &(String, u64)) -> String {
    URL_SAFE_NO_PAD.encode(format!("{arrival} {time}"))
}

fn read_next_token(token: &str) -> Result<Start, ServiceError> {
    let place = || {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
        let (arrival, time) = text.split_once(' ')?;
        Some((time.to_owned(), arrival.parse().ok()?))
    };
    place().map(Start::Beyond).ok_or_else(|| ServiceError::validation("NextToken is not valid"))
}
