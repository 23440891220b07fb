// What is inside a bubble, by content type.
import { el, icon } from "./dom.js";
import { EVENT_PREFIX } from "./conversation.js";
import { markdown } from "./markdown.js";

/**
 * @typedef {object} Actions what a reader of the conversation can do with a message's content
 * @property {(text: string) => void} [choose] answers an interactive message
 * @property {(attachment: object) => void} [download]
 * @property {(token: string) => void} [openView]
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
    default:
      return [el("p", {}, item.Content ?? "")];
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

// An interactive message is JSON: a template's name and its data. Templates that are not drawn here show their title,
// so that nobody misses that something was asked.
function interactive(source, { choose, openView }) {
  let message;
  try {
    message = JSON.parse(source);
  } catch {
    return [el("p", {}, source ?? "")];
  }
  const content = message?.data?.content ?? {};
  const title = content.title ?? content.Heading ?? message?.templateType ?? "Interactive message";
  const options = [...(content.elements ?? []), ...(content.timeslots ?? [])]
    .map((option) => ({ label: option.title ?? option.date, detail: option.subtitle }))
    .filter(({ label }) => label);
  const view = content.viewToken ?? content.ViewToken;
  return [
    el("p", { class: "ask" }, el("strong", {}, title)),
    content.subtitle ? el("p", { class: "ask-detail" }, content.subtitle) : null,
    options.length > 0
      ? el("ul", { class: "options" }, ...options.map((option) => optionItem(option, choose)))
      : null,
    view && openView
      ? el(
          "button",
          { type: "button", class: "button small", onclick: () => openView(view) },
          "Describe this view",
        )
      : null,
  ].filter(Boolean);
}

function optionItem({ label, detail }, choose) {
  const text = [el("b", {}, label), detail ? el("small", {}, detail) : null];
  return el(
    "li",
    {},
    choose
      ? el("button", { type: "button", class: "option", onclick: () => choose(label) }, ...text)
      : el("span", { class: "option" }, ...text),
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

/** A message in a few words, to be read aloud. */
export function spokenText(item) {
  if (item.Type === "ATTACHMENT") return `sent the file ${item.Attachments?.[0]?.AttachmentName ?? ""}`;
  if (item.ContentType === "application/vnd.amazonaws.connect.message.interactive")
    return "sent a message with choices";
  return `says: ${item.Content ?? ""}`;
}
