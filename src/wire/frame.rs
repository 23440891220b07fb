//! Frames of the WebSocket: one JSON text each, compact, members in this order.

/// Asks for the items of the chat.
pub const SUBSCRIBE: &str = r#"{"topic":"aws/subscribe","content":{"topics":["aws/chat"]}}"#;
/// Liveness of the gateway.
pub const HEARTBEAT: &str = r#"{"topic":"aws/heartbeat"}"#;
/// Liveness through to the service: the deep heartbeat.
pub const PING: &str = r#"{"topic":"aws/ping"}"#;
