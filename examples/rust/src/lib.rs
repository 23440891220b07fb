//! A chat widget in Rust alone: starts a chat, shows what is said, sends what is typed.
//!
//! It talks to `connect-local`, which also serves it; see README.md.
#![cfg(target_arch = "wasm32")]

mod backend;
mod view;

use amazon_connect_chat_wasm::chat::{ChatClient, ChatError, ChatSession, Event, SessionOptions, Settings};
use amazon_connect_chat_wasm::event::EventKind;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use view::View;

/// Runs when the module is loaded.
#[wasm_bindgen(start)]
fn start() -> Result<(), JsValue> {
    let view = View::of_page()?;
    spawn_local(async move {
        if let Err(problem) = run(&view).await {
            view.show_problem(&problem);
        }
    });
    Ok(())
}

async fn run(view: &View) -> Result<(), String> {
    let (details, origin) = backend::start_chat().await.map_err(|error| format!("{error:?}"))?;
    let client = ChatClient::new(&Settings { endpoint: Some(origin) });
    let options =
        SessionOptions { region: "us-west-2".to_owned(), recover_missed_messages: true, ..SessionOptions::default() };
    let session = client.create(&details, &options, {
        let view = view.clone();
        move |session, event| show(&view, session, event)
    });
    session.connect().await.map_err(|error| error.to_string())?;

    view.on_submit({
        let (view, session) = (view.clone(), session.clone());
        move |text| {
            let said = session.send_message(&text);
            report(&view, async move { said.await.map(drop) });
        }
    });
    view.on_typing({
        let session = session.clone();
        // Whether the others see it matters to nobody here.
        move || drop(session.send_typing())
    });
    view.on_leave({
        let view = view.clone();
        move || report(&view, session.disconnect())
    });
    Ok(())
}

fn show(view: &View, session: &ChatSession, event: &Event) {
    match event.kind {
        EventKind::IncomingMessage => {
            let item = event.item();
            let (Some(name), Some(text)) = (item.display_name(), item.content()) else { return };
            view.add(&name, &text);
            if let Some(id) = item.id().filter(|_| item.role().as_deref() != Some("CUSTOMER")) {
                report(view, session.send_read_receipt(&id));
            }
        }
        EventKind::ConnectionStateChanged => view.show_state(&event.state().unwrap_or_default()),
        EventKind::ChatEnded => view.close(),
        _ => {}
    }
}

/// Shows the problem of a call that fails.
fn report(view: &View, call: impl Future<Output = Result<(), ChatError>> + 'static) {
    let view = view.clone();
    spawn_local(async move {
        if let Err(error) = call.await {
            view.show_problem(&error.to_string());
        }
    });
}
