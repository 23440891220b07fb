// The customer's widget: starts or resumes a chat and shows it. Everything it knows of the chat comes from the library.
import { authorOf, spokenText } from "./content.js";
import { Composer } from "./composer.js";
import { Conversation, DELIVERED, EVENT_PREFIX, READ, TYPING, isMessage, isPartial } from "./conversation.js";
import { ConversationView } from "./conversation-view.js";
import { announce, find } from "./dom.js";
import { reasonText } from "./format.js";
import { startChat } from "./service.js";
import { connectStatus, openSession } from "./session.js";

const STATES = {
  idle: "Not connected",
  connecting: "Connecting…",
  connected: "Connected",
  lost: "Reconnecting…",
  broken: "Connection failed",
  ended: "Chat ended",
};

const NOTICES = {
  lost: "The connection is lost. You can go on writing; it comes back by itself.",
  broken: "The connection could not be kept.",
};

// Callbacks whose items do no more than show in the conversation.
const NEWS = [
  "onReadReceipt",
  "onDeliveredReceipt",
  "onParticipantIdle",
  "onParticipantReturned",
  "onParticipantInvited",
  "onAutoDisconnection",
  "onParticipantDisplayNameUpdated",
  "onChatRehydrated",
];

// Survives a reload of the tab and nothing else, like the example in the library's documentation.
const STORAGE_KEY = "connect-demo-chat";

export class CustomerPanel {
  #root = find("#customer");
  #chat = find(".chat", this.#root);
  #startForm = find("#start");
  #endButton = find("#customer-end");
  #log;
  #onContact;
  #view;
  #composer;
  #session = null;
  #conversation = null;
  #chatDetails = null;
  #unread = null;

  /**
   * @param {object} options
   * @param {import("./event-log.js").EventLog} options.log
   * @param {(contact: {contactId: string, displayName: string, script: string} | null) => void} options.onContact
   *   called with the contact that is open now, and with `null` when it is over
   */
  constructor({ log, onContact }) {
    this.#log = log;
    this.#onContact = onContact;
    this.#view = new ConversationView(this.#root, {
      ownName: "You",
      retry: (entry) => this.#retry(entry),
      actions: {
        choose: (text) => this.#send(text),
        download: (attachment) => this.#download(attachment),
        openView: (viewToken) => this.#quietly("describeView", { viewToken }),
      },
    });
    this.#composer = new Composer(find(".composer", this.#root), {
      send: (text) => this.#send(text),
      typing: () => this.#quietly("sendEvent", { contentType: TYPING }),
    });
    this.#startForm.addEventListener("submit", (event) => this.#start(event));
    this.#root.addEventListener("focusin", () => this.#markRead());
    this.#endButton.addEventListener("click", () => this.#end());
    find("#start-again").addEventListener("click", () => this.#showStart());
    find("#reconnect").addEventListener("click", () => this.#reconnect());
    find("#customer-file").addEventListener("change", (event) => this.#attach(event.target));
  }

  /** Goes on with the chat that this tab had before it was reloaded, if any. */
  resume() {
    const stored = sessionStorage.getItem(STORAGE_KEY);
    if (stored) this.#open(JSON.parse(stored));
  }

  /** Takes no chats, and says why. */
  refuse(reason) {
    this.#showStartProblem(reason);
    find("#start-chat").disabled = true;
  }

  async #start(event) {
    event.preventDefault();
    const form = new FormData(this.#startForm);
    const displayName = String(form.get("name")).trim() || "Customer";
    const script = String(form.get("script"));
    const button = find("#start-chat");
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    this.#showStartProblem("");
    try {
      const { ContactId, ParticipantId, ParticipantToken } = await startChat({ displayName, script });
      const chat = { chatDetails: { ContactId, ParticipantId, ParticipantToken }, displayName, script };
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify(chat));
      this.#open(chat);
      this.#composer.focus();
    } catch (problem) {
      this.#showStartProblem(`The chat could not be started: ${problem.message}`);
    } finally {
      button.ariaBusy = "false";
    }
  }

  #open(chat) {
    const { chatDetails, displayName, script } = chat;
    this.#chatDetails = chatDetails;
    this.#unread = null;
    this.#view.clear();
    this.#conversation = new Conversation({
      isOwn: (item) => item.ParticipantId === chatDetails.ParticipantId,
      onChange: (entries, changed) => this.#view.render(entries, changed),
    });
    this.#startForm.hidden = true;
    this.#chat.hidden = false;
    this.#endButton.hidden = false;
    this.#onContact({ contactId: chatDetails.ContactId, displayName, script });
    this.#connect();
  }

  async #connect() {
    this.#setState("connecting");
    this.#session = openSession(this.#chatDetails, this.#log, {
      onConnectionEstablished: (event) => {
        // The event also comes when connect() resolves; only the one of the socket carries `data`.
        if (event.data) this.#established();
      },
      onConnectionLost: () => this.#setState("lost"),
      onConnectionBroken: () => this.#setState("broken"),
      onMessage: ({ data }) => this.#received(data),
      onTyping: ({ data }) => {
        if (data.ParticipantId !== this.#chatDetails.ParticipantId) this.#view.showTyping(authorOf(data));
      },
      onEnded: () => this.#ended(),
      ...Object.fromEntries(NEWS.map((name) => [name, ({ data }) => this.#conversation.apply([data])])),
    });
    try {
      await this.#session.call("connect");
    } catch (reason) {
      if (connectStatus(reason) === 403) {
        this.#showStart("The earlier chat is over.");
      } else {
        this.#setState("broken", `Connecting failed: ${reasonText(reason)}`);
      }
    }
  }

  // A session whose connection broke stays broken: the library wants a new one.
  #reconnect() {
    this.#composer.focus();
    this.#connect();
  }

  // What was said while the socket was away is only in the transcript.
  async #established() {
    this.#setState("connected");
    try {
      const { data } = await this.#session.call("getTranscript", {
        scanDirection: "BACKWARD",
        sortOrder: "ASCENDING",
        maxResults: 100,
      });
      this.#conversation.apply(data.Transcript ?? []);
      const latest = this.#conversation.lastReceived;
      if (latest) this.#acknowledge(latest.item);
    } catch (reason) {
      announce(`Earlier messages could not be loaded: ${reasonText(reason)}`);
    }
  }

  #received(item) {
    if (
      item.ParticipantId !== this.#chatDetails.ParticipantId &&
      item.ContentType !== `${EVENT_PREFIX}participant.joined`
    ) {
      this.#view.hideTyping();
    }
    this.#conversation.apply([item]);
    if (!isMessage(item) || isPartial(item) || item.ParticipantId === this.#chatDetails.ParticipantId) return;
    announce(`${authorOf(item)} ${spokenText(item)}`);
    this.#acknowledge(item);
  }

  #acknowledge(item) {
    this.#unread = item.Id;
    if (this.#root.contains(document.activeElement) && document.visibilityState === "visible")
      this.#markRead();
    else
      this.#quietly("sendEvent", { contentType: DELIVERED, content: JSON.stringify({ messageId: item.Id }) });
  }

  #markRead() {
    if (!this.#unread || this.#root.dataset.connection === "ended") return;
    this.#quietly("sendEvent", { contentType: READ, content: JSON.stringify({ messageId: this.#unread }) });
    this.#unread = null;
  }

  #send(content) {
    if (this.#root.dataset.connection === "ended") return; // a choice of an earlier message still has its button
    const message = { content, contentType: "text/plain", clientToken: crypto.randomUUID() };
    this.#deliver(this.#conversation.begin(message));
  }

  #retry(entry) {
    this.#composer.focus();
    this.#conversation.retry(entry);
    this.#deliver(entry);
  }

  // The same clientToken at each try: the service takes a message once even if an answer was lost on the way.
  async #deliver(entry) {
    const conversation = this.#conversation;
    try {
      const { data } = await this.#session.call("sendMessage", {
        message: entry.item.Content,
        contentType: entry.item.ContentType,
        clientToken: entry.clientToken,
      });
      conversation.sent(entry, { id: data.Id, time: data.AbsoluteTime });
    } catch (reason) {
      conversation.failed(entry, reasonText(reason));
      announce(`Your message was not sent: ${reasonText(reason)}`);
    }
  }

  async #attach(input) {
    const [attachment] = input.files;
    input.value = "";
    if (!attachment || !this.#session) return;
    this.#notice(`Sending ${attachment.name}…`);
    try {
      await this.#session.call("sendAttachment", { attachment });
      this.#notice("");
    } catch (reason) {
      this.#notice(`${attachment.name} was not sent: ${reasonText(reason)}`);
      announce(`${attachment.name} was not sent`);
    }
    this.#composer.focus();
  }

  async #download({ AttachmentId: attachmentId, AttachmentName: name }) {
    try {
      const blob = await this.#session.call("downloadAttachment", { attachmentId });
      const link = Object.assign(document.createElement("a"), {
        href: URL.createObjectURL(blob),
        download: name,
      });
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (reason) {
      this.#notice(`${name} could not be downloaded: ${reasonText(reason)}`);
    }
  }

  async #end() {
    this.#composer.focus();
    try {
      await this.#session.call("disconnectParticipant");
    } catch (reason) {
      this.#notice(`The chat could not be ended: ${reasonText(reason)}`);
    }
  }

  #ended() {
    const hadFocus = this.#root.contains(document.activeElement);
    sessionStorage.removeItem(STORAGE_KEY);
    this.#view.hideTyping();
    this.#setState("ended");
    this.#endButton.hidden = true;
    this.#onContact(null);
    if (hadFocus) find("#start-again").focus();
  }

  #showStart(problem = "") {
    sessionStorage.removeItem(STORAGE_KEY);
    this.#setState("idle");
    this.#onContact(null);
    this.#chat.hidden = true;
    this.#endButton.hidden = true;
    this.#startForm.hidden = false;
    this.#showStartProblem(problem);
    find("#customer-name").focus();
  }

  #showStartProblem(text) {
    const problem = find("#start-problem");
    problem.textContent = text;
    problem.hidden = text === "";
  }

  // Calls whose outcome matters to nobody but the event log, such as typing and receipts.
  #quietly(method, args) {
    this.#session?.call(method, args).catch(() => undefined);
  }

  #setState(state, notice = NOTICES[state] ?? "") {
    this.#root.dataset.connection = state;
    find("#connection-state").textContent = STATES[state];
    find(".composer", this.#root).hidden = state === "ended";
    find(".over", this.#root).hidden = state !== "ended";
    find("#reconnect").hidden = state !== "broken";
    this.#notice(notice);
    if (state !== "idle") announce(`Customer: ${STATES[state]}`);
  }

  #notice(text) {
    const notice = find("#customer-notice");
    find("span", notice).textContent = text;
    notice.hidden = text === "";
  }
}
