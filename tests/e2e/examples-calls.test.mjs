// The published examples for the calls of a customer's session, each run on a page against connect-local.
// The library under test is this one, or ChatJS itself with E2E_DIST=node_modules/amazon-connect-chatjs/dist.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { exampleSuite } from "./lib/example-suite.mjs";

const suite = exampleSuite();
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe("connect", () => {
  it("tells whether the service was called and whether that succeeded", async () => {
    const example = await suite.open();
    await example.run("start", "configure");
    await example.create();
    assert.deepEqual(await example.connect(), { connectCalled: true, connectSuccess: true });
  });

  it("rejects with the members of a success", async () => {
    const example = await suite.open();
    await example.run("start", "configure");
    await example.create();
    await example.control("faults", { operation: "connection", errorType: "ValidationException" });
    assert.deepEqual(await example.run("calls", "connectInVain"), {
      connectCalled: true,
      connectSuccess: false,
      metadata: "attempt 1",
    });
    suite.expectComplaint(/status of 400/);
  });

  it("hands metadata back", async () => {
    const example = await suite.open();
    await example.run("start", "configure");
    await example.create();
    assert.deepEqual(await example.run("calls", "connectWithMetadata"), { opened: "from the footer" });
  });
});

describe("sendMessage", () => {
  for (const [contentType, text] of [
    ["text/plain", "Hello World!"],
    ["text/markdown", "**Hello** _World_"],
    ["text/csv", "greeting,whom\nhello,world"],
    ["application/json", JSON.stringify({ greeting: "hello" })],
  ]) {
    it(`sends ${contentType}`, async () => {
      const example = await suite.chat();
      await example.run("events", "onMessage");
      const sent = await example.run("calls", "sendMessage", contentType, text);
      assert.match(sent.AbsoluteTime, ISO_TIME);
      assert.deepEqual(sent.metadata, { draft: 4 });
      const { data } = await example.shown("message");
      assert.equal(data.Id, sent.Id, "the page hears its own message");
      assert.equal(data.ContentType, contentType);
      assert.equal(data.Content, text);
      assert.equal(data.ParticipantRole, "CUSTOMER");
    });
  }

  it("answers an interactive message", async () => {
    const example = await suite.chat();
    await example.run("events", "onMessage");
    await example.run("situations", "answerInteractive");
    const template = {
      templateType: "ListPicker",
      version: "1.0",
      data: { content: { title: "What is it about?", elements: [{ title: "My parcel" }, { title: "My bill" }] } },
    };
    const interactive = "application/vnd.amazonaws.connect.message.interactive";
    await example.agent("message", { contentType: interactive, content: JSON.stringify(template) });
    assert.equal((await example.shown("message")).data.ContentType, interactive);
    const { data } = await example.shown("message");
    assert.equal(data.ContentType, `${interactive}.response`);
    assert.equal(JSON.parse(data.Content).action, "My parcel");
  });

  it("rejects with what the service said, and the metadata", async () => {
    const example = await suite.chat();
    const args = { contentType: "text/plain", message: "x".repeat(1025), metadata: "m" };
    const refusal = await example.run("calls", "refusal", "sendMessage", args);
    assert.equal(refusal.type, "ValidationException");
    assert.equal(refusal.statusCode, 400);
    assert.equal(refusal.metadata, "m");
    assert.match(refusal.message, /1024/);
    assert.equal(refusal.error, undefined, "the documents name a member that is not there");
    suite.expectComplaint(/status of 400/);
  });
});

describe("getTranscript", () => {
  it("fetches the newest items, oldest first", async () => {
    const example = await suite.chat();
    for (const content of ["one", "two", "three"]) await example.agent("message", { content });
    const args = { sortOrder: "ASCENDING", maxResults: 100, metadata: { foo: "bar" } };
    const { InitialContactId, NextToken, Transcript, metadata } = await example.run("calls", "getTranscript", args);
    assert.equal(InitialContactId, example.details.ContactId);
    assert.ok(!NextToken, "there is no more");
    assert.deepEqual(
      Transcript.map(({ Content }) => Content),
      ["one", "two", "three"],
    );
    assert.deepEqual(metadata, { foo: "bar" });
  });

  it("goes back page by page with nextToken", async () => {
    const example = await suite.chat();
    for (const content of ["1", "2", "3", "4", "5"]) await example.agent("message", { content });
    assert.deepEqual(await example.run("calls", "wholeTranscript", 2), [["1"], ["2", "3"], ["4", "5"]]);
  });

  it("goes forward from a start position", async () => {
    const example = await suite.chat();
    await example.agent("message", { content: "before" });
    const { id } = await example.agent("message", { content: "here" });
    await example.agent("message", { content: "after" });
    const args = { scanDirection: "FORWARD", startPosition: { id }, sortOrder: "ASCENDING", maxResults: 15 };
    const { Transcript } = await example.run("calls", "getTranscript", args);
    assert.deepEqual(
      Transcript.map(({ Content }) => Content),
      ["here", "after"],
    );
  });

  it("hands metadata to .then and to .catch", async () => {
    const example = await suite.chat();
    await example.agent("message", { content: "one" });
    assert.deepEqual(await example.run("calls", "metadataOfTranscript"), { items: 1, metadata: "foo" });
    const fault = { operation: "transcript", errorType: "ValidationException", message: "No." };
    await example.control("faults", fault);
    assert.deepEqual(await example.run("calls", "metadataOfTranscript"), {
      error: undefined,
      message: "No.",
      metadata: "foo",
    });
    suite.expectComplaint(/status of 400/);
  });
});

describe("sendEvent", () => {
  it("sends typing, which the page hears of itself", async () => {
    const example = await suite.chat();
    await example.run("events", "onTyping");
    const sent = await example.run("calls", "sendEvent", "typing");
    assert.match(sent.AbsoluteTime, ISO_TIME);
    assert.ok(sent.Id);
    assert.deepEqual(sent.metadata, { field: "question" });
    assert.equal(await example.shown("typing"), "You are typing");
  });

  for (const [name, time] of [
    ["message.delivered", "DeliveredTimestamp"],
    ["message.read", "ReadTimestamp"],
  ]) {
    it(`sends ${name} for a message`, async () => {
      const example = await suite.open();
      const features = { messageReceipts: { shouldSendMessageReceipts: true, throttleTime: 50 } };
      await example.run("start", "configure", { features });
      await example.start();
      const { id } = await example.agent("message", { content: "Read me" });
      const sent = await example.run("calls", "sendEvent", name, { messageId: id });
      assert.ok(sent.Id);
      const { transcript } = await suite.service.get(`/agent/contacts/${example.details.ContactId}/transcript`);
      const { MessageMetadata } = transcript.find(({ Type }) => Type === "MESSAGEMETADATA");
      assert.equal(MessageMetadata.MessageId, id);
      assert.equal(MessageMetadata.Receipts[0].RecipientParticipantId, example.details.ParticipantId);
      assert.match(MessageMetadata.Receipts[0][time], ISO_TIME);
    });
  }

  for (const name of ["connection.acknowledged", "participant.invited"]) {
    it(`sends ${name}`, async () => {
      const example = await suite.chat();
      const { Id } = await example.run("calls", "sendEvent", name);
      const { Transcript } = await example.run("calls", "getTranscript", {});
      assert.equal(Transcript.at(-1).Id, Id);
      assert.equal(Transcript.at(-1).ContentType, `application/vnd.amazonaws.connect.event.${name}`);
    });
  }
});

describe("attachments", () => {
  const note = { name: "parcel.txt", mimeType: "text/plain", buffer: Buffer.from("number 4711") };

  it("sends a chosen file, which the page hears of", async () => {
    const example = await suite.chat();
    await example.run("attachments", "onAttachment");
    await example.run("attachments", "chooseAndSend");
    await example.page.locator("input[type=file]").setInputFiles(note);
    assert.deepEqual(await example.shown("sent"), { from: "input" });
    const { attachment, ParticipantRole } = await example.shown("attachment");
    assert.equal(ParticipantRole, "CUSTOMER");
    assert.equal(attachment.AttachmentName, "parcel.txt");
    assert.equal(attachment.ContentType, "text/plain");
    assert.equal(attachment.Status, "APPROVED");
    assert.ok(attachment.AttachmentId);
  });

  it("refuses a file that the service does not take", async () => {
    const example = await suite.chat();
    await example.run("attachments", "chooseAndSend");
    const program = { name: "run.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") };
    await example.page.locator("input[type=file]").setInputFiles(program);
    const { type, metadata } = await example.shown("refused");
    assert.equal(type, "ValidationException");
    assert.deepEqual(metadata, { from: "input" });
    suite.expectComplaint(/status of 400/);
  });

  it("downloads a received file to disk", async () => {
    const example = await suite.chat();
    await example.run("attachments", "onAttachment");
    await example.agent("attachment", { name: "label.txt", contentType: "text/plain", text: "to: Sam" });
    const { attachment } = await example.shown("attachment");
    const saved = example.page.waitForEvent("download");
    const blob = await example.run("attachments", "download", attachment);
    assert.deepEqual(blob, { isBlob: true, size: 7, type: "text/plain" });
    const download = await saved;
    assert.equal(download.suggestedFilename(), "label.txt");
    assert.equal(await readFile(await download.path(), "utf8"), "to: Sam");
  });

  it("gives the address of a received file", async () => {
    const example = await suite.chat();
    await example.run("attachments", "onAttachment");
    await example.agent("attachment", { name: "label.txt", contentType: "text/plain", text: "to: Sam" });
    const { attachment } = await example.shown("attachment");
    const { url, text } = await example.run("attachments", "getAttachmentURL", attachment.AttachmentId);
    assert.ok(url.startsWith("http"));
    assert.equal(text, "to: Sam");
  });

  for (const [attachmentScan, verdict] of [
    ["approve", "APPROVED"],
    ["reject", "This file can't be opened."],
  ]) {
    it(`shows the verdict of a scanner: ${attachmentScan}`, async () => {
      const example = await suite.chat();
      await example.control("config", { attachmentScan, attachmentScanDelayMs: 20 });
      await example.run("attachments", "onScanned");
      await example.run("attachments", "chooseAndSend");
      await example.page.locator("input[type=file]").setInputFiles(note);
      const first = await example.shown("scan");
      assert.equal(first.text, "IN_PROGRESS");
      assert.deepEqual(await example.shown("scan"), { Id: first.Id, text: verdict });
    });
  }
});

describe("views and sign-in", () => {
  it("describes a view", async () => {
    const example = await suite.chat();
    const view = await example.run("calls", "describeView", "view-token-1");
    assert.equal(view.Name, "Parcel form");
    assert.deepEqual(view.Actions, ["Submit", "Cancel"]);
    assert.equal(view.Template.Head.Title, "Parcel form");
    assert.deepEqual(view.metadata, { form: "parcel" });
  });

  it("gets the address of a sign-in", async () => {
    const example = await suite.chat();
    const back = `${suite.service.url}/empty.html`;
    const { url, metadata } = await example.run("calls", "getAuthenticationUrl", back, "session-1");
    assert.deepEqual(metadata, { try: 1 });
    const response = await fetch(url, { redirect: "manual" });
    assert.ok(response.headers.get("location").startsWith(`${back}?code=`));
  });

  it("cancels a sign-in", async () => {
    const example = await suite.chat();
    await example.run("events", "onAuthenticationOutcome");
    assert.deepEqual(await example.run("calls", "cancelParticipantAuthentication", "session-1"), { try: 1 });
    assert.equal((await example.shown("signed in")).text, "canceled");
    const [request] = await example.requests("/participant/cancel-authentication");
    assert.equal(request.body.SessionId, "session-1");
  });
});

describe("details and the end", () => {
  it("tells the chat's details", async () => {
    const example = await suite.chat();
    const { ContactId, ParticipantId, ParticipantToken } = example.details;
    assert.deepEqual(await example.run("calls", "getChatDetails"), {
      contactId: ContactId,
      initialContactId: ContactId,
      participantId: ParticipantId,
      participantToken: ParticipantToken,
    });
  });

  it("ends the chat with disconnectParticipant, after which it is of no use", async () => {
    const example = await suite.chat();
    await example.run("events", "onEnded");
    await example.run("calls", "disconnectParticipant");
    await example.shown("ended");
    const args = { contentType: "text/plain", message: "Anybody there?" };
    const refusal = await example.run("calls", "refusal", "sendMessage", args);
    assert.equal(refusal, "Failed to call sendMessage, No active connection");
    assert.deepEqual(await example.run("calls", "connectAfterwards"), { resolved: null });
    assert.equal((await example.requests("/participant/connection")).length, 1, "there is nothing to connect to");
  });
});
