// What is inside a bubble, by content type.
import { el, icon } from "./dom.js";
import { EVENT_PREFIX } from "./conversation.js";
import { dayAndTime } from "./format.js";
import { interactive, response } from "./interactive.js";
import { markdown } from "./markdown.js";

/**
 * @typedef {object} Actions what a reader of the conversation can do with a message's content
 * @property {(text: string) => void} [choose] answers an interactive message
 * @property {(attachment: object) => void} [download]
 * @property {(token: string) => Promise<object>} [describeView] resolves with the view of a token
 * @property {(response: object) => void} [respond] answers a view
 * @property {(sessionId: string) => void} [signIn]
 * @property {(sessionId: string) => void} [cancelSignIn]
 */

/** The nodes that show an item's content. */
export function contentOf(item, actions = {}) {
  if (item.Type === "ATTACHMENT")
    return (item.Attachments ?? []).map((attachment) => file(attachment, actions));
  switch (item.ContentType) {
    case "text/markdown":
      return markdown(item.Content ?? "");
    case "application/vnd.amazonaws.connect.message.interactive":
      return interactive(item.Content, actions);
    case "application/vnd.amazonaws.connect.message.interactive.response":
      return response(item.Content);
    default:
      return [el("p", {}, dayAndTime(item.Content) ?? item.Content ?? "")];
  }
}

const FILE_STATES = { IN_PROGRESS: "Being checked…", REJECTED: "Rejected by the scan" };

function file(attachment, { download }) {
  const name = attachment.AttachmentName ?? "Attachment";
  const state = FILE_STATES[attachment.Status] ?? attachment.ContentType ?? "";
  return el(
    "div",
    { class: "file" },
    icon("file"),
    el("div", { class: "file-text" }, el("span", { class: "file-name" }, name), el("small", {}, state)),
    download && attachment.Status === "APPROVED"
      ? el(
          "button",
          {
            type: "button",
            class: "button small",
            "aria-label": `Download ${name}`,
            onclick: () => download(attachment),
          },
          "Download",
        )
      : null,
  );
}

const EVENT_TEXTS = {
  "participant.joined": (who) => `${who} joined`,
  "participant.left": (who) => `${who} left`,
  "participant.idle": (who) => `${who} is idle`,
  "participant.returned": (who) => `${who} is back`,
  "participant.autodisconnection": (who) => `${who} was disconnected for being idle`,
  "participant.invited": (who) => `${who} was invited`,
  "participant.displayname.updated": (who) => `The name is now ${who}`,
  "transfer.succeeded": () => "The chat was transferred",
  "transfer.failed": () => "The transfer failed",
  "chat.rehydrated": () => "An earlier chat is continued",
  "chat.ended": () => "The chat has ended",
  "authentication.initiated": () => "The customer is asked to sign in",
  "authentication.succeeded": () => "Signed in",
  "authentication.failed": () => "Signing in failed",
  "authentication.timeout": () => "Signing in took too long",
  "authentication.expired": () => "Signing in has expired",
  "authentication.cancelled": () => "Signing in was cancelled",
};

const ROLES = {
  AGENT: "Agent",
  CUSTOMER: "Customer",
  SYSTEM: "System",
  CUSTOM_BOT: "Bot",
  SUPERVISOR: "Supervisor",
};

/** The name to show for an item's author. The service's own messages come with a stand-in for one. */
export function authorOf(item) {
  const named = item.DisplayName && item.DisplayName !== "SYSTEM_MESSAGE";
  return named ? item.DisplayName : (ROLES[item.ParticipantRole] ?? "System");
}

/** A sentence for an event item, or `null` where a person need not see it. */
export function eventText(item) {
  if (!item.ContentType?.startsWith(EVENT_PREFIX)) return null;
  return EVENT_TEXTS[item.ContentType.slice(EVENT_PREFIX.length)]?.(authorOf(item)) ?? null;
}

/** Buttons under an event that asks for something; `null` where it does not, or nobody here can answer. */
export function eventActions(item, { signIn, cancelSignIn } = {}) {
  if (item.ContentType !== `${EVENT_PREFIX}authentication.initiated` || !signIn || !item.Content) return null;
  const { SessionId: sessionId } = JSON.parse(item.Content);
  const button = (kind, text, action) =>
    el("button", { type: "button", class: `button small ${kind}`, onclick: () => action(sessionId) }, text);
  return el("p", { class: "sign-in" }, button("primary", "Sign in", signIn), button("", "Not now", cancelSignIn));
}

/** A message in a few words, to be read aloud. */
export function spokenText(item) {
  if (item.Type === "ATTACHMENT") return `sent the file ${item.Attachments?.[0]?.AttachmentName ?? ""}`;
  if (item.ContentType === "application/vnd.amazonaws.connect.message.interactive")
    return "sent a message with choices";
  return `says: ${item.Content ?? ""}`;
}
