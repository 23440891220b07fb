// A page with customers on it: each shows what it is told and writes a message now and then. What it shows and wrote
// is kept in the page's storage, so that it is still there when the page was loaded again.
"use strict";

const PAUSE_MS = [250, 1_500];

const books = {};

/** What is kept about one contact: `book.shown`, `book.written`, and `book.renewed`, how often its session was lost. */
function bookOf(contactId) {
  const key = `book:${contactId}`;
  const book = (books[contactId] ??= JSON.parse(sessionStorage.getItem(key)) ?? { shown: [], written: [], renewed: 0 });
  return { book, keep: () => sessionStorage.setItem(key, JSON.stringify(book)) };
}

/** The page shows a message. */
function show(contactId, { Id, Type, AbsoluteTime }) {
  if (Type !== "MESSAGE") return;
  const { book, keep } = bookOf(contactId);
  book.shown.push({ Id, AbsoluteTime });
  keep();
}

/** Writes messages until told to stop, also before a reload; `send(text)` is the library's promise. */
async function write(contactId, name, send) {
  const { book, keep } = bookOf(contactId);
  for (;;) {
    await pause(PAUSE_MS[0] + Math.random() * (PAUSE_MS[1] - PAUSE_MS[0]));
    if (book.isOver) return;
    const message = { text: `${name} ${book.written.length + 1}` };
    book.written.push(message);
    const settled = (outcome) => () => {
      message.outcome = outcome;
      keep();
    };
    send(message.text).then(settled("accepted"), settled("rejected"));
    keep();
  }
}

/** Calls `act()` until it resolves. */
async function insist(act) {
  for (;;) {
    try {
      return await act();
    } catch {
      await pause(100);
    }
  }
}

const endpoint = location.origin.replace("localhost", "127.0.0.1");
connect.ChatSession.setGlobalConfig({ region: "us-west-2", endpoint });

const customers = {};

/** Opens chats, of which the page is told once; after it was loaded again it finds them by itself. */
function open(list) {
  sessionStorage.chats = JSON.stringify(list);
  for (const details of list) {
    customers[details.ContactId] = openChat(details);
  }
}

window.run = {
  open,
  stopWriting(contactId) {
    const { book, keep } = bookOf(contactId);
    book.isOver = true;
    keep();
    return true;
  },
  /** Whether a contact shows this message and has nothing left to send. */
  isDone: (contactId, id) =>
    bookOf(contactId).book.shown.some(({ Id }) => Id === id) && (customers[contactId]?.isIdle() ?? false),
  /** What the contact's customer saw and wrote. */
  book: (contactId) => bookOf(contactId).book,
};

if (sessionStorage.chats) open(JSON.parse(sessionStorage.chats));
