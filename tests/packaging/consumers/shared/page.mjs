import { converse } from "./conversation.mjs";

/** Holds the chat on a page that names the service in its address; `window.outcome` tells the test how it went. */
export function chat(library) {
  window.outcome = converse(library, new URLSearchParams(location.search).get("service"));
}
