//! What goes into the core and what comes out.
//!
//! The rule in one sentence: *one input or wish, drain the outputs to `None`, arm one timer for
//! [`Hub::poll_timeout`](crate::hub::Hub::poll_timeout).*

use std::rc::Rc;

use crate::error::Failure;
use crate::event::Event;
use crate::ids::{CallId, ConnectionId, RequestId, SessionId, SocketId};
use crate::log::Statement;
use crate::secret::Secret;

/// A fact from the world. It cannot be refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Input<P> {
    /// The armed moment has come.
    TimeReached,
    /// Something happened to a socket. Events of a retired socket are ignored.
    Socket(SocketId, SocketEvent<P>),
    /// An attempt at a request is over.
    Response(RequestId, Result<HttpResponse<P>, LinkFault<P>>),
    /// The page answered a request for a connection token.
    Token(RequestId, TokenAnswer<P>),
    /// What the machine believes of its network.
    Link(LinkChange),
    /// The page woke up: visible, focused, shown again. A connection that looks open may be dead.
    Woke,
    /// The connection that the page supplied says something.
    Supplied(ConnectionId, SuppliedEvent<P>),
    /// `ChatEnded` was delivered to the page's handlers.
    EndDelivered(SessionId),
}

/// What became of a request for an agent's connection token.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenAnswer<P> {
    /// The page's promise was fulfilled with this.
    Fulfilled(P),
    /// It was rejected: the service may still give a token.
    Rejected,
    /// There was no promise: the page's function is missing, or threw this error.
    Failed(P),
}

/// What happens to a socket, in the order `Opened`, `Text`…, `Closed`.
#[derive(Clone, Debug, PartialEq)]
pub enum SocketEvent<P> {
    /// The handshake is done.
    Opened,
    /// A text frame.
    Text(P),
    /// It is closed, or never opened. Nothing follows.
    Closed {
        /// Close code, 1006 where there was none.
        code: u16,
    },
    /// The browser did not even make it.
    NotMade,
}

/// What the machine believes of its network: a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkChange {
    /// There seems to be a network.
    Online,
    /// There seems to be none.
    Offline,
    /// The page's own word, given through `isNetworkOnline`: there is a network.
    SaidOnline,
    /// The page's own word: there is none, so nothing is to be tried.
    SaidOffline,
}

/// What a connection that the page supplied says.
#[derive(Clone, Debug, PartialEq)]
pub enum SuppliedEvent<P> {
    /// It is open.
    Gained,
    /// It was lost and will come back.
    Lost,
    /// It is gone for good.
    Failed,
    /// A deep heartbeat was answered.
    DeepHeartbeatSuccess,
    /// A deep heartbeat went wrong.
    DeepHeartbeatFailure,
    /// A frame on the topic `aws/chat`, as an object.
    Frame(P),
}

/// What the caller must do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Output<P> {
    /// Make a socket.
    OpenSocket {
        /// Its number, under which its events come back.
        id: SocketId,
        /// Where to. Signed: whoever has it can read the chat.
        url: Secret<P>,
    },
    /// Send a text frame.
    SendText {
        /// On which socket.
        id: SocketId,
        /// The frame.
        text: &'static str,
    },
    /// Close a socket. Its events are of no interest any more.
    CloseSocket {
        /// Which one.
        id: SocketId,
        /// Why, for the service's logs. The code is always 1000.
        reason: &'static str,
    },
    /// Send a request, once. Repeating is the core's business.
    Fetch {
        /// Its number, under which the response comes back.
        id: RequestId,
        /// What to send; shared with the next attempt.
        request: Rc<HttpRequest<P>>,
    },
    /// Give a request up. Its answer is of no interest any more.
    GiveUp(RequestId),
    /// Ask the page for an agent's connection token.
    AskToken {
        /// The number under which the answer comes back.
        id: RequestId,
        /// Whose token.
        session: SessionId,
    },
    /// Ask the page whether there is a network; the answer is [`LinkChange::SaidOnline`] or
    /// [`LinkChange::SaidOffline`].
    AskNetwork,
    /// Listen to the connection that the page supplied with this session.
    Attach {
        /// The number under which it speaks.
        connection: ConnectionId,
        /// The session that it was supplied with.
        session: SessionId,
    },
    /// Stop listening to it.
    Detach {
        /// Which one.
        connection: ConnectionId,
    },
    /// Connection details became known for the first time.
    Details {
        /// Whose.
        session: SessionId,
        /// What the page sees of them.
        details: P,
    },
    /// Tell the page, on a later task.
    Emit(Event<P>),
    /// A call is over. Exactly once per call.
    Settle {
        /// Which one.
        call: CallId,
        /// How.
        outcome: Result<P, Failure<P>>,
    },
    /// Something worth a line in the log.
    Log(Statement),
    /// Something worth counting or timing.
    Measure {
        /// In which session.
        session: SessionId,
        /// The metric's name.
        name: &'static str,
        /// What of it.
        measure: Measure,
    },
    /// The session will ask the page for nothing any more: what the page handed over for it can be let go.
    Retired(SessionId),
}

/// A measurement of the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// So many.
    Count(u32),
    /// An operation took so many milliseconds, and failed or not.
    Took(u64, bool),
}

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpRequest<P> {
    /// `GET`, `POST` or `PUT`.
    pub method: &'static str,
    /// Absolute URL. May be signed.
    pub url: Secret<P>,
    /// Headers and body by the kind of request.
    pub kind: RequestKind<P>,
}

/// What a request carries and what its answer is read as.
#[derive(Clone, Debug, PartialEq)]
pub enum RequestKind<P> {
    /// An operation of the Participant Service; the answer is JSON.
    Service {
        /// `x-amz-bearer`; left out where it is absent.
        bearer: Secret<P>,
        /// `x-amz-user-agent`.
        user_agent: P,
        /// The JSON body; absent with `GET`.
        body: P,
    },
    /// Upload of a file to a pre-signed URL; the answer's body is of no interest.
    Upload {
        /// Exactly these headers; absent for none.
        headers: P,
        /// The page's `{ attachment, onProgress? }`: the file itself, and who hears of its way.
        upload: P,
    },
    /// Download from a pre-signed URL; the answer is a `Blob`.
    Download,
}

/// An answer, of whatever status.
#[derive(Clone, Debug, PartialEq)]
pub struct HttpResponse<P> {
    /// HTTP status.
    pub status: u16,
    /// What the headers say, each member absent where its header is: `requestId` (`x-amzn-requestid` or
    /// the first of its older names), `extendedRequestId` (`x-amz-id-2`), `cfId` (`x-amz-cf-id`),
    /// `errorType` (`x-amzn-errortype`), `retryAfter` (`retry-after`).
    pub headers: P,
    /// The body.
    pub body: Body<P>,
}

/// A body as it could be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Body<P> {
    /// There was none.
    Empty,
    /// Parsed JSON, or the `Blob` of a download.
    Value(P),
    /// It was no JSON. Brings the native error.
    Unreadable(LinkFault<P>),
}

/// No answer: the network failed, or the browser refused. Brings the native error.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkFault<P> {
    /// The error's name, `TypeError` as a rule.
    pub name: P,
    /// The error's message.
    pub message: P,
    /// The error itself.
    pub native: P,
}
