/** sendAttachment, downloadAttachment, getAttachmentURL and how they fail. */
export const heading = "attachments";

const file = (name = "note.txt", text = "attached text", type = "text/plain") =>
  new File([text], name, { type });

/** A session and the id of an attachment that the agent sent. */
async function received(t) {
  const opened = await t.open();
  await t.service.agent(opened.contactId, "attachment", {
    name: "agent.txt",
    contentType: "text/plain",
    text: "from the agent",
  });
  await t.event("main", "INCOMING_MESSAGE");
  const item = t.events().find(({ event }) => event === "INCOMING_MESSAGE").payload.data;
  return { ...opened, attachmentId: item.Attachments[0].AttachmentId };
}

const failingUpload = (id, title, operation, fault) => ({
  id: `attachments/${id}`,
  title,
  async run(t) {
    const { session, contactId } = await t.open();
    await t.service.fault(contactId, operation, fault);
    await t.call("attachment", () => session.sendAttachment({ attachment: file(), metadata: "m" }));
    await t.pause(100);
  },
});

export const scenarios = [
  {
    id: "attachments/send",
    title: "three requests, the result, the item",
    async run(t) {
      const { session } = await t.open();
      await t.call("attachment", () => session.sendAttachment({ attachment: file(), metadata: { a: 1 } }));
      await t.event("main", "INCOMING_MESSAGE");
    },
  },
  {
    id: "attachments/round-trip",
    title: "what was sent can be downloaded",
    async run(t) {
      const { session } = await t.open();
      await t.call("attachment", () =>
        session.sendAttachment({ attachment: file("ünïcode name.csv", "a;b\n1;2\n", "text/csv") }),
      );
      await t.event("main", "INCOMING_MESSAGE");
      const item = t.events().find(({ event }) => event === "INCOMING_MESSAGE").payload.data;
      const { value } = await t.call("download", () =>
        session.downloadAttachment({ attachmentId: item.Attachments[0].AttachmentId, metadata: "m" }),
      );
      t.value("text", await value.text());
      t.value("metadata", value.metadata);
    },
  },
  {
    id: "attachments/download",
    title: "a file of the agent as a Blob",
    async run(t) {
      const { session, attachmentId } = await received(t);
      const { value } = await t.call("download", () => session.downloadAttachment({ attachmentId }));
      t.value("text", await value.text());
      t.value("metadata", value.metadata);
    },
  },
  {
    id: "attachments/url",
    title: "getAttachmentURL gives the bare address",
    async run(t) {
      const { session, attachmentId } = await received(t);
      const { value } = await t.call("url", () => session.getAttachmentURL({ attachmentId, metadata: "m" }));
      t.value("kind", typeof value);
    },
  },
  {
    id: "attachments/bad-arguments",
    title: "what throws at once",
    async run(t) {
      const { session } = await t.open();
      await t.call("send nothing", () => session.sendAttachment());
      await t.call("send without a file", () => session.sendAttachment({}));
      await t.call("send null", () => session.sendAttachment({ attachment: null }));
      await t.call("download nothing", () => session.downloadAttachment());
      await t.call("url of nothing", () => session.getAttachmentURL());
    },
  },
  {
    id: "attachments/missing-id",
    title: "no attachment id: posted and refused",
    async run(t) {
      const { session } = await t.open();
      await t.call("download", () => session.downloadAttachment({ metadata: "m" }));
      await t.call("url", () => session.getAttachmentURL({ metadata: "m" }));
    },
  },
  {
    id: "attachments/unknown-id",
    title: "an unknown attachment id",
    async run(t) {
      const { session } = await t.open();
      await t.call("download", () => session.downloadAttachment({ attachmentId: "no-such", metadata: "m" }));
      await t.call("url", () => session.getAttachmentURL({ attachmentId: "no-such", metadata: "m" }));
    },
  },
  {
    id: "attachments/unaccepted-type",
    title: "a type that the service refuses",
    async run(t) {
      const { session } = await t.open();
      await t.call("attachment", () =>
        session.sendAttachment({ attachment: file("x.exe", "MZ", "application/x-msdownload"), metadata: "m" }),
      );
    },
  },
  {
    id: "attachments/no-type",
    title: "a file without a type, and a plain Blob",
    async run(t) {
      const { session } = await t.open();
      await t.call("no type", () => session.sendAttachment({ attachment: file("x", "x", "") }));
      await t.call("blob", () => session.sendAttachment({ attachment: new Blob(["x"], { type: "text/plain" }) }));
    },
  },
  failingUpload("start-refused", "StartAttachmentUpload is refused: nothing further", "start-attachment-upload", {
    status: 402,
    errorType: "ServiceQuotaExceededException",
    message: "too many attachments",
  }),
  failingUpload("start-without-metadata", "the answer lacks UploadMetadata", "start-attachment-upload", {
    status: 200,
    body: JSON.stringify({ AttachmentId: "a" }),
  }),
  failingUpload("put-refused", "the upload itself is refused with 403", "upload", {
    status: 403,
    body: "<Error><Code>AccessDenied</Code></Error>",
  }),
  failingUpload("put-network", "the upload fails on the network", "upload", { abort: true }),
  failingUpload("complete-refused", "CompleteAttachmentUpload is refused", "complete-attachment-upload", {
    status: 409,
    errorType: "ConflictException",
    message: "try again",
  }),
  {
    id: "attachments/download-refused",
    title: "the pre-signed address answers 403",
    async run(t) {
      const { session, contactId, attachmentId } = await received(t);
      await t.service.fault(contactId, "download", { status: 403, body: "<Error>Expired</Error>" });
      const { value } = await t.call("download", () =>
        session.downloadAttachment({ attachmentId, metadata: "m" }),
      );
      t.value("text", value instanceof Blob ? await value.text() : null);
    },
  },
  {
    id: "attachments/download-network",
    title: "the download fails on the network",
    async run(t) {
      const { session, contactId, attachmentId } = await received(t);
      await t.service.fault(contactId, "download", { abort: true });
      await t.call("download", () => session.downloadAttachment({ attachmentId, metadata: "m" }));
    },
  },
  {
    id: "attachments/url-missing",
    title: "the service sends no address",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "attachment", { status: 200, body: "{}" });
      await t.call("url", () => session.getAttachmentURL({ attachmentId: "a" }));
    },
  },
];
