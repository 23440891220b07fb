//! The state behind every handler.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::HeaderMap;
use parking_lot::RwLock;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::attachments::Attachments;
use crate::authentication::Authentications;
use crate::contact::{Contact, Opening, SocketCommand};
use crate::control::faults::Faults;
use crate::control::rules::Rules;
use crate::error::ServiceError;
use crate::events::Events;
use crate::options::Options;
use crate::record::Log;
use crate::tokens::Tokens;

/// Header that carries a participant's token.
pub const BEARER: &str = "x-amz-bearer";

/// Everything one running service holds; all of it in memory, attachments in a temporary folder.
pub struct Service {
    /// How it was set up.
    pub options: Options,
    /// Tokens issued so far.
    pub tokens: Tokens,
    /// What tests have ordered about sockets, tokens and uploads.
    pub rules: Rules,
    /// Failures that tests have ordered.
    pub faults: Faults,
    /// What came in and went out.
    pub log: Log,
    /// Uploaded files.
    pub attachments: Attachments,
    /// Sign-ins that a customer has begun.
    pub authentications: Authentications,
    /// The live feed of the agent's side.
    pub events: Arc<Events>,
    /// Cancelled when the service shuts down: long-lived answers end then.
    pub closing: CancellationToken,
    contacts: RwLock<HashMap<String, Arc<Contact>>>,
    sockets: AtomicU64,
    port: u16,
}

impl Service {
    /// A service without contacts that is reached at `address`.
    ///
    /// # Errors
    /// When the temporary folder for attachments can't be made.
    pub fn new(options: Options, address: SocketAddr) -> io::Result<Arc<Self>> {
        Ok(Arc::new(Self {
            tokens: Tokens::default(),
            rules: Rules::default(),
            faults: Faults::default(),
            log: Log::default(),
            attachments: Attachments::new()?,
            authentications: Authentications::default(),
            events: Arc::new(Events::new()),
            closing: CancellationToken::new(),
            contacts: RwLock::default(),
            sockets: AtomicU64::new(0),
            port: address.port(),
            options,
        }))
    }

    /// An absolute URL on this service. Always the loopback address: it is the only host for which
    /// ChatJS accepts an unencrypted WebSocket.
    pub fn url(&self, scheme: &str, path: &str) -> String {
        format!("{scheme}://{}:{}{path}", Ipv4Addr::LOCALHOST, self.port)
    }

    /// Starts a contact.
    pub fn open_contact(&self, opening: Opening) -> Arc<Contact> {
        let contact = Contact::open(opening, Arc::clone(&self.events));
        self.contacts.write().insert(contact.id.clone(), Arc::clone(&contact));
        contact
    }

    /// The contact with this Id.
    ///
    /// # Errors
    /// `ResourceNotFoundException` when there is none.
    pub fn contact(&self, id: &str) -> Result<Arc<Contact>, ServiceError> {
        let found = self.contacts.read().get(id).cloned();
        found.ok_or_else(|| ServiceError::not_found("No contact has this Id"))
    }

    /// Every contact, oldest first.
    pub fn contacts(&self) -> Vec<Arc<Contact>> {
        let mut contacts: Vec<_> = self.contacts.read().values().cloned().collect();
        contacts.sort_by(|a, b| (a.started, &a.id).cmp(&(b.started, &b.id)));
        contacts
    }

    /// The contact that a request speaks of, by its token or its attachment.
    pub fn contact_of_request(&self, headers: &HeaderMap, path: &str) -> Option<String> {
        let bearer = headers.get(BEARER).and_then(|value| value.to_str().ok());
        if let Some(contact) = bearer.and_then(|token| self.tokens.contact_of(token)) {
            return Some(contact.id.clone());
        }
        let id = path.strip_prefix("/attachments/")?.split('/').nth(1)?;
        self.attachments.contact_of(id)
    }

    /// A number for a new socket.
    pub fn next_socket(&self) -> u64 {
        self.sockets.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Back to the state after the start: contacts, tokens, rules, faults, files and log are gone,
    /// open sockets are cut, held requests go on.
    pub fn reset(&self) {
        let contacts = std::mem::take(&mut *self.contacts.write());
        for contact in contacts.values() {
            contact.forget();
            contact.command_sockets(|| SocketCommand::Cut);
        }
        self.tokens.clear();
        self.rules.clear();
        self.faults.clear();
        self.attachments.clear();
        self.authentications.clear();
        self.log.clear();
    }

    /// A summary for tests.
    pub fn summary(&self) -> Value {
        let contacts = self.contacts();
        let open = contacts.iter().filter(|contact| !contact.is_ended()).count();
        let sockets: usize = contacts.iter().map(|contact| contact.open_sockets()).sum();
        json!({
            "contacts": contacts.len(),
            "openContacts": open,
            "openSockets": sockets,
            "pendingFaults": self.faults.pending(),
            "heldRequests": self.faults.held(),
            "attachments": self.attachments.count(),
        })
    }
}
