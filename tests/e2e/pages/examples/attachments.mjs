// Files: choosing and sending one, receiving one, links to them, and the verdicts of a scanner.

/** A file input that sends what is chosen. */
export function chooseAndSend(chatSession) {
  const input = document.createElement("input");
  input.type = "file";
  input.addEventListener("change", async ({ target }) => {
    try {
      const [attachment] = target.files;
      const { metadata } = await chatSession.sendAttachment({ attachment, metadata: { from: "input" } });
      window.show("sent", metadata);
    } catch ({ type, message, metadata }) {
      window.show("refused", { type, message, metadata });
    }
  });
  document.body.append(input);
}

export function onAttachment(chatSession) {
  chatSession.onMessage((event) => {
    if (event.data && event.data.Type === "ATTACHMENT") {
      const { Id, ContentType, DisplayName, ParticipantRole, Attachments } = event.data;
      window.show("attachment", { Id, ContentType, DisplayName, ParticipantRole, attachment: Attachments[0] });
    }
  });
}

/** Fetches a file and hands it to the browser as a download. */
export async function download(chatSession, { AttachmentId, AttachmentName }) {
  const blob = await chatSession.downloadAttachment({ attachmentId: AttachmentId, metadata: "m" });
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: AttachmentName });
  link.style.display = "none";
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 100);
  return { isBlob: blob instanceof Blob, size: blob.size, type: blob.type };
}

export async function getAttachmentURL(chatSession, attachmentId) {
  const url = await chatSession.getAttachmentURL({ attachmentId });
  const response = await fetch(url);
  return { url, text: await response.text() };
}

/** The scanner's verdict comes as an item of its own. */
export function onScanned(chatSession) {
  chatSession.onMessage(({ data }) => {
    const status = data.Attachments?.[0]?.Status;
    if (status === "REJECTED") window.show("scan", { Id: data.Id, text: "This file can't be opened." });
    else if (status) window.show("scan", { Id: data.Id, text: status });
  });
}
