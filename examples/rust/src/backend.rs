//! The page's own backend, which starts a contact. Here `connect-local` plays that, too.

use amazon_connect_chat_wasm::chat::ChatDetails;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, RequestInit, Response};

/// Starts a chat: who takes part in which one, and where the service is.
pub async fn start_chat() -> Result<(ChatDetails, String), JsValue> {
    let window = web_sys::window().ok_or("there is no window")?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&r#"{"ParticipantDetails":{"DisplayName":"Maria"}}"#.into());
    let request = Request::new_with_str_and_init("/start-chat", &init)?;
    let response: Response = JsFuture::from(window.fetch_with_request(&request)).await?.dyn_into()?;
    let body = JsFuture::from(response.json()?).await?;

    let result = member(&member(&body, "data")?, "startChatResult")?;
    let text = |name| member(&result, name)?.as_string().ok_or_else(|| JsValue::from(format!("there is no {name}")));
    let details = ChatDetails {
        contact_id: text("ContactId")?,
        participant_id: text("ParticipantId")?,
        participant_token: text("ParticipantToken")?,
    };
    Ok((details, window.location().origin()?))
}

fn member(value: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(value, &name.into())
}
