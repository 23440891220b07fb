// A page as the documents of ChatJS tell its author: the last 15 items after each connection, doubles dropped by id,
// sorted by time. It does one thing more than they say: when the connection is broken it makes a new session, since
// calling `connect()` again does nothing.
"use strict";

function openChat(details) {
  const { ContactId: contactId } = details;
  let session;

  const merge = (items) => {
    const { book, keep } = bookOf(contactId);
    for (const { Id, Type, AbsoluteTime } of items) {
      if (Type === "MESSAGE") {
        (book.raw ??= []).push(Id);
        if (!book.shown.some((known) => known.Id === Id)) book.shown.push({ Id, AbsoluteTime });
      }
    }
    book.shown.sort((a, b) => (a.AbsoluteTime < b.AbsoluteTime ? -1 : 1));
    keep();
  };

  const begin = () => {
    const current = connect.ChatSession.create({ chatDetails: details, type: "CUSTOMER", disableCSM: true });
    session = current;
    current.onMessage(({ data }) => merge([data]));
    current.onConnectionEstablished(() =>
      current
        .getTranscript({ scanDirection: "BACKWARD", sortOrder: "ASCENDING", maxResults: 15 })
        .then(({ data }) => merge(data.Transcript))
        .catch(() => {}),
    );
    current.onConnectionBroken(() => renew(current));
    return current.connect().catch(() => renew(current));
  };

  const renew = async (broken) => {
    if (broken !== session) return;
    session = undefined;
    bookOf(contactId).book.renewed += 1;
    await pause(100);
    await begin();
  };

  begin().then(() =>
    write(contactId, "Customer", (message) =>
      session ? session.sendMessage({ message, contentType: "text/plain" }) : Promise.reject(new Error("no session")),
    ),
  );
  return { isIdle: () => true };
}
