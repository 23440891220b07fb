//! Uploaded files and the pre-signed URLs through which they come and go.
//!
//! Bytes lie in a temporary folder that disappears with the service. A pre-signed URL is a path with
//! a random signature that is good for one attachment, one direction and a limited time.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use parking_lot::Mutex;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::clock::WallTime;
use crate::error::ServiceError;
use crate::ids::{new_id, new_token};

/// Largest attachment, in bytes.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// Most attachments of one contact.
pub const MAX_PER_CONTACT: usize = 35;
/// Header that an upload must carry, with its value.
pub const ACL: (&str, &str) = ("x-amz-acl", "bucket-owner-full-control");

/// Content types that Amazon Connect accepts for attachments.
const ACCEPTED: [&str; 21] = [
    "application/msword",
    "application/pdf",
    "application/rtf",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "audio/vnd.wave",
    "audio/wav",
    "audio/x-wav",
    "image/gif",
    "image/heic",
    "image/jpeg",
    "image/png",
    "image/tiff",
    "text/csv",
    "text/plain",
    "text/rtf",
    "video/mp4",
    "video/quicktime",
];

/// How far an attachment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Announced; its bytes have not come.
    Announced,
    /// Its bytes are here; the upload has not been completed.
    Uploaded,
    /// Part of the transcript, being scanned.
    InProgress,
    /// Part of the transcript; can be downloaded.
    Approved,
    /// Part of the transcript; can't be downloaded.
    Rejected,
}

impl Stage {
    /// The `Status` that a transcript item shows.
    fn status(self) -> &'static str {
        match self {
            Self::Announced | Self::Uploaded | Self::InProgress => "IN_PROGRESS",
            Self::Approved => "APPROVED",
            Self::Rejected => "REJECTED",
        }
    }
}

/// What is known of an attachment.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Identifier.
    pub id: String,
    /// The contact it belongs to.
    pub contact_id: String,
    /// The participant who sends it.
    pub sender_id: String,
    /// File name.
    pub name: String,
    /// Content type.
    pub content_type: String,
    /// Size in bytes, as announced.
    pub size: usize,
    /// How far it has come.
    pub stage: Stage,
}

impl Attachment {
    /// The member of an item's `Attachments`.
    pub fn to_json(&self) -> Value {
        json!({
            "AttachmentId": self.id,
            "AttachmentName": self.name,
            "ContentType": self.content_type,
            "Status": self.stage.status(),
        })
    }
}

/// Which way a pre-signed URL lets bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the sender to the service.
    Upload,
    /// From the service to whoever reads.
    Download,
}

/// Why a pre-signed URL is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlFault {
    /// No such signature for this attachment and direction.
    Unsigned,
    /// It was good once.
    Expired,
}

struct Grant {
    attachment_id: String,
    direction: Direction,
    expires: WallTime,
}

/// Every attachment since the last reset.
pub struct Attachments {
    folder: TempDir,
    known: Mutex<HashMap<String, Attachment>>,
    grants: Mutex<HashMap<String, Grant>>,
}

impl Attachments {
    /// An empty store.
    ///
    /// # Errors
    /// When the temporary folder can't be made.
    pub fn new() -> io::Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("connect-local-")
            .tempdir()?;
        Ok(Self {
            folder,
            known: Mutex::default(),
            grants: Mutex::default(),
        })
    }

    /// Notes an attachment whose bytes are to come.
    ///
    /// # Errors
    /// `ValidationException` for a size or type that is not accepted, `ServiceQuotaExceededException`
    /// for one attachment too many.
    pub fn announce(
        &self,
        contact_id: &str,
        sender_id: &str,
        name: &str,
        content_type: &str,
        size: usize,
    ) -> Result<Attachment, ServiceError> {
        if name.is_empty() || name.chars().count() > 256 {
            return Err(ServiceError::validation(
                "AttachmentName must have 1 to 256 characters",
            ));
        }
        if size == 0 || size > MAX_BYTES {
            return Err(ServiceError::validation(
                "AttachmentSizeInBytes must be 1 to 20971520 (20 MB)",
            ));
        }
        if !ACCEPTED.contains(&content_type) {
            return Err(ServiceError::validation(
                "This ContentType is not accepted for attachments",
            ));
        }
        let mut known = self.known.lock();
        let of_contact = known
            .values()
            .filter(|other| other.contact_id == contact_id)
            .count();
        if of_contact >= MAX_PER_CONTACT {
            return Err(ServiceError::quota("A contact can have 35 attachments"));
        }
        let attachment = Attachment {
            id: new_id(),
            contact_id: contact_id.to_owned(),
            sender_id: sender_id.to_owned(),
            name: name.to_owned(),
            content_type: content_type.to_owned(),
            size,
            stage: Stage::Announced,
        };
        known.insert(attachment.id.clone(), attachment.clone());
        Ok(attachment)
    }

    /// The attachment with this Id.
    pub fn get(&self, id: &str) -> Option<Attachment> {
        self.known.lock().get(id).cloned()
    }

    /// The contact of an attachment.
    pub fn contact_of(&self, id: &str) -> Option<String> {
        self.known
            .lock()
            .get(id)
            .map(|attachment| attachment.contact_id.clone())
    }

    /// Moves an attachment on; returns what it is now.
    pub fn advance(&self, id: &str, stage: Stage) -> Option<Attachment> {
        let mut known = self.known.lock();
        let attachment = known.get_mut(id)?;
        attachment.stage = stage;
        Some(attachment.clone())
    }

    /// Path and query of a URL that lets the bytes of an attachment go one way until `expires`.
    pub fn sign(&self, id: &str, direction: Direction, expires: WallTime) -> String {
        let signature = new_token();
        let way = match direction {
            Direction::Upload => "upload",
            Direction::Download => "download",
        };
        let path = format!("/attachments/{way}/{id}?X-Amz-Signature={signature}");
        let grant = Grant {
            attachment_id: id.to_owned(),
            direction,
            expires,
        };
        self.grants.lock().insert(signature, grant);
        path
    }

    /// The attachment that a pre-signed URL is good for.
    ///
    /// # Errors
    /// Why the URL is refused.
    pub fn check(
        &self,
        id: &str,
        direction: Direction,
        signature: &str,
    ) -> Result<Attachment, UrlFault> {
        let grants = self.grants.lock();
        let grant = grants.get(signature).ok_or(UrlFault::Unsigned)?;
        if grant.attachment_id != id || grant.direction != direction {
            return Err(UrlFault::Unsigned);
        }
        if WallTime::now() >= grant.expires {
            return Err(UrlFault::Expired);
        }
        self.get(id).ok_or(UrlFault::Unsigned)
    }

    /// Stores the bytes of an attachment.
    ///
    /// # Errors
    /// When the file can't be written.
    pub async fn write(&self, id: &str, bytes: &[u8]) -> io::Result<()> {
        tokio::fs::write(self.file(id), bytes).await
    }

    /// Reads the bytes of an attachment.
    ///
    /// # Errors
    /// When they were never stored.
    pub async fn read(&self, id: &str) -> io::Result<Vec<u8>> {
        tokio::fs::read(self.file(id)).await
    }

    /// How many attachments there are.
    pub fn count(&self) -> usize {
        self.known.lock().len()
    }

    /// Forgets every attachment and deletes its bytes.
    pub fn clear(&self) {
        self.grants.lock().clear();
        for id in std::mem::take(&mut *self.known.lock()).into_keys() {
            // One that was only announced has no file.
            let _ = std::fs::remove_file(self.file(&id));
        }
    }

    /// Ids are made here (UUIDs), so they are safe as file names.
    fn file(&self, id: &str) -> PathBuf {
        self.folder.path().join(id)
    }
}
