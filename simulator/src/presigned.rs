//! The far end of pre-signed URLs: what S3 does for the real service.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::attachments::{ACL, Direction, Stage, UrlFault};
use crate::service::Service;

/// The query of a pre-signed URL.
#[derive(Deserialize)]
pub struct Signed {
    #[serde(rename = "X-Amz-Signature", default)]
    signature: String,
}

/// `PUT /attachments/upload/{id}`: takes the bytes if the headers are those that were signed.
pub async fn upload(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Query(signed): Query<Signed>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let attachment = match service.attachments.check(&id, Direction::Upload, &signed.signature) {
        Ok(attachment) => attachment,
        Err(fault) => return refuse_url(fault),
    };
    let carries = |name: &str, value: &str| headers.get(name).is_some_and(|sent| sent == value);
    if !carries(header::CONTENT_TYPE.as_str(), &attachment.file.content_type) || !carries(ACL.0, ACL.1) {
        return refuse("SignatureDoesNotMatch", "The headers are not those that were signed");
    }
    if bytes.len() != attachment.file.size {
        return refuse("SignatureDoesNotMatch", "The size is not the one that was announced");
    }
    if service.attachments.write(&id, &bytes).await.is_err() {
        return xml(StatusCode::INTERNAL_SERVER_ERROR, "InternalError", "The file can't be stored");
    }
    if attachment.stage == Stage::Announced {
        service.attachments.advance(&id, Stage::Uploaded);
    }
    StatusCode::OK.into_response()
}

/// `GET /attachments/download/{id}`: gives the bytes back.
pub async fn download(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Query(signed): Query<Signed>,
) -> Response {
    let attachment = match service.attachments.check(&id, Direction::Download, &signed.signature) {
        Ok(attachment) => attachment,
        Err(fault) => return refuse_url(fault),
    };
    match service.attachments.read(&id).await {
        Ok(bytes) => {
            let file = format!("attachment; filename=\"{}\"", plain_name(&attachment.file.name));
            let headers = [(header::CONTENT_TYPE, attachment.file.content_type), (header::CONTENT_DISPOSITION, file)];
            (headers, bytes).into_response()
        }
        Err(_) => xml(StatusCode::NOT_FOUND, "NoSuchKey", "The specified key does not exist."),
    }
}

/// A file name that is safe inside a header: printable ASCII without quotes or backslashes.
fn plain_name(name: &str) -> String {
    let safe = |c: char| {
        if c.is_ascii_graphic() && c != '"' && c != '\\' || c == ' ' { c } else { '_' }
    };
    name.chars().map(safe).collect()
}

fn refuse_url(fault: UrlFault) -> Response {
    match fault {
        UrlFault::Unsigned => refuse("SignatureDoesNotMatch", "The signature does not match"),
        UrlFault::Expired => refuse("AccessDenied", "Request has expired"),
    }
}

fn refuse(code: &str, message: &str) -> Response {
    xml(StatusCode::FORBIDDEN, code, message)
}

/// S3 answers failures in XML.
fn xml(status: StatusCode, code: &str, message: &str) -> Response {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    );
    (status, [(header::CONTENT_TYPE, "application/xml")], body).into_response()
}
