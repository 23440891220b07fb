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
/// Longest file name, in characters.
const MAX_NAME: usize = 256;
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
    /// What was announced of the file.
    pub file: FileDetails,
    /// How far it has come.
    pub stage: Stage,
}

/// What a sender says about a file before its bytes come.
#[derive(Clone, Debug)]
pub struct FileDetails {
    /// File name.
    pub name: String,
    /// Content type.
    pub content_type: String,
    /// Size in bytes.
    pub size: usize,
}

/// Who announces a file.
pub struct Sender {
    /// The contact.
    pub contact_id: String,
    /// The participant.
    pub participant_id: String,
    /// The same for a call and its repetitions.
    pub repeat_key: Option<String>,
}

impl Attachment {
    /// The member of an item's `Attachments`.
    pub fn to_json(&self) -> Value {
        json!({
            "AttachmentId": self.id,
            "AttachmentName": self.file.name,
            "ContentType": self.file.content_type,
            "Status": self.stage.status(),
        })
    }
}

impl FileDetails {
    fn check(&self) -> Result<(), ServiceError> {
        let refusal = if self.name.is_empty() || self.name.chars().count() > MAX_NAME {
            "AttachmentName must have 1 to 256 characters"
        } else if self.size == 0 || self.size > MAX_BYTES {
            "AttachmentSizeInBytes must be 1 to 20971520 (20 MB)"
        } else if !ACCEPTED.contains(&self.content_type.as_str()) {
            "This ContentType is not accepted for attachments"
        } else {
            return Ok(());
        };
        Err(ServiceError::validation(refusal))
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
    catalogue: Mutex<Catalogue>,
    grants: Mutex<HashMap<String, Grant>>,
}

#[derive(Default)]
struct Catalogue {
    known: HashMap<String, Attachment>,
    /// Attachments of calls that may be repeated.
    repeats: HashMap<String, String>,
}

impl Attachments {
    /// An empty store.
    ///
    /// # Errors
    /// When the temporary folder can't be made.
    pub fn new() -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("connect-local-").tempdir()?;
        Ok(Self { folder, catalogue: Mutex::default(), grants: Mutex::default() })
    }

    /// Notes an attachment whose bytes are to come. A repeated call gets the first one's attachment.
    ///
    /// # Errors
    /// `ValidationException` for a name, size or type that is not accepted,
    /// `ServiceQuotaExceededException` for one attachment too many.
    pub fn announce(&self, sender: &Sender, file: FileDetails) -> Result<Attachment, ServiceError> {
        file.check()?;
        let mut catalogue = self.catalogue.lock();
        let key = sender.repeat_key.as_ref();
        let earlier = key.and_then(|key| catalogue.repeats.get(key));
        if let Some(attachment) = earlier.and_then(|id| catalogue.known.get(id)) {
            return Ok(attachment.clone());
        }
        let in_contact = |other: &&Attachment| other.contact_id == sender.contact_id;
        if catalogue.known.values().filter(in_contact).count() >= MAX_PER_CONTACT {
            return Err(ServiceError::quota("A contact can have 35 attachments"));
        }
        let attachment = Attachment {
            id: new_id(),
            contact_id: sender.contact_id.clone(),
            sender_id: sender.participant_id.clone(),
            file,
            stage: Stage::Announced,
        };
        if let Some(key) = key {
            catalogue.repeats.insert(key.clone(), attachment.id.clone());
        }
        catalogue.known.insert(attachment.id.clone(), attachment.clone());
        Ok(attachment)
    }

    /// The attachment with this Id.
    pub fn get(&self, id: &str) -> Option<Attachment> {
        self.catalogue.lock().known.get(id).cloned()
    }

    /// The contact of an attachment.
    pub fn contact_of(&self, id: &str) -> Option<String> {
        let catalogue = self.catalogue.lock();
        catalogue.known.get(id).map(|attachment| attachment.contact_id.clone())
    }

    /// Moves an attachment on; returns what it is now.
    pub fn advance(&self, id: &str, stage: Stage) -> Option<Attachment> {
        let mut catalogue = self.catalogue.lock();
        let attachment = catalogue.known.get_mut(id)?;
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
        let grant = Grant { attachment_id: id.to_owned(), direction, expires };
        self.grants.lock().insert(signature, grant);
        path
    }

    /// The attachment that a pre-signed URL is good for.
    ///
    /// # Errors
    /// Why the URL is refused.
    pub fn check(&self, id: &str, direction: Direction, signature: &str) -> Result<Attachment, UrlFault> {
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
        self.catalogue.lock().known.len()
    }

    /// Forgets every attachment and deletes its bytes.
    pub fn clear(&self) {
        self.grants.lock().clear();
        let catalogue = std::mem::take(&mut *self.catalogue.lock());
        for id in catalogue.known.into_keys() {
            // One that was only announced has no file.
            let _ = std::fs::remove_file(self.file(&id));
        }
    }

    /// Ids are made here (UUIDs), so they are safe as file names.
    fn file(&self, id: &str) -> PathBuf {
        self.folder.path().join(id)
    }
}
