//! Inputs and outputs of the core in a few words, for the trace.

use amazon_connect_chat_wasm::event::EventData;
use amazon_connect_chat_wasm::io::{Input, Output, SocketEvent};
use serde_json::Value;

pub fn input(input: &Input<Value>) -> String {
    match input {
        Input::TimeReached => "timer".to_owned(),
        Input::Socket(id, SocketEvent::Text(text)) => {
            format!("socket {}: {}", id.0, short(text.as_str().unwrap_or_default()))
        }
        Input::Socket(id, event) => format!("socket {}: {event:?}", id.0),
        Input::Response(id, Ok(response)) => {
            let asked = response.headers["retryAfter"].as_str().map(|asked| format!(" Retry-After {asked}"));
            let body = short(&format!("{:?}", response.body));
            format!("response {}: {}{} {body}", id.0, response.status, asked.unwrap_or_default())
        }
        Input::Response(id, Err(fault)) => format!("response {}: {}", id.0, fault.message),
        Input::Token(id, answer) => format!("token {}: {}", id.0, short(&format!("{answer:?}"))),
        other => short(&format!("{other:?}")),
    }
}

pub fn output(output: &Output<Value>) -> String {
    match output {
        Output::OpenSocket { id, url } => format!("open socket {} at {}", id.0, url.0),
        Output::SendText { id, text } => format!("send on socket {}: {text}", id.0),
        Output::CloseSocket { id, reason } => format!("close socket {}: {reason}", id.0),
        Output::Fetch { id, request } => {
            let bearer = crate::service::bearer(request).unwrap_or("nobody");
            format!("request {}: {} as {bearer}", id.0, request.url.0)
        }
        Output::GiveUp(id) => format!("give request {} up", id.0),
        Output::Emit(event) => {
            let data = match &event.data {
                EventData::Reason(reason) => reason.code().to_owned(),
                EventData::Item(item) => short(&item.to_string()),
                data => format!("{data:?}"),
            };
            format!("tell session {} {:?}: {data}", event.session.0, event.kind)
        }
        Output::Settle { call, outcome: Ok(data) } => format!("settle call {}: {}", call.0, short(&data.to_string())),
        Output::Settle { call, outcome: Err(failure) } => format!("reject call {}: {failure}", call.0),
        Output::Log(statement) => format!("log {:?}: {}", statement.level, statement.text),
        other => short(&format!("{other:?}")),
    }
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    const MOST: usize = 140;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).chain(['…']).collect() }
}
