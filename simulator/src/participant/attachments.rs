//! StartAttachmentUpload, CompleteAttachmentUpload and GetAttachment.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ByConnectionToken, answer_key, client_token};
use crate::attachments::{ACL, Attachment, Direction, FileDetails, Sender, Stage};
use crate::body::Body;
use crate::clock::WallTime;
use crate::contact::{Contact, Keep, Posted};
use crate::control::rules::ScanVerdict;
use crate::error::ServiceError;
use crate::item::{self, Participant};
use crate::script;
use crate::service::Service;
use crate::tokens::Holder;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct StartRequest {
    #[serde(default)]
    attachment_name: String,
    #[serde(default)]
    attachment_size_in_bytes: usize,
    #[serde(default)]
    content_type: String,
    client_token: Option<String>,
}

/// StartAttachmentUpload: an Id, and a URL to which the bytes can be put.
pub(super) async fn start(
    State(service): State<Arc<Service>>,
    ByConnectionToken(holder): ByConnectionToken,
    Body(request): Body<StartRequest>,
) -> Result<Json<Value>, ServiceError> {
    let token = client_token(request.client_token)?;
    let sender = Sender {
        contact_id: holder.contact.id.clone(),
        participant_id: holder.participant.id.clone(),
        repeat_key: answer_key(&holder, "start-attachment-upload", token),
    };
    let file = FileDetails {
        name: request.attachment_name,
        content_type: request.content_type,
        size: request.attachment_size_in_bytes,
    };
    let attachment = service.attachments.announce(&sender, file)?;
    let expires = WallTime::now().plus(url_lifetime(&service, &holder.contact.id));
    let path = service.attachments.sign(&attachment.id, Direction::Upload, expires);
    Ok(Json(json!({
        "AttachmentId": attachment.id,
        "UploadMetadata": {
            "Url": service.url("http", &path),
            "UrlExpiry": expires.to_string(),
            "HeadersToInclude": { "content-type": attachment.file.content_type, ACL.0: ACL.1 },
        },
    })))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct CompleteRequest {
    #[serde(default)]
    attachment_ids: Vec<String>,
    client_token: Option<String>,
}

/// CompleteAttachmentUpload: uploaded files become an item of the transcript.
pub(super) async fn complete(
    State(service): State<Arc<Service>>,
    ByConnectionToken(holder): ByConnectionToken,
    Body(request): Body<CompleteRequest>,
) -> Result<Json<Value>, ServiceError> {
    client_token(request.client_token)?;
    if request.attachment_ids.is_empty() {
        return Err(ServiceError::validation("AttachmentIds is required"));
    }
    let mine = request.attachment_ids.iter().map(|id| uploaded(&service, &holder, id));
    let mine = mine.collect::<Result<Vec<_>, _>>()?;
    let waiting: Vec<_> = mine.into_iter().filter(|attachment| attachment.stage == Stage::Uploaded).collect();
    // A repeated call finds nothing waiting: the files are in the transcript already.
    if !waiting.is_empty() {
        publish(&service, &holder.contact, &holder.participant, &waiting);
    }
    Ok(Json(json!({})))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetRequest {
    #[serde(default)]
    attachment_id: String,
    url_expiry_in_seconds: Option<u64>,
}

/// GetAttachment: a URL from which the bytes can be fetched.
pub(super) async fn get(
    State(service): State<Arc<Service>>,
    ByConnectionToken(holder): ByConnectionToken,
    Body(request): Body<GetRequest>,
) -> Result<Json<Value>, ServiceError> {
    let found = service.attachments.get(&request.attachment_id);
    let attachment = found
        .filter(|attachment| attachment.contact_id == holder.contact.id)
        .ok_or_else(|| ServiceError::validation("AttachmentId names no attachment of this contact"))?;
    if attachment.stage != Stage::Approved {
        return Err(ServiceError::access_denied());
    }
    let lifetime = match request.url_expiry_in_seconds {
        None => url_lifetime(&service, &holder.contact.id),
        Some(seconds @ 5..=300) => Duration::from_secs(seconds),
        Some(_) => {
            return Err(ServiceError::validation("UrlExpiryInSeconds must be 5 to 300"));
        }
    };
    let expires = WallTime::now().plus(lifetime);
    let path = service.attachments.sign(&attachment.id, Direction::Download, expires);
    Ok(Json(json!({
        "Url": service.url("http", &path),
        "UrlExpiry": expires.to_string(),
        "AttachmentSizeInBytes": attachment.file.size,
    })))
}

/// Puts files into the transcript: approved at once, or after a scan as the rules say.
pub fn publish(
    service: &Arc<Service>,
    contact: &Arc<Contact>,
    sender: &Participant,
    attachments: &[Attachment],
) -> Posted {
    let scanner = service.rules.scanner.take(&contact.id).unwrap_or_default();
    let verdict = match scanner.verdict {
        ScanVerdict::Instant => {
            return post(service, contact, sender, attachments, Stage::Approved, None);
        }
        ScanVerdict::Approve => Stage::Approved,
        ScanVerdict::Reject => Stage::Rejected,
    };
    let posted = post(service, contact, sender, attachments, Stage::InProgress, None);
    let (service, contact, sender) = (Arc::clone(service), Arc::clone(contact), sender.clone());
    let (attachments, id) = (attachments.to_vec(), posted.id.clone());
    tokio::spawn(async move {
        tokio::time::sleep(scanner.delay).await;
        post(&service, &contact, &sender, &attachments, verdict, Some(id));
        script::file_scanned(&service, &contact);
    });
    posted
}

/// Posts the item that shows the files at a stage; one with a known `id` replaces the earlier one.
fn post(
    service: &Service,
    contact: &Contact,
    sender: &Participant,
    attachments: &[Attachment],
    stage: Stage,
    id: Option<String>,
) -> Posted {
    let shown = attachments.iter().filter_map(|attachment| service.attachments.advance(&attachment.id, stage));
    let content_type = attachments.first().map_or("", |attachment| attachment.file.content_type.as_str());
    let mut item = item::attachment(sender, content_type, shown.map(|attachment| attachment.to_json()).collect());
    if let Some(id) = id {
        item.insert("Id".into(), id.into());
    }
    contact.post(item, Keep::Stored)
}

fn uploaded(service: &Service, holder: &Holder, id: &str) -> Result<Attachment, ServiceError> {
    let attachment = service.attachments.get(id).filter(|attachment| {
        attachment.contact_id == holder.contact.id && attachment.sender_id == holder.participant.id
    });
    match attachment {
        None => Err(ServiceError::validation("AttachmentIds names no attachment of this participant")),
        Some(attachment) if attachment.stage == Stage::Announced => {
            Err(ServiceError::conflict("The attachment has not been uploaded"))
        }
        Some(attachment) => Ok(attachment),
    }
}

fn url_lifetime(service: &Service, contact_id: &str) -> Duration {
    service.rules.url_lifetime.take(contact_id).unwrap_or(service.options.url_lifetime)
}
