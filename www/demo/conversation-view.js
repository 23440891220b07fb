// Draws a conversation into a panel: bubbles, ticks, events, the typing indicator, and where it is scrolled to.
import { authorOf, contentOf, eventActions, eventText } from "./content.js";
import { isMessage } from "./conversation.js";
import { el, find, hiddenText, icon, isAtEnd, scrollToEnd } from "./dom.js";
import { timeOfDay } from "./format.js";

const GROUP_GAP_MS = 5 * 60_000;

// ChatJS sends one typing event per 10 s of typing: a shorter wait would let the indicator flicker.
const TYPING_SHOWN_MS = 12_000;

const PROGRESS_TEXTS = {
  sending: "Sending",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
  failed: "Not sent",
};
const PROGRESS_ICONS = {
  ...Object.fromEntries(Object.keys(PROGRESS_TEXTS).map((name) => [name, name])),
  read: "delivered",
};

export class ConversationView {
  #list;
  #scroller;
  #typing;
  #jump;
  #options;
  #nodes = new Map();
  #typingTimer;

  /**
   * @param {HTMLElement} root a panel with `.conversation`, `.scroll`, `.typing` and `.jump` inside
   * @param {object} options
   * @param {string} [options.ownName] shown for this side instead of its display name
   * @param {(entry: object) => void} options.retry sends a failed message again
   * @param {import("./content.js").Actions} [options.actions]
   */
  constructor(root, options) {
    this.#options = options;
    this.#list = find(".conversation", root);
    this.#scroller = find(".scroll", root);
    this.#typing = find(".typing", root);
    this.#jump = find(".jump", root);
    this.#jump.addEventListener("click", () => {
      scrollToEnd(this.#scroller);
      this.#scroller.focus();
    });
    this.#scroller.addEventListener("scroll", () => {
      if (isAtEnd(this.#scroller)) this.#jump.hidden = true;
    });
    // The composer grows and keyboards open: whoever was at the end stays there.
    new ResizeObserver(() => {
      if (this.#jump.hidden) scrollToEnd(this.#scroller);
    }).observe(this.#scroller);
  }

  /** Removes everything: another conversation follows. */
  clear() {
    this.#nodes.clear();
    this.#list.replaceChildren();
    this.#jump.hidden = true;
    this.hideTyping();
  }

  /** Shows all entries in order, drawing the changed ones anew. */
  render(entries, changed) {
    const follow = isAtEnd(this.#scroller);
    const isNews = changed.some((entry) => !this.#nodes.has(entry.key) && !entry.own);
    for (const entry of changed) this.#draw(entry);
    this.#arrange(entries);
    if (follow || changed.some((entry) => entry.progress === "sending")) scrollToEnd(this.#scroller);
    else if (isNews) this.#jump.hidden = false;
  }

  /** Shows that somebody types, until they send or for some seconds. */
  showTyping(who) {
    const follow = isAtEnd(this.#scroller);
    find(".typing-who", this.#typing).textContent = `${who} is typing`;
    this.#typing.hidden = false;
    if (follow) scrollToEnd(this.#scroller);
    clearTimeout(this.#typingTimer);
    this.#typingTimer = setTimeout(() => this.hideTyping(), TYPING_SHOWN_MS);
  }

  hideTyping() {
    clearTimeout(this.#typingTimer);
    this.#typing.hidden = true;
  }

  get isTypingShown() {
    return !this.#typing.hidden;
  }

  #draw(entry) {
    const old = this.#nodes.get(entry.key);
    const node = isMessage(entry.item) ? this.#bubble(entry) : event(entry, this.#options.actions);
    if (!node) return;
    this.#nodes.set(entry.key, node);
    if (old) old.replaceWith(node);
    else node.classList.add("new");
  }

  #bubble(entry) {
    const { own, item, progress } = entry;
    const author = own && this.#options.ownName ? this.#options.ownName : authorOf(item);
    return el(
      "li",
      { class: `message ${own ? "own" : "other"}`, "data-progress": progress, "data-id": entry.id },
      el("p", { class: "author" }, author),
      el(
        "div",
        { class: "bubble" },
        el("div", { class: "content" }, ...contentOf(item, this.#options.actions)),
        el(
          "p",
          { class: "meta" },
          entry.time ? el("time", { datetime: entry.time }, timeOfDay(entry.time)) : null,
          progress ? tick(progress) : null,
        ),
      ),
      progress === "failed" ? this.#failure(entry) : null,
      own && progress !== "failed"
        ? el("p", { class: "progress", "aria-hidden": "true" }, PROGRESS_TEXTS[progress])
        : null,
    );
  }

  #failure(entry) {
    return el(
      "p",
      { class: "failure" },
      el("span", {}, `Not sent: ${entry.problem}`),
      el(
        "button",
        { type: "button", class: "button small", onclick: () => this.#options.retry(entry) },
        "Send again",
      ),
    );
  }

  #arrange(entries) {
    let previous;
    let at = this.#list.firstElementChild;
    let lastOwn;
    for (const entry of entries) {
      const node = this.#nodes.get(entry.key);
      if (!node) continue;
      if (node === at) at = at.nextElementSibling;
      else this.#list.insertBefore(node, at);
      node.classList.toggle("grouped", continues(previous, entry));
      node.classList.remove("last-own");
      if (entry.progress) lastOwn = node;
      previous = entry;
    }
    lastOwn?.classList.add("last-own");
    while (at) {
      const next = at.nextElementSibling;
      at.remove();
      at = next;
    }
  }
}

function tick(progress) {
  const mark = el("span", { class: "tick", title: PROGRESS_TEXTS[progress] });
  mark.append(icon(PROGRESS_ICONS[progress]), hiddenText(PROGRESS_TEXTS[progress]));
  return mark;
}

function event(entry, actions) {
  const text = eventText(entry.item);
  if (text === null) return null;
  const time = el("time", { datetime: entry.time }, timeOfDay(entry.time));
  return el("li", { class: "event" }, text, " ", time, eventActions(entry.item, actions));
}

// Messages that one person writes in a row share one name.
function continues(previous, entry) {
  if (!previous || !isMessage(previous.item) || !isMessage(entry.item)) return false;
  if (previous.own !== entry.own || authorOf(previous.item) !== authorOf(entry.item)) return false;
  return !previous.time || !entry.time || Date.parse(entry.time) - Date.parse(previous.time) < GROUP_GAP_MS;
}
