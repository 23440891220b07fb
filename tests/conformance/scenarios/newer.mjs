/** What is newer than 5.0.0 or an addition: present in ours, absent in the reference. */
export const heading = "newer than 5.0.0";

export const scenarios = [
  {
    id: "newer/send-message-receipt",
    title: "sendMessageReceipt sends at once, whatever switch and throttles say",
    async run(t) {
      t.configure({ features: { messageReceipts: { shouldSendMessageReceipts: false } } });
      const { session, contactId } = await t.open();
      await t.service.agent(contactId, "message", { content: "read me" });
      await t.event("main", "INCOMING_MESSAGE");
      const { Id } = t.events().find(({ event }) => event === "INCOMING_MESSAGE").payload.data;
      await t.call("delivered", () => session.sendMessageReceipt({ event: "delivered", messageId: Id }));
      await t.call("read", () => session.sendMessageReceipt({ event: "read", message: { Id } }));
    },
  },
];
