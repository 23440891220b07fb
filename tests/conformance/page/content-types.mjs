/** Content types that scenarios use. */
const EVENT = "application/vnd.amazonaws.connect.event.";

export const event = (name) => EVENT + name;
export const PLAIN = "text/plain";
export const MARKDOWN = "text/markdown";
export const JSON_TYPE = "application/json";
export const INTERACTIVE = "application/vnd.amazonaws.connect.message.interactive";
export const INTERACTIVE_RESPONSE = "application/vnd.amazonaws.connect.message.interactive.response";
export const TYPING = event("typing");
export const READ = event("message.read");
export const DELIVERED = event("message.delivered");
export const ENDED = event("chat.ended");
