// One of the chats that an agent has at a time: a contact from accepting it until the panel is free again.
import { Chat } from "../demo/chat.js";
import { announce, find } from "../demo/dom.js";
import { reasonText, timeOfDay } from "../demo/format.js";
import { agent as service } from "../demo/service.js";
import { authorOf, spokenText } from "../demo/content.js";
import { EVENT_PREFIX, isMessage, isPartial } from "../demo/conversation.js";

const STATES = {
  connecting: "Connecting…",
  connected: "Connected",
  lost: "Reconnecting…",
  broken: "Connection failed",
  ended: "Chat ended",
  transferred: "Transferred",
};

const OVER = {
  ended: "This chat has ended.",
  transferred: "A colleague has taken over.",
  broken: "This chat could not be connected.",
};

/** Nobody reads the calls of this page one by one, as they do on the customer's. */
const NO_LOG = { callback: () => undefined, call: () => ({ resolved: () => undefined, rejected: () => undefined }) };

export class ChatPanel {
  #root;
  #chat;
  #agent;
  #manager;
  #onChange;
  #contact = null;
  #state = null;
  /** Ids of messages that nobody has looked at: one that is replaced, as a file after its scan, counts once. */
  #unread = new Set();
  #latest = "";

  /**
   * @param {HTMLElement} root
   * @param {object} options
   * @param {{id: string, name: string}} options.agent
   * @param {object} options.manager the websocket manager that all panels share
   * @param {() => void} options.onChange called when the panel is taken, free, or has news
   */
  constructor(root, { agent, manager, onChange }) {
    this.#root = root;
    this.#agent = agent;
    this.#manager = manager;
    this.#onChange = onChange;
    this.#chat = new Chat(root, {
      side: "",
      ownName: "You",
      ownRole: "AGENT",
      onNotice: (text) => this.#notice(text),
      onState: (state) => this.#setState(state),
      onItem: (item) => this.#arrived(item),
    });
    root.addEventListener("focusin", () => this.#read());
    find(".end", root).addEventListener("click", () => this.#end());
    find(".close", root).addEventListener("click", () => this.#clear());
    for (const colleague of root.querySelectorAll(".colleague")) {
      colleague.addEventListener("click", () => this.#transfer(colleague.textContent));
    }
  }

  get isFree() {
    return this.#contact === null;
  }

  /** What the list of contacts shows of this panel; `null` while it is free. */
  get summary() {
    return this.#contact && { ...this.#contact, state: this.#state, unread: this.#unread.size, latest: this.#latest };
  }

  /** Brings the panel into view and its text box into focus. */
  show() {
    this.#root.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#chat.focus();
  }

  /** Lets the agent into a contact and connects a session for it. */
  async accept(contact) {
    this.#contact = contact;
    this.#latest = "";
    this.#unread.clear();
    this.#chat.clear();
    find(".customer-name", this.#root).textContent = contact.displayName;
    find(".initials", this.#root).textContent = initials(contact.displayName);
    this.#setState("connecting");
    const { contactId, initialContactId } = contact;
    try {
      const { participantId, participantToken } = await service.join(contactId, {
        agent: this.#agent.id,
        displayName: this.#agent.name,
      });
      const chatDetails = {
        contactId,
        initialContactId,
        participantId,
        participantToken,
        getConnectionToken: () => service.token(contactId),
      };
      await this.#chat.connect({ chatDetails, type: "AGENT", websocketManager: this.#manager }, NO_LOG);
      this.#chat.focus();
    } catch (reason) {
      this.#setState("broken", reasonText(reason));
    }
  }

  #arrived(item) {
    if (item.ContentType === `${EVENT_PREFIX}transfer.succeeded`) this.#setState("transferred");
    if (isMessage(item) && !isPartial(item)) {
      const isText = item.Type === "MESSAGE" && item.ContentType.startsWith("text/");
      this.#latest = isText ? item.Content : `${authorOf(item)} ${spokenText(item)}`;
      if (item.ParticipantRole !== "AGENT" && !this.#root.contains(document.activeElement)) this.#unread.add(item.Id);
    }
    this.#onChange();
  }

  #read() {
    if (this.#unread.size === 0) return;
    this.#unread.clear();
    this.#onChange();
  }

  async #transfer(colleague) {
    find(".transfer", this.#root).open = false;
    this.#chat.focus();
    await this.#run("The chat could not be transferred", () => service.transfer(this.#contact.contactId, colleague));
  }

  async #end() {
    await this.#run("The chat could not be ended", () => service.end(this.#contact.contactId));
  }

  async #run(failure, action) {
    try {
      await action();
    } catch (problem) {
      this.#notice(`${failure}: ${problem.message}`);
    }
  }

  #setState(state, notice = "") {
    // What is over stays over: an event of the connection may still come.
    if (OVER[this.#state] && state !== "connecting") return;
    this.#state = state;
    const over = OVER[state];
    this.#root.dataset.connection = state;
    find(".free", this.#root).hidden = true;
    find(".taken", this.#root).hidden = false;
    find(".state", this.#root).textContent = `${STATES[state]}, ${timeOfDay(this.#contact.startedAt)}`;
    find(".composer", this.#root).hidden = Boolean(over);
    find(".over", this.#root).hidden = !over;
    find(".actions", this.#root).hidden = Boolean(over);
    if (over) {
      find(".over p", this.#root).textContent = over;
      this.#chat.over();
    }
    this.#notice(notice);
    announce(`${this.#contact.displayName}: ${STATES[state]}`);
    this.#onChange();
  }

  #clear() {
    this.#contact = null;
    this.#state = null;
    delete this.#root.dataset.connection;
    find(".free", this.#root).hidden = false;
    find(".taken", this.#root).hidden = true;
    this.#onChange();
  }

  #notice(text) {
    const notice = find(".notice", this.#root);
    find("span", notice).textContent = text;
    notice.hidden = text === "";
  }
}

/** The first letters of a name, for an avatar. */
export function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word?.[0]?.toUpperCase() ?? "").join("");
}
