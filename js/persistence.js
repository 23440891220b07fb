/** Where the sessions of a page stand in its storage: JSON, an object of records by contact id. */
const KEY = "amazon-connect-chat";

/** A storage may be missing, full or forbidden; then nothing is kept and the chat goes on. */
function read(storage) {
  const text = storage.getItem(KEY);
  try {
    return JSON.parse(text) || {};
  } catch {
    // Somebody else's text.
    return {};
  }
}

function write(storage, records) {
  if (Object.keys(records).length > 0) {
    storage.setItem(KEY, JSON.stringify(records));
  } else {
    storage.removeItem(KEY);
  }
}

/** A record dies with the connection token that it was written with. */
const isAlive = (record) => !(Date.parse(record.expiry) <= Date.now());

/** The records that a session could go on from, without those that are too old. */
function living(storage) {
  const records = read(storage);
  return Object.fromEntries(Object.entries(records).filter(([, record]) => isAlive(record)));
}

/** The record of a contact, or the one written last; undefined when there is none, or no storage. */
export function findRecord(storage, contactId) {
  try {
    const records = living(storage);
    write(storage, records);
    return contactId ? records[contactId] : Object.values(records).sort((a, b) => b.savedAt - a.savedAt)[0];
  } catch {
    return undefined;
  }
}

/**
 * Keeps the record of one session: `keep(changes)` writes them beside what is there, `drop()` removes it.
 * `onError(error)` hears of the first failure; it must not throw.
 */
export function createKeeper(storage, contactId, onError) {
  let failed = false;
  const change = (act) => {
    try {
      const records = read(storage);
      act(records);
      write(storage, records);
    } catch (error) {
      if (!failed) {
        failed = true;
        onError(error);
      }
    }
  };
  return {
    keep: (changes) =>
      change((records) => {
        records[contactId] = { ...records[contactId], ...changes, savedAt: Date.now() };
      }),
    drop: () => change((records) => delete records[contactId]),
  };
}

/** More items than this are not remembered beside the one to go on from. */
const MAX_SINCE = 500;

const isUnfinished = ({ Attachments, MessageMetadata }) =>
  MessageMetadata?.MessageCompleted === false || Attachments?.some(({ Status }) => Status === "IN_PROGRESS");

/**
 * Where the next life of a session goes on: `after(item)`, for each item that handlers got, gives
 * `{ Id, AbsoluteTime, since? }`. That is the last item, unless one before it will come again with something new (an
 * attachment being scanned, a message being streamed): then the one before that, and `since` names what came after.
 */
export function createPlace(lastSeen) {
  const unfinished = new Set();
  let place = lastSeen;
  let newest = lastSeen;
  let since = lastSeen?.since || [];

  return {
    after(item) {
      const { Id, AbsoluteTime } = item;
      if (!since.includes(Id)) {
        since = [...since, Id];
        newest = { Id, AbsoluteTime };
      }
      unfinished.delete(Id);
      if (isUnfinished(item)) {
        unfinished.add(Id);
      }
      if (unfinished.size === 0 || since.length > MAX_SINCE) {
        unfinished.clear();
        since = [];
        place = newest;
      }
      const later = since.filter((id) => !unfinished.has(id));
      return { ...place, ...(later.length > 0 && { since: later }) };
    },
  };
}
