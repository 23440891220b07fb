// One side's picture of a conversation: transcript items merged by Id, messages on their way out, receipts. No DOM.

export const EVENT_PREFIX = "application/vnd.amazonaws.connect.event.";
export const TYPING = `${EVENT_PREFIX}typing`;
export const READ = `${EVENT_PREFIX}message.read`;
export const DELIVERED = `${EVENT_PREFIX}message.delivered`;

/** What a message that this side wrote has come to, in the order of progress. */
const PROGRESS = ["sending", "sent", "delivered", "read"];

/**
 * @typedef {object} Entry one line of the conversation
 * @property {string} key        stays the same for the entry's life, also when the service gives it an Id
 * @property {string} [id]       the service's Id
 * @property {boolean} own       whether this side wrote it
 * @property {string} [time]     ISO time from the service; absent until it has answered
 * @property {"sending" | "sent" | "delivered" | "read" | "failed"} [progress] of own messages
 * @property {string} [problem]  why it failed
 * @property {string} [clientToken] names an outgoing message to the service, so that sending again never doubles it
 * @property {object} item       the transcript item, or what of it is known while sending
 */

export class Conversation {
  #isOwn;
  #onChange;
  #entries = [];
  #byId = new Map();
  #receipts = new Map();
  #sending = 0;
  #held = [];
  #count = 0;

  /**
   * @param {object} options
   * @param {(item: object) => boolean} options.isOwn whether an item was written by this side
   * @param {(entries: Entry[], changed: Entry[]) => void} options.onChange called after each change with all
   *   entries in order and those that are new or look different now
   */
  constructor({ isOwn, onChange }) {
    this.#isOwn = isOwn;
    this.#onChange = onChange;
  }

  /** Entries in the order of the service's clock; those it has not confirmed come last. */
  get entries() {
    return this.#entries;
  }

  /** The other side's latest message, if any. */
  get lastReceived() {
    return this.#entries.findLast((entry) => !entry.own && entry.id && isMessage(entry.item));
  }

  /** Takes transcript items, from the socket or from GetTranscript, in any order and repeatedly. */
  apply(items) {
    const changed = new Set();
    for (const item of items) this.#applyOne(item, changed);
    this.#publish(changed);
  }

  /** Adds a message that is about to be sent. */
  begin({ content, contentType, clientToken, author }) {
    const entry = {
      key: this.#nextKey(),
      own: true,
      progress: "sending",
      clientToken,
      item: { Type: "MESSAGE", Content: content, ContentType: contentType, DisplayName: author },
    };
    this.#entries.push(entry);
    this.#sending += 1;
    this.#publish(new Set([entry]));
    return entry;
  }

  /** Marks a failed message as being sent again. */
  retry(entry) {
    entry.progress = "sending";
    entry.problem = undefined;
    this.#sending += 1;
    this.#publish(new Set([entry]));
  }

  /** The service took the message. */
  sent(entry, { id, time }) {
    const changed = new Set([entry]);
    const twin = this.#byId.get(id);
    if (twin && twin !== entry) this.#entries.splice(this.#entries.indexOf(twin), 1);
    entry.id = id;
    entry.time = time;
    entry.progress = "sent";
    this.#byId.set(id, entry);
    this.#raise(entry, this.#receipts.get(id), changed);
    this.#settle(changed);
  }

  /** The message could not be sent. */
  failed(entry, problem) {
    entry.progress = "failed";
    entry.problem = problem;
    this.#settle(new Set([entry]));
  }

  #settle(changed) {
    this.#sending -= 1;
    if (this.#sending === 0) for (const item of this.#held.splice(0)) this.#applyOne(item, changed);
    this.#publish(changed);
  }

  #applyOne(item, changed) {
    if (item.Type === "MESSAGEMETADATA") return this.#applyReceipts(item.MessageMetadata, changed);
    if (!item.Id || item.ContentType === TYPING) return undefined;
    const known = this.#byId.get(item.Id);
    if (known) {
      known.item = item;
      known.time = item.AbsoluteTime ?? known.time;
      changed.add(known);
    } else {
      const own = this.#isOwn(item);
      // The service broadcasts a message to its sender too, often before it answers the call that sent it.
      // Until the answer brings the Id, there is no telling which bubble the echo belongs to.
      if (own && this.#sending > 0) return this.#held.push(item);
      const entry = { key: this.#nextKey(), id: item.Id, own, time: item.AbsoluteTime, item };
      if (own && isMessage(item)) entry.progress = "sent";
      this.#entries.push(entry);
      this.#byId.set(item.Id, entry);
      changed.add(entry);
      this.#raise(entry, this.#receipts.get(item.Id), changed);
    }
    return this.#applyReceipts({ MessageId: item.Id, ...item.MessageMetadata }, changed);
  }

  #applyReceipts({ MessageId: id, Receipts: receipts = [] }, changed) {
    if (receipts.length === 0) return;
    const level = receipts.some((receipt) => receipt.ReadTimestamp) ? "read" : "delivered";
    if (!isAhead(level, this.#receipts.get(id))) return;
    this.#receipts.set(id, level);
    const entry = this.#byId.get(id);
    if (entry) this.#raise(entry, level, changed);
  }

  // A receipt speaks for the messages before it too: sides report only the latest one they got to.
  #raise(entry, level, changed) {
    if (!level || !entry.own) return;
    for (const earlier of this.#entries) {
      const speaksFor = earlier === entry || (earlier.time && entry.time && earlier.time < entry.time);
      if (!speaksFor || earlier.progress === "failed" || earlier.progress === "sending") continue;
      if (earlier.progress && isAhead(level, earlier.progress)) {
        earlier.progress = level;
        changed.add(earlier);
      }
    }
  }

  #publish(changed) {
    if (changed.size === 0) return;
    this.#entries.sort(byTime);
    this.#onChange(this.#entries, [...changed]);
  }

  #nextKey() {
    this.#count += 1;
    return String(this.#count);
  }
}

/** Whether an item is something somebody said: text, an attachment, an interactive message. */
export function isMessage(item) {
  return item.Type === "MESSAGE" || item.Type === "ATTACHMENT";
}

/** Whether an item is a piece of a bot's message whose end is still to come, under the same Id. */
export function isPartial(item) {
  return item.MessageMetadata?.MessageCompleted === false;
}

function isAhead(level, other) {
  return PROGRESS.indexOf(level) > PROGRESS.indexOf(other);
}

// ISO times of one service compare as text; Array.prototype.sort keeps the order of equals.
function byTime(a, b) {
  if (a.time === b.time) return 0;
  if (!a.time) return 1;
  if (!b.time) return -1;
  return a.time < b.time ? -1 : 1;
}
