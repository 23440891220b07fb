//! Pages and scripts that come from folders.

use std::path::Path;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::error::ServiceError;
use crate::options::Options;

/// The folders of the options, each at its path. What is in none of them is not found.
///
/// Nothing is cached: what was just built is what the next reload shows.
pub fn routes<S: Clone + Send + Sync + 'static>(options: &Options) -> Router<S> {
    let mut router = Router::new();
    if let Some(folder) = &options.dist {
        router = router.nest_service("/dist", folder_of(folder));
    }
    if let Some(folder) = &options.modules {
        router = router.nest_service("/node_modules", folder_of(folder));
    }
    router = match &options.www {
        Some(folder) => router.fallback_service(folder_of(folder)),
        None => router.fallback(nothing_here),
    };
    let fresh = HeaderValue::from_static("no-store");
    router.layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, fresh))
}

fn folder_of(folder: &Path) -> ServeDir {
    ServeDir::new(folder)
}

async fn nothing_here() -> impl IntoResponse {
    ServiceError::unknown_operation(StatusCode::NOT_FOUND)
}
