//! The live feed of the agent's side: everything that happens in any contact.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::broadcast;

/// Events a listener may lag behind before it loses the oldest.
const BACKLOG: usize = 4096;

/// Sends events to every listener of `GET /agent/events`.
pub struct Events {
    sender: broadcast::Sender<Arc<str>>,
}

impl Events {
    /// A feed without listeners.
    pub fn new() -> Self {
        Self { sender: broadcast::Sender::new(BACKLOG) }
    }

    /// Listens from now on; each event is the text of a JSON object.
    pub fn listen(&self) -> broadcast::Receiver<Arc<str>> {
        self.sender.subscribe()
    }

    /// Tells listeners `{ type, contactId, ...members }`.
    pub fn tell(&self, kind: &str, contact_id: &str, members: Value) {
        self.tell_lazily(kind, contact_id, || members);
    }

    /// As [`Events::tell`]; the members are only made when somebody listens.
    pub fn tell_lazily(&self, kind: &str, contact_id: &str, members: impl FnOnce() -> Value) {
        if self.sender.receiver_count() == 0 {
            return;
        }
        let mut event = json!({ "type": kind, "contactId": contact_id });
        if let (Some(event), Value::Object(members)) = (event.as_object_mut(), members()) {
            event.extend(members);
        }
        // The last listener may have left in between: then nobody is told.
        let _ = self.sender.send(Arc::from(event.to_string()));
    }
}
