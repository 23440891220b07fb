//! The control interface: how a test makes the service misbehave, and reads what happened.
//!
//! A `contactId` in the body (or the path) limits an order to one contact; without it, all.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use crate::body::Body;
use crate::contact::{Keep, SocketCommand};
use crate::error::ServiceError;
use crate::item::Item;
use crate::participant::end_contact;
use crate::record::Excerpt;
use crate::service::Service;
use faults::Fault;
use rules::{Omitted, Pings, ScanVerdict, Scanner, SubscriptionMode, UpgradeMode, Upgrades};

pub mod faults;
pub mod rules;

/// The code that means: drop the connection without a close frame.
const ABRUPT: u16 = 1006;

/// The control paths.
pub fn routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/control/reset", post(reset))
        .route("/control/log", get(log))
        .route("/control/state", get(state))
        .route("/control/contacts/{id}/item", post(item))
        .route("/control/contacts/{id}/frame", post(frame))
        .route("/control/contacts/{id}/drop", post(drop_sockets))
        .route("/control/contacts/{id}/mute", post(mute_sockets))
        .route("/control/contacts/{id}/end", post(end))
        .route("/control/contacts/{id}/forget", post(forget))
        .route("/control/upgrades", post(upgrades))
        .route("/control/heartbeats", post(heartbeats))
        .route("/control/pings", post(pings))
        .route("/control/subscriptions", post(subscriptions))
        .route("/control/faults", post(push_fault))
        .route("/control/release", post(release))
        .route("/control/tokens/expire", post(expire_tokens))
        .route("/control/config", post(config))
}

type Answer = Result<Json<Value>, ServiceError>;

/// What most orders answer.
fn done() -> Json<Value> {
    Json(json!({}))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Scope {
    contact_id: Option<String>,
}

async fn reset(State(service): State<Arc<Service>>) -> Json<Value> {
    service.reset();
    done()
}

async fn log(State(service): State<Arc<Service>>, Query(scope): Query<Scope>) -> Json<Excerpt> {
    Json(service.log.excerpt(scope.contact_id.as_deref()))
}

async fn state(State(service): State<Arc<Service>>) -> Json<Value> {
    Json(service.summary())
}

#[derive(Deserialize)]
struct Storing {
    #[serde(default = "yes")]
    store: bool,
}

fn yes() -> bool {
    true
}

async fn item(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Query(storing): Query<Storing>,
    Body(item): Body<Item>,
) -> Answer {
    let keep = if storing.store { Keep::Stored } else { Keep::Passing };
    let posted = service.contact(&id)?.post(item, keep);
    Ok(Json(json!({ "Id": posted.id })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameRequest {
    text: String,
}

async fn frame(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Body(request): Body<FrameRequest>,
) -> Answer {
    let sent = service.contact(&id)?.command_sockets(|| SocketCommand::Text(request.text.as_str().into()));
    Ok(Json(json!({ "sent": sent })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DropRequest {
    code: Option<u16>,
    #[serde(default)]
    reason: String,
}

async fn drop_sockets(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Body(request): Body<DropRequest>,
) -> Answer {
    let contact = service.contact(&id)?;
    let dropped = match request.code.unwrap_or(ABRUPT) {
        ABRUPT => contact.command_sockets(|| SocketCommand::Cut),
        code @ 1000..=4999 => contact.command_sockets(|| SocketCommand::Close { code, reason: request.reason.clone() }),
        _ => return Err(ServiceError::validation("code must be 1000 to 4999")),
    };
    Ok(Json(json!({ "dropped": dropped })))
}

async fn mute_sockets(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Answer {
    let muted = service.contact(&id)?.command_sockets(|| SocketCommand::Mute);
    Ok(Json(json!({ "muted": muted })))
}

async fn end(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Answer {
    let ended = end_contact(&service.contact(&id)?);
    Ok(Json(json!({ "ended": ended })))
}

async fn forget(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Answer {
    service.contact(&id)?.forget();
    Ok(done())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct UpgradesRequest {
    contact_id: Option<String>,
    mode: UpgradeMode,
    #[serde(default = "forbidden")]
    status: u16,
    times: Option<u32>,
}

fn forbidden() -> u16 {
    403
}

async fn upgrades(State(service): State<Arc<Service>>, Body(request): Body<UpgradesRequest>) -> Answer {
    if !(300..600).contains(&request.status) {
        return Err(ServiceError::validation("status must be 300 to 599"));
    }
    let order = Upgrades { mode: request.mode, status: request.status };
    service.rules.upgrades.set(request.contact_id.as_deref(), order, request.times);
    Ok(done())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct HeartbeatsRequest {
    contact_id: Option<String>,
    answer: bool,
}

async fn heartbeats(State(service): State<Arc<Service>>, Body(request): Body<HeartbeatsRequest>) -> Json<Value> {
    service.rules.heartbeats.set(request.contact_id.as_deref(), request.answer, None);
    done()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PingsRequest {
    contact_id: Option<String>,
    answer: bool,
    #[serde(default = "ok")]
    status_code: u16,
}

fn ok() -> u16 {
    200
}

async fn pings(State(service): State<Arc<Service>>, Body(request): Body<PingsRequest>) -> Json<Value> {
    let order = Pings { answer: request.answer, status: request.status_code };
    service.rules.pings.set(request.contact_id.as_deref(), order, None);
    done()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SubscriptionsRequest {
    contact_id: Option<String>,
    mode: SubscriptionMode,
    times: Option<u32>,
}

async fn subscriptions(State(service): State<Arc<Service>>, Body(request): Body<SubscriptionsRequest>) -> Json<Value> {
    service.rules.subscriptions.set(request.contact_id.as_deref(), request.mode, request.times);
    done()
}

async fn push_fault(State(service): State<Arc<Service>>, Body(fault): Body<Fault>) -> Answer {
    service.faults.push(fault)?;
    Ok(done())
}

async fn release(State(service): State<Arc<Service>>, Body(scope): Body<Scope>) -> Json<Value> {
    let released = service.faults.release(scope.contact_id.as_deref());
    Json(json!({ "released": released }))
}

async fn expire_tokens(State(service): State<Arc<Service>>, Body(scope): Body<Scope>) -> Json<Value> {
    let expired = service.tokens.expire_connections(scope.contact_id.as_deref());
    Json(json!({ "expired": expired }))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ConfigRequest {
    contact_id: Option<String>,
    connection_token_lifetime_ms: Option<u64>,
    /// The outer option tells whether it is there, the inner whether it is `null`.
    #[serde(default, deserialize_with = "even_null")]
    connection_expiry_text: Option<Option<String>>,
    url_lifetime_ms: Option<u64>,
    omit: Option<Vec<Omitted>>,
    attachment_scan: Option<ScanVerdict>,
    attachment_scan_delay_ms: Option<u64>,
}

fn even_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

async fn config(State(service): State<Arc<Service>>, Body(request): Body<ConfigRequest>) -> Json<Value> {
    let (rules, contact_id) = (&service.rules, request.contact_id.as_deref());
    if let Some(lifetime) = request.connection_token_lifetime_ms {
        rules.connection_token_lifetime.set(contact_id, Duration::from_millis(lifetime), None);
    }
    if let Some(text) = request.connection_expiry_text {
        rules.connection_expiry_text.set(contact_id, text, None);
    }
    if let Some(lifetime) = request.url_lifetime_ms {
        rules.url_lifetime.set(contact_id, Duration::from_millis(lifetime), None);
    }
    if let Some(omitted) = request.omit {
        rules.omit.set(contact_id, omitted, None);
    }
    if let Some(verdict) = request.attachment_scan {
        let usual = Scanner::default().delay;
        let delay = request.attachment_scan_delay_ms.map_or(usual, Duration::from_millis);
        rules.scanner.set(contact_id, Scanner { verdict, delay }, None);
    }
    done()
}
