//! All paths of the service and what surrounds them.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{any, get, post, put};
use tower_http::cors::{AllowHeaders, AllowMethods, AllowOrigin, CorsLayer};

use crate::attachments::MAX_BYTES;
use crate::control::faults;
use crate::error::{ERROR_TYPE, ServiceError};
use crate::ids::new_id;
use crate::service::Service;
use crate::{agent, authentication, control, participant, presigned, record, socket, start_chat, static_files};

/// Header that identifies an answer.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// An attachment in base64 inside JSON is a third larger than the attachment.
const MAX_BODY: usize = MAX_BYTES * 3 / 2;

/// The whole application.
///
/// A request passes, from the outside in: its note in the log, the cross-origin rules, the faults
/// that tests ordered, its handler. Thus preflights are on record and faults are readable across
/// origins.
pub fn router(service: Arc<Service>) -> Router {
    let api = Router::new()
        .route("/start-chat", post(start_chat::start))
        .route("/ws/{token}", get(socket::upgrade))
        .route("/attachments/upload/{id}", put(presigned::upload))
        .route("/attachments/download/{id}", get(presigned::download))
        .route("/authenticate/{token}", get(authentication::page))
        .merge(participant::routes())
        .merge(agent::routes())
        .merge(control::routes())
        .route("/participant/{*rest}", any(nothing_here))
        .route("/agent/{*rest}", any(nothing_here))
        .route("/control/{*rest}", any(nothing_here))
        .method_not_allowed_fallback(wrong_method);
    api.merge(static_files::routes(&service.options))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(middleware::from_fn_with_state(Arc::clone(&service), faults::apply))
        .layer(cross_origin())
        .layer(middleware::from_fn_with_state(Arc::clone(&service), record::note))
        .layer(middleware::from_fn(identify))
        .with_state(service)
}

/// Without this, an unknown path of ours would be looked for among the pages.
async fn nothing_here() -> ServiceError {
    ServiceError::unknown_operation(StatusCode::NOT_FOUND)
}

async fn wrong_method() -> ServiceError {
    ServiceError::unknown_operation(StatusCode::METHOD_NOT_ALLOWED)
}

/// Every page may call, with any method and headers, and read what the service lets clients read.
fn cross_origin() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::mirror_request())
        .allow_methods(AllowMethods::mirror_request())
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([REQUEST_ID, ERROR_TYPE, header::DATE, header::RETRY_AFTER])
}

/// Middleware: gives every answer an identifier.
async fn identify(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Ok(id) = HeaderValue::from_str(&new_id()) {
        response.headers_mut().entry(REQUEST_ID).or_insert(id);
    }
    response
}
