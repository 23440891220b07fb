//! Names of the operations, as faults and the log use them.

/// The operation that a path belongs to, or `None` for the pages, the agent's side and the control
/// interface, which are neither logged nor made to fail.
///
/// For the Participant Service it is what follows `/participant/` (`views` without its token); the
/// two ends of pre-signed URLs are `upload` and `download`.
pub fn of_path(path: &str) -> Option<&str> {
    if let Some(rest) = path.strip_prefix("/participant/") {
        return Some(rest.split_once('/').map_or(rest, |(first, _)| first));
    }
    let rest = path.strip_prefix("/attachments/")?;
    rest.split_once('/').map(|(first, _)| first)
}

/// The path without the secrets that stand in it.
pub fn without_secrets(path: &str) -> String {
    for prefix in ["/participant/views/", "/ws/", "/authenticate/"] {
        if path.starts_with(prefix) {
            return format!("{prefix}***");
        }
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{of_path, without_secrets};

    #[test]
    fn operations_are_named_after_their_paths() {
        assert_eq!(of_path("/participant/message"), Some("message"));
        assert_eq!(of_path("/participant/views/tok%2Fen"), Some("views"));
        assert_eq!(of_path("/attachments/upload/123"), Some("upload"));
        assert_eq!(of_path("/control/log"), None);
        assert_eq!(of_path("/start-chat"), None);
    }

    #[test]
    fn paths_in_logs_hide_tokens() {
        assert_eq!(without_secrets("/ws/abc"), "/ws/***");
        assert_eq!(without_secrets("/participant/views/abc"), "/participant/views/***");
        assert_eq!(without_secrets("/participant/message"), "/participant/message");
    }
}
