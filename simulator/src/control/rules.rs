//! Standing orders of tests about sockets, tokens and uploads, for one contact or for all.

use std::collections::HashMap;
use std::time::Duration;

use parking_lot::Mutex;
use serde::Deserialize;

/// What happens to a WebSocket handshake.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UpgradeMode {
    /// The socket opens.
    #[default]
    Accept,
    /// The handshake is answered with a status.
    Refuse,
    /// The handshake is never answered.
    Hang,
    /// The socket opens, but nothing is ever sent and every frame is swallowed.
    HalfOpen,
}

/// What happens to a subscribe frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubscriptionMode {
    /// Subscribed, and told so.
    #[default]
    Answer,
    /// No answer, not subscribed.
    Ignore,
    /// Answered with a failure, not subscribed.
    Refuse,
}

/// What becomes of an uploaded attachment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScanVerdict {
    /// Approved at once, without a scanner.
    #[default]
    Instant,
    /// `IN_PROGRESS` first, then `APPROVED`.
    Approve,
    /// `IN_PROGRESS` first, then `REJECTED`.
    Reject,
}

/// An order about handshakes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Upgrades {
    /// What happens.
    pub mode: UpgradeMode,
    /// Status of a refusal.
    pub status: u16,
}

/// An order about `aws/ping`.
#[derive(Clone, Copy, Debug)]
pub struct Pings {
    /// Whether pings are answered.
    pub answer: bool,
    /// The answer's `statusCode`; anything but 200 is a failure to the client.
    pub status: u16,
}

impl Default for Pings {
    fn default() -> Self {
        Self { answer: true, status: 200 }
    }
}

/// An order about scanning attachments.
#[derive(Clone, Copy, Debug)]
pub struct Scanner {
    /// How it ends.
    pub verdict: ScanVerdict,
    /// How long it takes.
    pub delay: Duration,
}

impl Default for Scanner {
    fn default() -> Self {
        Self { verdict: ScanVerdict::Instant, delay: Duration::from_millis(500) }
    }
}

/// Members of CreateParticipantConnection's answer that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Omitted {
    /// `Websocket`.
    Websocket,
    /// `ConnectionCredentials`.
    ConnectionCredentials,
}

/// Every kind of order.
#[derive(Default)]
pub struct Rules {
    /// Handshakes.
    pub upgrades: Rule<Upgrades>,
    /// Whether `aws/heartbeat` is answered.
    pub heartbeats: Rule<bool>,
    /// `aws/ping`.
    pub pings: Rule<Pings>,
    /// Subscribe frames.
    pub subscriptions: Rule<SubscriptionMode>,
    /// Lifetime of new connection tokens.
    pub connection_token_lifetime: Rule<Duration>,
    /// Text of `ConnectionCredentials.Expiry` instead of the true one; `None` leaves it out.
    pub connection_expiry_text: Rule<Option<String>>,
    /// Lifetime of new WebSocket URLs and pre-signed URLs.
    pub url_lifetime: Rule<Duration>,
    /// What CreateParticipantConnection leaves out.
    pub omit: Rule<Vec<Omitted>>,
    /// Scanning of attachments.
    pub scanner: Rule<Scanner>,
}

impl Rules {
    /// Back to the defaults.
    pub fn clear(&self) {
        self.upgrades.clear();
        self.heartbeats.clear();
        self.pings.clear();
        self.subscriptions.clear();
        self.connection_token_lifetime.clear();
        self.connection_expiry_text.clear();
        self.url_lifetime.clear();
        self.omit.clear();
        self.scanner.clear();
    }
}

/// One order, in force for every contact or for some.
pub struct Rule<T>(Mutex<Layers<T>>);

struct Layers<T> {
    every: Option<Order<T>>,
    of_contact: HashMap<String, Order<T>>,
}

struct Order<T> {
    value: T,
    /// How often it still applies; `None` is for ever.
    left: Option<u32>,
}

impl<T> Default for Rule<T> {
    fn default() -> Self {
        Self(Mutex::new(Layers { every: None, of_contact: HashMap::new() }))
    }
}

impl<T: Clone> Rule<T> {
    /// Puts an order in force for `times` uses. Without a contact it replaces those of all contacts.
    pub fn set(&self, contact_id: Option<&str>, value: T, times: Option<u32>) {
        let order = Order { value, left: times };
        let mut layers = self.0.lock();
        match contact_id {
            Some(id) => {
                layers.of_contact.insert(id.to_owned(), order);
            }
            None => {
                layers.of_contact.clear();
                layers.every = Some(order);
            }
        }
    }

    /// The order in force for a contact, if any; counts as one use.
    pub fn take(&self, contact_id: &str) -> Option<T> {
        let layers = &mut *self.0.lock();
        let of_contact = layers.of_contact.get_mut(contact_id);
        of_contact.and_then(Order::take).or_else(|| layers.every.as_mut().and_then(Order::take))
    }

    fn clear(&self) {
        let mut layers = self.0.lock();
        layers.every = None;
        layers.of_contact.clear();
    }
}

impl<T: Clone> Order<T> {
    fn take(&mut self) -> Option<T> {
        if let Some(left) = &mut self.left {
            *left = left.checked_sub(1)?;
        }
        Some(self.value.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn an_order_for_a_contact_precedes_the_one_for_all_until_it_is_used_up() {
        let rule = Rule::default();
        rule.set(None, "all", None);
        rule.set(Some("a"), "a only", Some(1));
        assert_eq!(rule.take("b"), Some("all"));
        assert_eq!(rule.take("a"), Some("a only"));
        assert_eq!(rule.take("a"), Some("all"));
    }

    #[test]
    fn an_order_for_all_replaces_those_for_contacts() {
        let rule = Rule::default();
        rule.set(Some("a"), 1, None);
        rule.set(None, 2, None);
        assert_eq!(rule.take("a"), Some(2));
    }

    #[test]
    fn without_an_order_nothing_applies() {
        assert_eq!(Rule::<u8>::default().take("a"), None);
    }
}
