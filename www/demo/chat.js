// One side's chat in a panel, over a session of the library: everything that it shows of the chat comes from there.
import { authorOf, spokenText } from "./content.js";
import { Composer } from "./composer.js";
import { Conversation, DELIVERED, EVENT_PREFIX, READ, TYPING, isMessage, isPartial } from "./conversation.js";
import { ConversationView } from "./conversation-view.js";
import { announce, find } from "./dom.js";
import { reasonText } from "./format.js";
import { NEWS, openSession } from "./session.js";

export class Chat {
  #root;
  #options;
  #view;
  #composer;
  #session = null;
  #conversation = null;
  #unread = null;
  #over = false;

  /**
   * @param {HTMLElement} root a panel with a conversation, a composer and an `input[type=file]`
   * @param {object} options
   * @param {string} options.side before what is read aloud, e.g. `Customer`
   * @param {string} [options.ownName] shown for this side instead of its display name
   * @param {string} options.ownRole `ParticipantRole` of this side: who took part before may have had another id
   * @param {import("./content.js").Actions} [options.actions] more than downloading
   * @param {(text: string) => void} options.onNotice a sentence to show; empty for none
   * @param {(state: "connected" | "lost" | "broken" | "ended") => void} options.onState
   * @param {(item: object) => void} [options.onItem] called with each item that has arrived
   */
  constructor(root, options) {
    this.#root = root;
    this.#options = options;
    this.#view = new ConversationView(root, {
      ownName: options.ownName,
      retry: (entry) => this.#retry(entry),
      actions: { ...options.actions, download: (attachment) => this.#download(attachment) },
    });
    this.#composer = new Composer(find(".composer", root), {
      send: (text) => this.send(text),
      typing: () => this.quietly("sendEvent", { contentType: TYPING }),
    });
    find("input[type=file]", root).addEventListener("change", ({ target }) => this.#attach(target));
    root.addEventListener("focusin", () => this.#markRead());
  }

  /** An empty conversation, in place of the one before. */
  clear() {
    const { ownRole } = this.#options;
    this.#unread = null;
    this.#over = false;
    this.#view.clear();
    this.#conversation = new Conversation({
      isOwn: (item) => item.ParticipantRole === ownRole,
      onChange: (entries, changed) => this.#view.render(entries, changed),
    });
  }

  /**
   * Opens a session and connects it.
   *
   * @param {object} args of `connect.ChatSession.create`
   * @param {Pick<import("./event-log.js").EventLog, "call" | "callback">} log
   */
  connect(args, log) {
    const { onState } = this.#options;
    const { recoverMissedMessages, persist } = args.options ?? {};
    // The library brings what is missing. After a reload, that is not what was shown before.
    let fetches = !recoverMissedMessages || Boolean(persist);
    this.#session = openSession(args, log, {
      onConnectionEstablished: (event) => {
        // The event also comes when connect() resolves; only the one of the socket carries `data`. A socket that
        // the page shares among sessions is open as a rule, and says no more.
        if (!event.data && !args.websocketManager) return;
        onState("connected");
        if (fetches) this.#fetchTranscript();
        fetches = !recoverMissedMessages;
      },
      onConnectionLost: () => onState("lost"),
      onConnectionBroken: () => onState("broken"),
      onMessage: ({ data }) => this.#received(data),
      onTyping: ({ data }) => {
        if (!this.#isOwn(data)) this.#view.showTyping(authorOf(data));
      },
      onEnded: () => {
        this.over();
        onState("ended");
      },
      ...Object.fromEntries(NEWS.map((name) => [name, ({ data }) => this.#arrived(data)])),
    });
    return this.#session.call("connect");
  }

  /** Runs a method of the session. */
  call(method, ...args) {
    return this.#session.call(method, ...args);
  }

  /** Runs one whose outcome matters to nobody but the event log, such as typing and receipts. */
  quietly(method, args) {
    this.#session?.call(method, args).catch(() => undefined);
  }

  /** Sends a message, unless the chat is over: a choice of an earlier message still has its button. */
  send(content, contentType = "text/plain") {
    if (this.#over) return;
    const message = { content, contentType, clientToken: crypto.randomUUID() };
    this.#deliver(this.#conversation.begin(message));
  }

  /** Nothing is sent or acknowledged any more; what was said can still be read. */
  over() {
    this.#over = true;
    this.#unread = null;
    this.#view.hideTyping();
  }

  focus() {
    this.#composer.focus();
  }

  #isOwn(item) {
    return item.ParticipantRole === this.#options.ownRole;
  }

  #arrived(item) {
    this.#conversation.apply([item]);
    this.#options.onItem?.(item);
  }

  // What was said while the socket was away is only in the transcript.
  async #fetchTranscript() {
    try {
      const { data } = await this.call("getTranscript", {
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
    if (!this.#isOwn(item) && item.ContentType !== `${EVENT_PREFIX}participant.joined`) this.#view.hideTyping();
    this.#arrived(item);
    if (!isMessage(item) || isPartial(item) || this.#isOwn(item)) return;
    announce(`${this.#options.side}${authorOf(item)} ${spokenText(item)}`);
    this.#acknowledge(item);
  }

  #acknowledge(item) {
    if (this.#over) return;
    this.#unread = item.Id;
    if (this.#root.contains(document.activeElement) && document.visibilityState === "visible") this.#markRead();
    else this.quietly("sendEvent", { contentType: DELIVERED, content: JSON.stringify({ messageId: item.Id }) });
  }

  #markRead() {
    if (!this.#unread) return;
    this.quietly("sendEvent", { contentType: READ, content: JSON.stringify({ messageId: this.#unread }) });
    this.#unread = null;
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
      const { data } = this.#session.isPending(entry.clientToken)
        ? await this.call("retryMessage", entry.clientToken)
        : await this.call("sendMessage", {
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
    const { onNotice } = this.#options;
    onNotice(`Sending ${attachment.name}…`);
    try {
      await this.call("sendAttachment", { attachment });
      onNotice("");
    } catch (reason) {
      onNotice(`${attachment.name} was not sent: ${reasonText(reason)}`);
      announce(`${attachment.name} was not sent`);
    }
    this.#composer.focus();
  }

  async #download({ AttachmentId: attachmentId, AttachmentName: name }) {
    try {
      const blob = await this.call("downloadAttachment", { attachmentId });
      const link = Object.assign(document.createElement("a"), {
        href: URL.createObjectURL(blob),
        download: name,
      });
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (reason) {
      this.#options.onNotice(`${name} could not be downloaded: ${reasonText(reason)}`);
    }
  }
}
