//! Participant tokens, connection tokens and WebSocket URLs: opaque, checked, expiring.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::RwLock;

use crate::clock::WallTime;
use crate::contact::Contact;
use crate::ids::new_token;
use crate::item::Participant;

/// What a token lets its bearer do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// CreateParticipantConnection. Valid as long as the contact is open.
    Participant,
    /// Every other operation.
    Connection,
    /// Opening a WebSocket.
    Socket,
}

/// On whose behalf a token speaks.
#[derive(Clone)]
pub struct Holder {
    /// The contact.
    pub contact: Arc<Contact>,
    /// The participant in it.
    pub participant: Participant,
}

struct Token {
    allows: Use,
    holder: Holder,
    expires: Option<WallTime>,
}

/// Every token issued since the last reset.
#[derive(Default)]
pub struct Tokens {
    issued: RwLock<HashMap<String, Token>>,
}

impl Tokens {
    /// Issues a token; without `expires` it lasts as long as the contact.
    pub fn issue(&self, allows: Use, holder: Holder, expires: Option<WallTime>) -> String {
        let text = new_token();
        self.issued.write().insert(text.clone(), Token { allows, holder, expires });
        text
    }

    /// The holder of a token that is good for this use now. A contact that has ended honours none.
    pub fn check(&self, text: &str, allows: Use) -> Option<Holder> {
        let issued = self.issued.read();
        let token = issued.get(text).filter(|token| token.allows == allows)?;
        let fresh = token.expires.is_none_or(|moment| WallTime::now() < moment);
        (fresh && !token.holder.contact.is_ended()).then(|| token.holder.clone())
    }

    /// The contact of any token, expired or not: for logs and faults, which precede the check.
    pub fn contact_of(&self, text: &str) -> Option<Arc<Contact>> {
        self.issued.read().get(text).map(|token| Arc::clone(&token.holder.contact))
    }

    /// Makes every connection token issued so far expire now, in one contact or in all; returns how many.
    pub fn expire_connections(&self, contact_id: Option<&str>) -> usize {
        let now = WallTime::now();
        let mut expired = 0;
        for token in self.issued.write().values_mut() {
            let here = contact_id.is_none_or(|id| id == token.holder.contact.id);
            if here && token.allows == Use::Connection {
                token.expires = Some(now);
                expired += 1;
            }
        }
        expired
    }

    /// Forgets every token.
    pub fn clear(&self) {
        self.issued.write().clear();
    }
}
