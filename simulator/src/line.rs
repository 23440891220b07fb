//! TCP connections that a test can break in the middle of a request.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Sent in place of an answer before a broken connection closes. Bytes that are no HTTP, because a
/// browser silently repeats a request whose reused connection closes without a byte, and a test
/// that orders one failure would see none.
const GARBLED: &[u8] = b"\x00connection broken on request\r\n\r\n";

/// Breaks the connection that a request came in on.
#[derive(Clone, Debug, Default)]
pub struct LineBreaker(Arc<AtomicBool>);

impl LineBreaker {
    /// From now on nothing sensible leaves on this connection.
    pub fn break_line(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A TCP listener whose connections can be broken.
pub struct Lines(pub TcpListener);

impl Listener for Lines {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Frames are small and each one is awaited by somebody: don't hold them back. A socket on
        // which this can't be set still works.
        let _ = stream.set_nodelay(true);
        (Line { stream, breaker: LineBreaker::default() }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, Lines>> for LineBreaker {
    fn connect_info(stream: IncomingStream<'_, Lines>) -> Self {
        stream.io().breaker.clone()
    }
}

/// One connection.
pub struct Line {
    stream: TcpStream,
    breaker: LineBreaker,
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if !self.breaker.0.load(Ordering::Relaxed) {
            return Pin::new(&mut self.stream).poll_write(context, bytes);
        }
        match Pin::new(&mut self.stream).poll_write(context, GARBLED) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(_) => Poll::Ready(Err(io::ErrorKind::ConnectionReset.into())),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
