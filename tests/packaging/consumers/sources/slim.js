// The page's script: starts the slim build from what the address names.
import { init } from "/slim/amazon-connect-chat.mjs";
import { chat } from "./page.mjs";
import { sources } from "./sources.mjs";

init(sources[decodeURIComponent(location.hash.slice(1))]()).then(chat);
