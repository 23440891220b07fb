import { converse } from "./conversation.mjs";

/** Holds the chat in a worker, which has the service in its address, and tells its page how it went. */
export async function answer(library) {
  postMessage(await converse(library, new URLSearchParams(location.search).get("service")));
}
