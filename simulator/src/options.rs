//! How a service is set up.

use std::path::PathBuf;
use std::time::Duration;

use crate::script::Script;

/// Settings of one running service.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folder served at `/`.
    pub www: Option<PathBuf>,
    /// Folder served at `/dist/`.
    pub dist: Option<PathBuf>,
    /// Folder served at `/node_modules/`.
    pub modules: Option<PathBuf>,
    /// What the agent of a new contact does unless the contact asks for another script.
    pub script: Script,
    /// How long a connection token is good.
    pub connection_token_lifetime: Duration,
    /// How long a WebSocket URL or a pre-signed URL is good.
    pub url_lifetime: Duration,
    /// Whether to write a line per request to standard error: method, path, status, nothing else.
    pub verbose: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            www: None,
            dist: None,
            modules: None,
            script: Script::Greeter,
            connection_token_lifetime: Duration::from_secs(86_400),
            url_lifetime: Duration::from_secs(100),
            verbose: false,
        }
    }
}
