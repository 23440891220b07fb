// A page that lets the library do it: it shows what the handlers are given, as it comes.
"use strict";

/** Messages wait as long as the trouble may last: in the page's time, which runs fast. */
const EXPIRES_AFTER_MS = 3_600_000;

const persists = new URLSearchParams(location.search).has("persist");

function openChat(details) {
  const { ContactId: contactId } = details;
  const storage = sessionStorage;
  const offlineQueue = { expiresAfter: EXPIRES_AFTER_MS };
  const options = { recoverMissedMessages: true, offlineQueue, ...(persists && { persist: storage }) };
  const session =
    (persists && connect.ChatSession.resume({ storage, contactId })) ||
    connect.ChatSession.create({ chatDetails: details, type: "CUSTOMER", disableCSM: true, options });
  session.onMessage(({ data }) => show(contactId, data));
  session.onConnectionBroken(() => {
    bookOf(contactId).book.renewed += 1;
    insist(() => session.connect());
  });
  insist(() => session.connect()).then(() =>
    write(contactId, "Customer", (message) => session.sendMessage({ message, contentType: "text/plain" })),
  );
  return { isIdle: () => session.pendingMessages.length === 0 };
}
