/** How a chat ends, and what a session can still do afterwards. */
import { ENDED, event, PLAIN, TYPING } from "../page/content-types.mjs";

export const heading = "chat ended";

async function ended(t, label = "main") {
  const opened = await t.open(label);
  await t.service.contact(opened.contactId, "end");
  await t.event(label, "CHAT_ENDED");
  return opened;
}

export const scenarios = [
  {
    id: "ending/by-agent",
    title: "the agent ends the chat: events, socket closed with 1000, nothing more",
    async run(t) {
      const { contactId } = await t.open();
      await t.service.agent(contactId, "end");
      await t.event("main", "CHAT_ENDED");
      await t.pause(200);
    },
  },
  {
    id: "ending/by-customer",
    title: "disconnectParticipant: result, then the end",
    async run(t) {
      const { session } = await t.open();
      await t.call("disconnect", () => session.disconnectParticipant());
      await t.event("main", "CHAT_ENDED");
      await t.pause(100);
    },
  },
  {
    id: "ending/usable-until-ended",
    title: "between disconnectParticipant and the end the session works",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "disconnect", { status: 200, body: "{}", times: 2 });
      await t.call("disconnect", () => session.disconnectParticipant());
      await t.call("disconnect again", () => session.disconnectParticipant());
      await t.call("send", () => session.sendMessage({ message: "still here", contentType: PLAIN }));
      await t.event("main", "INCOMING_MESSAGE");
      t.value("status", session.controller.getConnectionStatus());
    },
  },
  {
    id: "ending/disconnect-refused",
    title: "disconnectParticipant is refused",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "disconnect", { status: 403, errorType: "AccessDeniedException", message: "no" });
      await t.call("disconnect", () => session.disconnectParticipant());
    },
  },
  {
    id: "ending/guarded-afterwards",
    title: "guarded methods after the end",
    async run(t) {
      const { session } = await ended(t);
      await t.call("sendMessage", () => session.sendMessage({ message: "x", contentType: PLAIN }));
      await t.call("sendEvent", () => session.sendEvent({ contentType: TYPING }));
      await t.call("getTranscript", () => session.getTranscript({}));
      await t.call("sendAttachment", () => session.sendAttachment({}));
      await t.call("downloadAttachment", () => session.downloadAttachment({}));
      await t.call("getAttachmentURL", () => session.getAttachmentURL({}));
      await t.call("disconnect", () => session.disconnectParticipant());
      await t.call("connect", () => session.connect());
    },
  },
  {
    id: "ending/unguarded-afterwards",
    title: "describeView and authentication after the end are still posted",
    async run(t) {
      const { session } = await ended(t);
      await t.call("describeView", () => session.describeView({ viewToken: "view-token-1" }));
      await t.call("url", () => session.getAuthenticationUrl({ redirectUri: "https://a", sessionId: "s" }));
      await t.call("cancel", () => session.cancelParticipantAuthentication({ sessionId: "s" }));
      t.value("details", session.getChatDetails());
    },
  },
  {
    id: "ending/items-afterwards",
    title: "items in the same burst after chat.ended are not delivered; late handlers never fire",
    async run(t) {
      const { session, contactId } = await t.open();
      await Promise.all([
        t.service.item(contactId, { Type: "MESSAGE", ContentType: PLAIN, Content: "before" }),
      ]);
      const ends = { Type: "EVENT", ContentType: ENDED, ContactId: contactId, InitialContactId: contactId };
      const after = { Type: "MESSAGE", ContentType: PLAIN, Content: "after", ContactId: contactId };
      for (const item of [ends, after]) {
        const text = JSON.stringify({ topic: "aws/chat", content: JSON.stringify(item) });
        await t.service.contact(contactId, "frame", { text });
      }
      await t.event("main", "CHAT_ENDED");
      session.onMessage(() => t.mark("late handler"));
      await t.pause(200);
    },
  },
  {
    id: "ending/order",
    title: "a message, the ended item, CHAT_ENDED: in this order, and handlers are gone",
    async run(t) {
      const { session, contactId } = await t.open();
      session.onMessage(({ data }) => t.mark(`onMessage ${data.ContentType.split(".").pop()}`));
      session.onEnded(({ data }) => {
        t.mark(`onEnded ${data}`);
        void t.call("inside onEnded", () => session.getTranscript({}));
      });
      await t.service.agent(contactId, "message", { content: "bye" });
      await t.service.agent(contactId, "end");
      await t.event("main", "CHAT_ENDED");
      await t.pause(100);
    },
  },
  {
    id: "ending/forged",
    title: "an ended item of another chain is ignored, one of the chain ends the chat",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.item(contactId, { Type: "EVENT", ContentType: ENDED, ContactId: "x", InitialContactId: "y" });
      await t.service.item(contactId, { Type: "EVENT", ContentType: ENDED, ContactId: "x" });
      await t.event("main", "CHAT_ENDED");
      await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
    },
  },
  {
    id: "ending/contact-again",
    title: "a new session on the contact id after the end",
    async run(t) {
      const { contactId, details } = await t.open("first");
      await t.service.item(contactId, { Type: "EVENT", ContentType: ENDED });
      await t.event("first", "CHAT_ENDED");
      await t.open("second", { details });
      await t.service.agent(contactId, "message", { content: "to the second" });
      await t.event("second", "INCOMING_MESSAGE");
    },
  },
  {
    id: "ending/in-the-background",
    title: "the chat ended while the socket was lost: 403 on the way back",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.contact(contactId, "forget");
      await t.service.contact(contactId, "drop");
      await t.event("main", "CHAT_ENDED");
      await t.pause(200);
      await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
    },
  },
  {
    id: "ending/in-the-background-late",
    title: "the chat ended while the page was offline for longer than a heartbeat",
    clock: true,
    async run(t) {
      let online = true;
      t.configure({ webSocketManagerConfig: { isNetworkOnline: () => online } });
      const { contactId } = await t.open();
      online = false;
      await t.service.contact(contactId, "forget");
      await t.service.contact(contactId, "drop");
      await t.event("main", "CONNECTION_LOST");
      await t.forward(12_000);
      await t.event("main", "DEEP_HEARTBEAT_FAILURE");
      online = true;
      await t.forward(500);
      const over = () => t.events().some(({ event: name }) => name === "CHAT_ENDED" || name === "CONNECTION_BROKEN");
      await t.until(over, "the end");
    },
  },
  {
    id: "ending/transfer",
    title: "for a customer a transfer is just a message",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.item(contactId, { Type: "EVENT", ContentType: event("transfer.succeeded") });
      await t.service.item(contactId, { Type: "MESSAGE", ContentType: PLAIN, Content: "new agent", ContactId: "next" });
      await t.event("main", "INCOMING_MESSAGE", 2);
      await t.call("send", () => session.sendMessage({ message: "hello", contentType: PLAIN }));
    },
  },
  {
    id: "ending/break-connection",
    title: "controller.breakConnection()",
    async run(t) {
      const { session } = await t.open();
      await t.call("break", () => session.controller.breakConnection());
      await t.pause(200);
      await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
    },
  },
  {
    id: "ending/clean-up",
    title: "controller.cleanUpOnParticipantDisconnect() of a customer removes handlers only",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.call("clean up", () => session.controller.cleanUpOnParticipantDisconnect());
      session.onMessage(({ data }) => t.mark(`registered afterwards: ${data.Content}`));
      await t.service.agent(contactId, "message", { content: "hi" });
      await t.until(() => t.trace.timeline.length > 0, "the message");
      await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
    },
  },
];
