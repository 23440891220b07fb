//! The states of a connection, each reached the shortest way.

use super::{Answer, Chat, Handshake, Reply};

/// How long a socket lives before another one takes over.
pub const LIFETIME: u64 = 3_540_000;

/// A connection whose last socket was lost and whose request for details is held.
pub fn fetching() -> Chat {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Held]);
    chat.lose_socket();
    chat.forget_the_past();
    chat
}

/// A connection whose handshake hangs.
pub fn connecting() -> Chat {
    let mut chat = Chat::new();
    chat.service.handshake = Handshake::Hang;
    chat.connect();
    chat.take_told();
    chat
}

/// A connection whose primary is old and whose request for details is held.
pub fn open_and_fetching() -> Chat {
    let mut chat = Chat::connected();
    chat.service.plan("connection", [Reply::Held]);
    chat.advance(LIFETIME);
    chat.take_told();
    chat
}

/// A connection whose primary is old and whose secondary is connecting.
pub fn open_with_secondary_connecting() -> Chat {
    let mut chat = Chat::connected();
    chat.service.handshake = Handshake::Hang;
    chat.advance(LIFETIME);
    chat.take_told();
    chat
}

/// A connection whose primary is old and whose secondary is open, but not subscribed.
pub fn both_open() -> Chat {
    let mut chat = Chat::connected();
    chat.service.subscribe = Answer::Silence;
    chat.advance(LIFETIME);
    chat.take_told();
    assert_eq!(chat.open_sockets().len(), 2);
    chat
}

/// A connection without a socket on a machine without a network.
pub fn waiting() -> Chat {
    let mut chat = Chat::connected();
    chat.advance(20_000);
    chat.go_offline();
    chat.lose_socket();
    chat.forget_the_past();
    chat
}

/// A connection that gave up.
pub fn terminated() -> Chat {
    let mut chat = fetching();
    chat.release("connection", Reply::Status(400));
    assert_eq!(chat.take_reasons(), ["ConnectionBroken: connection-details-refused"]);
    chat
}
