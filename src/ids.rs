//! Identifiers of what the core starts, and a small map keyed by them.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub u32);
    )*};
}

ids! {
    /// A session of the page: one participant of one contact.
    SessionId,
    /// A connection that sessions share.
    ConnectionId,
    /// A socket. It grows with every socket, so that a late event of an old one is recognised.
    SocketId,
    /// A request to the service, one number per attempt.
    RequestId,
    /// A call of the page, numbered by the page's side. It settles exactly once.
    CallId,
}

/// A map from ids to values, in the order in which they were added: few at a time, so they are looked through.
#[derive(Clone, Debug)]
pub struct IdMap<K, V> {
    entries: Vec<(K, V)>,
}

impl<K, V> Default for IdMap<K, V> {
    fn default() -> Self {
        IdMap { entries: Vec::new() }
    }
}

impl<K: Copy + PartialEq, V> IdMap<K, V> {
    /// Adds a value under an id that is not there.
    pub fn insert(&mut self, id: K, value: V) {
        debug_assert!(self.get(id).is_none(), "no id is handed out twice");
        self.entries.push((id, value));
    }

    /// The value under `id`.
    #[must_use]
    pub fn get(&self, id: K) -> Option<&V> {
        self.entries.iter().find(|(key, _)| *key == id).map(|(_, value)| value)
    }

    /// The value under `id`, to change it.
    pub fn get_mut(&mut self, id: K) -> Option<&mut V> {
        self.entries.iter_mut().find(|(key, _)| *key == id).map(|(_, value)| value)
    }

    /// Takes the value under `id` out.
    pub fn remove(&mut self, id: K) -> Option<V> {
        let position = self.entries.iter().position(|(key, _)| *key == id)?;
        Some(self.entries.remove(position).1)
    }

    /// Ids and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (K, &V)> {
        self.entries.iter().map(|(id, value)| (*id, value))
    }

    /// The values in order, to change them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// Number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
