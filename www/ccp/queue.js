// The list of contacts: those that wait for an agent, those at the desk, and scripted customers to start.
import { announce, el, find } from "../demo/dom.js";
import { timeOfDay } from "../demo/format.js";
import { agent, startChat } from "../demo/service.js";
import { initials } from "./chat-panel.js";

const CUSTOMERS = ["Maria Santos", "Sam Okoro", "Yuki Tanaka", "Alex Rivera", "Nora Lindqvist", "Ben Adler"];

/** What a waiting contact is about, by its script. */
const TOPICS = {
  caller: "A question",
  "caller-guided": "Comes from a bot",
  "caller-files": "Has two files",
  "caller-returning": "Comes back",
  silent: "On the website",
};

export class Queue {
  #panels;
  #accept;
  #waiting = [];
  #started = 0;

  /**
   * @param {object} options
   * @param {import("./chat-panel.js").ChatPanel[]} options.panels
   * @param {(contact: object) => Promise<void>} options.accept
   */
  constructor({ panels, accept }) {
    this.#panels = panels;
    this.#accept = accept;
    for (const button of document.querySelectorAll("[data-script]")) {
      button.addEventListener("click", () => this.#start(button.dataset.script));
    }
  }

  /** Keeps the list in step with the service. */
  listen() {
    const source = agent.events();
    // Also after the stream was interrupted: what it missed is in the list.
    source.onopen = () => this.#load();
    source.onmessage = ({ data }) => {
      const { type } = JSON.parse(data);
      if (type === "contact.started" || type === "contact.ended") this.#load();
    };
    this.render();
  }

  render() {
    const atDesk = this.#panels.map((panel) => ({ panel, summary: panel.summary })).filter(({ summary }) => summary);
    const taken = new Set(atDesk.map(({ summary }) => summary.contactId));
    const waiting = this.#waiting.filter(({ contactId }) => !taken.has(contactId));
    const full = atDesk.length === this.#panels.length;
    find("#waiting").replaceChildren(...waiting.map((contact) => this.#waitingItem(contact, full)));
    find("#waiting-count").textContent = String(waiting.length);
    find("#at-desk").replaceChildren(...atDesk.map(({ panel, summary }) => deskItem(panel, summary)));
    find("#at-desk-count").textContent = `${atDesk.length} of ${this.#panels.length}`;
  }

  async #load() {
    const known = new Set(this.#waiting.map(({ contactId }) => contactId));
    const contacts = await agent.contacts();
    // A scripted agent needs none at a desk.
    this.#waiting = contacts.filter(({ state, agent: holder, script }) => state === "open" && !holder && script in TOPICS);
    for (const { contactId, displayName } of this.#waiting) {
      if (!known.has(contactId)) announce(`${displayName} would like to chat`);
    }
    this.render();
  }

  async #start(script) {
    const displayName = CUSTOMERS[this.#started % CUSTOMERS.length];
    this.#started += 1;
    await startChat({ displayName, script });
  }

  #waitingItem(contact, full) {
    const { displayName, script, startedAt } = contact;
    const accept = () => this.#accept(contact).then(() => this.#load());
    return el(
      "li",
      { class: "contact" },
      el("span", { class: "avatar initials", "aria-hidden": "true" }, initials(displayName)),
      el(
        "div",
        { class: "contact-text" },
        el("b", {}, displayName),
        el("small", { title: `since ${timeOfDay(startedAt)}` }, TOPICS[script]),
      ),
      el(
        "button",
        { type: "button", class: "button small primary", disabled: full, "aria-label": `Accept ${displayName}`, onclick: accept },
        "Accept",
      ),
    );
  }
}

function deskItem(panel, { displayName, state, unread, latest }) {
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "contact", "data-connection": state, onclick: () => panel.show() },
      el("span", { class: "avatar initials", "aria-hidden": "true" }, initials(displayName)),
      el("span", { class: "contact-text" }, el("b", {}, displayName), el("small", {}, latest || "Nothing said yet")),
      unread > 0
        ? el("span", { class: "badge", "aria-label": `${unread} unread` }, String(unread))
        : el("span", { class: "dot", "aria-hidden": "true" }),
    ),
  );
}
