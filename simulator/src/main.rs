//! The command `connect-local`.

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use connect_local::{Options, Script, run};
use tokio::net::TcpListener;

/// Port used unless another is asked for.
const DEFAULT_PORT: u16 = 8080;
/// How many ports after the default are tried when it is taken.
const PORTS_TRIED: u16 = 100;

/// A local stand-in for Amazon Connect's Participant Service.
///
/// For development and tests: it holds no real data, keeps everything in memory and checks no
/// identity. Don't expose it to a network. When it listens it prints one line,
/// `connect-local listening on http://HOST:PORT`.
#[derive(Parser)]
#[command(name = "connect-local", version)]
struct Arguments {
    /// Port to listen on; 0 takes any free one. Without this: 8080, or the next free one
    #[arg(long)]
    port: Option<u16>,
    /// Address to listen on
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Folder served at /
    #[arg(long, value_name = "DIR")]
    www: Option<PathBuf>,
    /// Folder served at /dist/
    #[arg(long, value_name = "DIR")]
    dist: Option<PathBuf>,
    /// Folder served at /node_modules/
    #[arg(long, value_name = "DIR")]
    modules: Option<PathBuf>,
    /// What the other side of a new contact does by itself: greeter, silent, echo, ...
    #[arg(long, default_value = "greeter")]
    script: Script,
    /// How long a connection token is good
    #[arg(long, value_name = "SECS", default_value_t = 86_400)]
    connection_token_lifetime: u64,
    /// How long a WebSocket URL or a pre-signed URL is good
    #[arg(long, value_name = "SECS", default_value_t = 100)]
    url_lifetime: u64,
    /// Write a line per request to standard error: method, path, status; no tokens, no contents
    #[arg(long)]
    verbose: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("connect-local: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments) -> io::Result<()> {
    let interruption = interruption()?;
    let listener = bind(arguments.host, arguments.port).await?;
    println!("connect-local listening on http://{}", listener.local_addr()?);
    let options = Options {
        www: arguments.www,
        dist: arguments.dist,
        modules: arguments.modules,
        script: arguments.script,
        connection_token_lifetime: Duration::from_secs(arguments.connection_token_lifetime),
        url_lifetime: Duration::from_secs(arguments.url_lifetime),
        verbose: arguments.verbose,
    };
    run(listener, options, interruption).await
}

/// A port that was asked for is taken or nothing; the default gives way to the next free one.
async fn bind(host: IpAddr, port: Option<u16>) -> io::Result<TcpListener> {
    if let Some(port) = port {
        return TcpListener::bind((host, port)).await;
    }
    for port in DEFAULT_PORT..DEFAULT_PORT + PORTS_TRIED {
        match TcpListener::bind((host, port)).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            outcome => return outcome,
        }
    }
    Err(io::ErrorKind::AddrInUse.into())
}

/// Completes when a signal asks the process to end. Signals count from this call on, so none is
/// missed between the announcement and the first poll.
#[cfg(unix)]
fn interruption() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Completes on Ctrl-C, from this call on.
#[cfg(not(unix))]
fn interruption() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
