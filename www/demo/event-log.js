// Lists the calls that the page makes on the library and the callbacks it gets, with their payloads.
import { EVENT_PREFIX } from "./conversation.js";
import { el, find, isAtEnd, scrollToEnd } from "./dom.js";
import { preciseTime, pretty, reasonText, shortId } from "./format.js";
import { summarise } from "./reliability.js";

const KEPT_ENTRIES = 300;

export class EventLog {
  #list;
  #scroller;
  #last = null;

  /** @param {HTMLElement} root a panel with `.log-entries` and `.scroll` inside */
  constructor(root) {
    this.#list = find(".log-entries", root);
    this.#scroller = find(".scroll", root);
  }

  clear() {
    this.#list.replaceChildren();
    this.#last = null;
  }

  /** Adds a callback. A run of the same one without news (heartbeats) becomes one line with a count. */
  callback(name, payload) {
    const summary = summarise(name, payload) ?? summaryOf(payload);
    if (this.#last?.name === name && summary === "" && this.#last.summary === "") {
      this.#last.times += 1;
      this.#last.count.textContent = `×${this.#last.times}`;
      this.#last.show(payload);
      return;
    }
    const line = this.#add("callback", name, summary, payload);
    this.#last = { ...line, name, summary, times: 1 };
  }

  /**
   * Adds a call; the result's functions complete its line.
   *
   * @returns {{resolved: (value: unknown) => void, rejected: (reason: unknown) => void}}
   */
  call(name, args) {
    const subject = subjectOf(args[0]);
    const line = this.#add("call", name, `${subject}…`, { arguments: args });
    this.#last = null;
    const complete = (outcome, value) => {
      line.item.dataset.outcome = outcome;
      line.text.textContent = `${subject}${outcome === "rejected" ? `rejected: ${reasonText(value)}` : "resolved"}`;
      line.show({ arguments: args, [outcome]: value });
    };
    return {
      resolved: (value) => complete("resolved", value),
      rejected: (reason) => complete("rejected", reason),
    };
  }

  #add(kind, name, summary, payload) {
    const follow = isAtEnd(this.#scroller);
    const text = el("span", { class: "log-text" }, summary);
    const count = el("span", { class: "log-count" });
    const body = el("pre", { tabindex: "0", "aria-label": `Payload of ${name}` });
    const details = el(
      "details",
      {},
      el(
        "summary",
        {},
        el("time", {}, preciseTime(new Date())),
        el("code", {}, kind === "call" ? `${name}()` : name),
        count,
        text,
      ),
      body,
    );
    // A payload is turned into text when somebody opens it, and as it was when it came.
    let shown = copy(payload);
    const fill = () => {
      body.textContent = pretty(shown);
    };
    details.addEventListener("toggle", () => {
      if (details.open) fill();
    });
    const show = (value) => {
      shown = copy(value);
      if (details.open) fill();
    };
    const item = el("li", { class: `log-entry ${kind}`, "data-name": name }, details);
    this.#list.append(item);
    while (this.#list.children.length > KEPT_ENTRIES) this.#list.firstElementChild.remove();
    if (follow) scrollToEnd(this.#scroller);
    return { item, text, count, show };
  }
}

// What structured cloning refuses (a function among metadata, say) is kept as it is.
function copy(value) {
  try {
    return structuredClone(value);
  } catch {
    return value;
  }
}

// What a call is about, where its name does not say it: the kind of event.
function subjectOf(argument) {
  return argument?.contentType?.startsWith(EVENT_PREFIX)
    ? `${argument.contentType.slice(EVENT_PREFIX.length)}: `
    : "";
}

function summaryOf(payload) {
  const item = payload?.data;
  if (payload?.connectSuccess !== undefined) return `connectSuccess: ${payload.connectSuccess}`;
  if (!item) return "";
  const receipt = item.MessageMetadata?.Receipts?.[0];
  if (receipt) return `of message ${shortId(item.MessageMetadata.MessageId)}`;
  const said = item.Content ?? item.Attachments?.[0]?.AttachmentName;
  if (said) return `${item.DisplayName ?? item.ParticipantRole ?? ""}: ${said}`;
  if (!item.ContentType) return "";
  return [item.DisplayName, item.ContentType.replace(EVENT_PREFIX, "")].filter(Boolean).join(": ");
}
