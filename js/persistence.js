/** Where the sessions of a page stand in its storage: JSON, an object of records by contact id. */
const KEY = "amazon-connect-chat";

/** A storage may be missing, full or forbidden; then nothing is kept and the chat goes on. */
function read(storage) {
  return JSON.parse(storage.getItem(KEY)) || {};
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
