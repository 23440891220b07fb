// The published examples for the events of a customer's session, each run on a page against connect-local.
// The library under test is this one, or ChatJS itself with E2E_DIST=node_modules/amazon-connect-chatjs/dist.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exampleSuite } from "./lib/example-suite.mjs";

const suite = exampleSuite();
const EVENT = "application/vnd.amazonaws.connect.event.";

describe("conversation", () => {
  it("onMessage tells of messages, with the details of the chat", async () => {
    const example = await suite.chat();
    await example.run("events", "onMessage");
    const { id, absoluteTime } = await example.agent("message", { content: "Hello", displayName: "Kim" });
    const { chatDetails, data } = await example.shown("message");
    const { ContactId, ParticipantId } = example.details;
    assert.equal(chatDetails.contactId, ContactId);
    assert.equal(chatDetails.participantId, ParticipantId);
    const { ParticipantId: author, ...rest } = data;
    assert.notEqual(author, ParticipantId);
    assert.deepEqual(rest, {
      Id: id,
      AbsoluteTime: absoluteTime,
      Type: "MESSAGE",
      ContentType: "text/plain",
      Content: "Hello",
      DisplayName: "Kim",
      ParticipantRole: "AGENT",
      ContactId,
      InitialContactId: ContactId,
    });
  });

  it("onMessage tells of events that have no subscription of their own, and of no others", async () => {
    const example = await suite.chat();
    await example.run("events", "onMessage");
    await example.agent("typing");
    await example.agentEvent("participant.idle");
    await example.agent("join");
    assert.equal((await example.shown("message")).data.ContentType, `${EVENT}participant.joined`);
    await example.agent("transfer");
    assert.equal((await example.shown("message")).data.ContentType, `${EVENT}transfer.succeeded`);
  });

  it("onTyping tells who is typing", async () => {
    const example = await suite.chat();
    await example.run("events", "onTyping");
    await example.agent("message", { content: "Hello", displayName: "Kim" });
    await example.agent("typing");
    assert.match(await example.shown("typing"), /^\w+ is typing$/);
    await example.run("calls", "sendEvent", "typing");
    assert.equal(await example.shown("typing"), "You are typing");
  });

  it("onDeliveredReceipt and onReadReceipt tell what became of a message", async () => {
    const example = await suite.chat();
    await example.run("events", "onReceipts");
    const { Id } = await example.run("calls", "sendMessage", "text/plain", "Did you get this?");
    await example.agent("receipt", { messageId: Id, type: "delivered" });
    const delivered = await example.shown("delivered");
    assert.equal(delivered.messageId, Id);
    assert.ok(delivered.receipt.DeliveredTimestamp);
    await example.agent("receipt", { messageId: Id, type: "read" });
    const read = await example.shown("read");
    assert.equal(read.messageId, Id);
    assert.ok(read.receipt.ReadTimestamp);
    assert.notEqual(read.receipt.RecipientParticipantId, example.details.ParticipantId);
  });
});

/** `data` of a lost or broken connection. The documents promise Type and Reason; ChatJS gives neither. */
const changed = async (example, reason) => ((await example.isOriginal()) ? {} : { reason });

describe("connection", () => {
  it("onConnectionEstablished is the time to fetch the transcript, at the start and after a loss", async () => {
    const example = await suite.open();
    await example.run("start", "configure");
    await example.create();
    await example.run("events", "onConnectionEstablished");
    await example.run("events", "onConnectionLost");
    await example.agent("message", { content: "Before you came" });
    await example.connect();
    const { ContactId } = example.details;
    const expected = { contactId: ContactId, InitialContactId: ContactId, transcript: ["Before you came"] };
    assert.deepEqual(await example.shown("established"), expected, "after connect()");
    assert.deepEqual(await example.shown("established"), expected, "when the socket is open");
    await example.controlContact("drop");
    const data = await changed(example, "socket-closed");
    assert.deepEqual(await example.shown("lost"), { contactId: ContactId, data });
    assert.deepEqual(await example.shown("established"), expected, "when there is a new socket");
  });

  it("onConnectionBroken tells that there will be no new socket unless the page connects again", async () => {
    const example = await suite.chat();
    await example.run("events", "onConnectionBroken");
    await example.control("faults", { operation: "connection", errorType: "ValidationException" });
    await example.controlContact("drop");
    const { ContactId } = example.details;
    const data = await changed(example, "connection-details-refused");
    assert.deepEqual(await example.shown("broken"), { contactId: ContactId, data });
    const again = await example.shown("connected again");
    suite.expectComplaint(/status of 400/);
    // ChatJS documents this call and ignores it.
    if (await example.isOriginal()) return assert.equal(again, null);
    assert.equal(again, true);
    await example.shown("subscribed");
    await example.run("events", "onMessage");
    await example.agent("message", { content: "There you are" });
    assert.equal((await example.shown("message")).data.Content, "There you are");
  });

  it("onEnded tells that the other side has ended the chat", async () => {
    const example = await suite.chat();
    await example.run("events", "onEnded");
    await example.agent("end");
    // The documents promise Type and ParticipantRole here.
    assert.deepEqual(await example.shown("ended"), { contactId: example.details.ContactId, data: null });
  });

  it("onDeepHeartbeatSuccess tells that the socket is healthy", async () => {
    const example = await suite.open();
    await example.run("start", "configure");
    await example.create();
    await example.run("events", "onDeepHeartbeat");
    await example.connect();
    assert.deepEqual(await example.shown("healthy"), {});
    assert.deepEqual(example.unread("unhealthy"), []);
  });

  it("onDeepHeartbeatFailure tells that it is not", async () => {
    const example = await suite.open();
    await example.run("start", "configure");
    await example.create();
    await example.control("pings", { answer: true, statusCode: 500 });
    await example.run("events", "onDeepHeartbeat");
    await example.connect();
    assert.deepEqual(await example.shown("unhealthy"), {});
    assert.deepEqual(example.unread("healthy"), []);
  });
});

describe("presence", () => {
  for (const [method, name, text] of [
    ["onParticipantIdle", "participant.idle", "idle"],
    ["onParticipantReturned", "participant.returned", "returned"],
    ["onAutoDisconnection", "participant.autodisconnection", "disconnected"],
    ["onParticipantInvited", "participant.invited", "invited"],
  ]) {
    it(`${method} tells of the agent`, async () => {
      const example = await suite.chat();
      await example.run("events", "onPresence");
      await example.controlContact("item", {
        Type: "EVENT",
        ContentType: EVENT + name,
        ParticipantRole: "CUSTOMER",
        ParticipantId: example.details.ParticipantId,
      });
      await example.agentEvent(name);
      const shown = await example.shown("presence");
      assert.equal(shown.text, text);
      assert.equal(shown.contactId, example.details.ContactId);
      assert.equal(shown.data.ParticipantRole, "AGENT", "the page leaves out the customer's own");
      assert.equal(shown.data.ContentType, EVENT + name);
      assert.equal(shown.data.InitialContactId, example.details.ContactId);
    });
  }

  it("onParticipantDisplayNameUpdated tells the new name", async () => {
    const example = await suite.chat();
    await example.run("events", "onParticipantDisplayNameUpdated");
    await example.controlContact("item", {
      Type: "EVENT",
      ContentType: `${EVENT}participant.displayname.updated`,
      ParticipantRole: "CUSTOMER",
      DisplayName: "Sam Okoro",
    });
    assert.equal(await example.shown("name"), "Sam Okoro");
  });
});

describe("sign-in", () => {
  it("onAuthenticationInitiated brings the session id for getAuthenticationUrl", async () => {
    const example = await suite.chat();
    await example.run("events", "onAuthenticationInitiated", `${suite.service.url}/empty.html`);
    await example.run("events", "onAuthenticationOutcome");
    await example.agentEvent("authentication.initiated", JSON.stringify({ SessionId: "session-7" }));
    const { sessionId, url } = await example.shown("sign in");
    assert.equal(sessionId, "session-7");
    const [request] = await example.requests("/participant/authentication-url");
    assert.equal(request.body.SessionId, "session-7");
    await fetch(url, { redirect: "manual" });
    assert.deepEqual(await example.shown("signed in"), {
      text: "successful",
      contentType: `${EVENT}authentication.succeeded`,
    });
  });

  it("onAuthenticationInitiated can bring content that is not JSON", async () => {
    const example = await suite.chat();
    await example.run("events", "onAuthenticationInitiated", suite.service.url);
    await example.agentEvent("authentication.initiated", "session-7");
    assert.equal(await example.shown("no sign in"), "SyntaxError");
  });

  for (const [method, name, text] of [
    // The documents call the content type authentication.success.
    ["onAuthenticationSuccessful", "succeeded", "successful"],
    ["onAuthenticationFailed", "failed", "failed"],
    ["onAuthenticationTimeout", "timeout", "timeout"],
    ["onAuthenticationExpired", "expired", "expired"],
    ["onAuthenticationCanceled", "cancelled", "canceled"],
  ]) {
    it(`${method} tells how it came out`, async () => {
      const example = await suite.chat();
      await example.run("events", "onAuthenticationOutcome");
      const contentType = `${EVENT}authentication.${name}`;
      await example.agentEvent(`authentication.${name}`);
      assert.deepEqual(await example.shown("signed in"), { text, contentType });
    });
  }
});
