// The agent's desk: the same contact seen through the service's agent side, without the library.
import { authorOf, spokenText } from "./content.js";
import { Composer } from "./composer.js";
import { Conversation, EVENT_PREFIX, TYPING, isMessage, isPartial } from "./conversation.js";
import { ConversationView } from "./conversation-view.js";
import { announce, find } from "./dom.js";
import { shortId, timeOfDay } from "./format.js";
import { agent } from "./service.js";

// On the agent's page, contacts that are at a desk do not wait any more.
const DESK = "demo";
const TYPING_PAUSE_MS = 5_000;
const JOINED = `${EVENT_PREFIX}participant.joined`;

const isAgents = (item) => item.ParticipantRole === "AGENT";

export class AgentPanel {
  #root = find("#agent");
  #view;
  #composer;
  #contact = null;
  #conversation = null;
  #source = null;
  #joined = false;
  #unread = null;
  #acknowledging = null;
  #lookUps = 0;
  #typedAt = -Infinity;

  constructor() {
    this.#view = new ConversationView(this.#root, { retry: (entry) => this.#retry(entry) });
    this.#composer = new Composer(find(".composer", this.#root), {
      send: (text) => this.#deliver(this.#conversation.begin({ content: text, contentType: "text/plain" })),
      typing: () => this.#typing(),
    });
    this.#root.addEventListener("focusin", () => this.#markRead());
    find("#accept").addEventListener("click", () => this.#accept());
    find("#agent-end").addEventListener("click", () => this.end());
  }

  /** Brings a contact to the desk in place of the one before. */
  show(contact) {
    this.#source?.close();
    this.#unread = null;
    this.#contact = contact;
    this.#joined = contact.script !== "silent";
    this.#view.clear();
    this.#conversation = new Conversation({
      isOwn: isAgents,
      onChange: (entries, changed) => this.#view.render(entries, changed),
    });
    find("#incoming-name").textContent = contact.displayName;
    this.#arrange({ ended: false });
    this.#describe("not connected");
    this.#source = agent.events();
    // Also after the stream was interrupted: what it missed is in the transcript.
    this.#source.onopen = () => this.#reload();
    this.#source.onmessage = ({ data }) => this.#heard(JSON.parse(data));
    if (!this.#joined) announce(`Agent's desk: ${contact.displayName} would like to chat`);
  }

  /** Ends the contact from the agent's side. */
  async end() {
    await this.#acknowledging; // which would come too late for the service
    await this.#trying("The chat could not be ended", () => agent.end(this.#contact.contactId));
  }

  #reload() {
    return this.#trying("The contact could not be loaded", () => this.#load(this.#contact.contactId));
  }

  async #load(contactId) {
    const items = await agent.transcript(contactId);
    if (this.#contact.contactId !== contactId) return;
    for (const item of items) this.#noticeJoin(item);
    this.#conversation.apply(items);
    await this.#lookUp(contactId);
  }

  // Asked anew at each change of a socket, since a customer may hold two for a moment; a late answer is out of date.
  async #lookUp(contactId) {
    this.#lookUps += 1;
    const turn = this.#lookUps;
    const known = (await agent.contacts()).find((contact) => contact.contactId === contactId);
    if (!known || turn !== this.#lookUps || this.#contact.contactId !== contactId) return;
    if (known.state === "ended") return this.#ended();
    return this.#describe(known.sockets > 0 ? "online" : "not connected", known.startedAt);
  }

  #heard({ type, contactId, item }) {
    if (contactId !== this.#contact.contactId) return;
    if (type === "item") this.#received(item);
    else if (type === "socket.opened" || type === "socket.closed") this.#quietly(this.#lookUp(contactId));
    else if (type === "contact.ended") this.#ended();
  }

  // The event source stays open: the item that says so may be still to come. The conversation stays readable.
  #ended() {
    this.#unread = null;
    this.#view.hideTyping();
    this.#arrange({ ended: true });
    this.#describe("chat ended", this.#contact.startedAt);
  }

  #received(item) {
    if (isPartial(item)) return; // the desk does not stitch pieces: it waits for the whole
    this.#noticeJoin(item);
    if (item.ContentType === TYPING) {
      if (!isAgents(item)) this.#view.showTyping(authorOf(item));
      return;
    }
    this.#conversation.apply([item]);
    if (item.ParticipantRole !== "CUSTOMER" || !isMessage(item)) return;
    this.#view.hideTyping();
    announce(`Agent's desk: ${authorOf(item)} ${spokenText(item)}`);
    this.#acknowledge(item);
  }

  #noticeJoin(item) {
    if (!this.#joined && item.ContentType === JOINED && isAgents(item)) this.#joins();
  }

  #joins() {
    this.#joined = true;
    this.#arrange({ ended: false });
  }

  async #accept() {
    const { contactId } = this.#contact;
    if (!(await this.#trying("The chat could not be accepted", () => agent.join(contactId, { agent: DESK })))) return;
    this.#joins();
    this.#composer.focus();
    if (this.#conversation.lastReceived) this.#acknowledge(this.#conversation.lastReceived.item);
  }

  // A scripted agent acknowledges what it gets by itself.
  #acknowledge(item) {
    if (this.#contact.script !== "silent" || !this.#joined) return;
    this.#unread = item.Id;
    if (this.#root.contains(document.activeElement)) this.#markRead();
    else this.#sendReceipt(item.Id, "delivered");
  }

  #markRead() {
    if (!this.#unread) return;
    this.#sendReceipt(this.#unread, "read");
    this.#unread = null;
  }

  #sendReceipt(messageId, type) {
    this.#acknowledging = this.#quietly(agent.receipt(this.#contact.contactId, messageId, type));
  }

  #retry(entry) {
    this.#composer.focus();
    this.#conversation.retry(entry);
    this.#deliver(entry);
  }

  async #deliver(entry) {
    const conversation = this.#conversation;
    this.#typedAt = -Infinity;
    try {
      const { id, absoluteTime } = await agent.message(this.#contact.contactId, entry.item.Content);
      conversation.sent(entry, { id, time: absoluteTime });
    } catch (problem) {
      conversation.failed(entry, problem.message);
      announce(`The agent's message was not sent: ${problem.message}`);
    }
  }

  #typing() {
    const now = performance.now();
    if (now - this.#typedAt < TYPING_PAUSE_MS) return;
    this.#typedAt = now;
    this.#quietly(agent.typing(this.#contact.contactId));
  }

  #arrange({ ended }) {
    const accepted = this.#joined || ended;
    find(".vacant", this.#root).hidden = true;
    find(".incoming", this.#root).hidden = accepted;
    find(".chat", this.#root).hidden = !accepted;
    find(".composer", this.#root).hidden = ended;
    find(".over", this.#root).hidden = !ended;
    find("#agent-end").hidden = ended || !accepted;
  }

  #describe(presence, startedAt) {
    const { displayName, contactId } = this.#contact;
    this.#contact.startedAt = startedAt;
    this.#root.dataset.customer = presence;
    const line = find("#contact-line");
    line.textContent = `${displayName}, ${presence}${startedAt ? `, since ${timeOfDay(startedAt)}` : ""}`;
    line.title = `Contact ${shortId(contactId)}`;
  }

  async #trying(failure, action) {
    const notice = find("#agent-notice");
    try {
      await action();
      notice.hidden = true;
      return true;
    } catch (problem) {
      find("span", notice).textContent = `${failure}: ${problem.message}`;
      notice.hidden = false;
      return false;
    }
  }

  // Typing and receipts: the conversation goes on without them.
  #quietly(promise) {
    return promise.catch(() => undefined);
  }
}
