//! Sign-in of a customer in the middle of a chat: the URL that a page opens, and what comes of it.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use parking_lot::Mutex;

use crate::contact::{Contact, Keep};
use crate::error::ServiceError;
use crate::ids::new_token;
use crate::item::{self, content_type};
use crate::script;
use crate::service::Service;

/// A sign-in that waits for its page to be opened.
struct Pending {
    contact: Arc<Contact>,
    session_id: String,
    redirect_uri: String,
}

/// Sign-ins by the token in their URL.
#[derive(Default)]
pub struct Authentications(Mutex<HashMap<String, Pending>>);

impl Authentications {
    /// Begins a sign-in; returns the path of its page.
    pub fn begin(&self, contact: Arc<Contact>, session_id: &str, redirect_uri: &str) -> String {
        let token = new_token();
        let pending = Pending { contact, session_id: session_id.to_owned(), redirect_uri: redirect_uri.to_owned() };
        self.0.lock().insert(token.clone(), pending);
        format!("/authenticate/{token}")
    }

    /// Gives up the sign-ins of a session in a contact.
    pub fn cancel(&self, contact: &Contact, session_id: &str) {
        self.0.lock().retain(|_, pending| pending.contact.id != contact.id || pending.session_id != session_id);
    }

    /// Forgets every sign-in.
    pub fn clear(&self) {
        self.0.lock().clear();
    }

    fn finish(&self, token: &str) -> Option<Pending> {
        self.0.lock().remove(token)
    }
}

/// `GET /authenticate/{token}`: signs the customer in without a question, tells the contact, and goes
/// back to the page that asked, with a `code` and the session as `state`.
pub async fn page(State(service): State<Arc<Service>>, Path(token): Path<String>) -> Response {
    let Some(pending) = service.authentications.finish(&token) else {
        return ServiceError::not_found("This sign-in is over or never began").into_response();
    };
    let event = item::event(None, content_type::AUTHENTICATION_SUCCEEDED, None);
    pending.contact.post(event, Keep::Stored);
    script::authentication_ended(&pending.contact, true);
    let separator = if pending.redirect_uri.contains('?') { '&' } else { '?' };
    let target = format!(
        "{}{separator}code={}&state={}",
        pending.redirect_uri,
        new_token(),
        percent_encode(&pending.session_id)
    );
    Redirect::to(&target).into_response()
}

/// Encodes everything but letters, digits and `-._~`.
fn percent_encode(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(encode).collect()
}
