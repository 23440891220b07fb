// The published examples for situations that chats get into, each run on a page against connect-local.
// The library under test is this one, or ChatJS itself with E2E_DIST=node_modules/amazon-connect-chatjs/dist.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exampleSuite } from "./lib/example-suite.mjs";

const suite = exampleSuite();
const MESSAGE = { Type: "MESSAGE", ContentType: "text/plain", ParticipantRole: "AGENT" };

describe("lost connection", () => {
  it("has a gap in what the page hears, which the transcript fills", async () => {
    const example = await suite.open();
    await example.run("start", "configure");
    await example.create();
    await example.run("situations", "followTranscript");
    await example.connect();
    assert.deepEqual(await example.shown("fetched"), [], "after connect()");
    assert.deepEqual(await example.shown("fetched"), [], "when the socket is open");
    await example.agent("message", { content: "before" });
    assert.equal(await example.shown("heard"), "before");

    await example.control("faults", { operation: "connection", hold: true });
    await example.controlContact("drop");
    await example.shown("lost");
    await example.agent("message", { content: "in the gap" });
    await example.control("release", { contactId: undefined });
    assert.deepEqual(await example.shown("fetched"), ["before", "in the gap"]);

    await example.shown("subscribed");
    await example.agent("message", { content: "after" });
    assert.equal(await example.shown("heard"), "after", "the library itself repeats nothing");
    assert.deepEqual(await example.shown("camelCase"), [], "the document's own spelling finds nothing");
  });

  it("leaves order and duplicates to the page", async () => {
    const example = await suite.chat();
    await example.run("situations", "sortAndFilter");
    const at = (second) => `2026-01-01T00:00:0${second}.000Z`;
    const arrive = async (Id, Content, second) => {
      await example.controlContact("item?store=false", { ...MESSAGE, Id, Content, AbsoluteTime: at(second) });
      return example.shown("transcript");
    };
    assert.deepEqual(await arrive("m-2", "two", 2), ["two"]);
    assert.deepEqual(await arrive("m-3", "three", 3), ["two", "three"]);
    assert.deepEqual(await arrive("m-1", "one", 1), ["one", "two", "three"]);
    assert.deepEqual(await arrive("m-3", "three", 3), ["one", "two", "three"], "a duplicate reaches the page");
  });
});

describe("browser refresh", () => {
  it("goes on with the chat whose details are in sessionStorage", async () => {
    const example = await suite.open("refresh.html");
    const line = (text) => example.page.locator("li").getByText(text, { exact: true });
    const first = await example.shown("loaded");
    assert.equal(first.kept, false);
    example.details = first.chatDetails;
    await example.shown("subscribed");
    await example.agent("message", { content: "Before the reload" });
    await line("Before the reload").waitFor();

    await example.page.reload();
    const second = await example.shown("loaded");
    assert.deepEqual(second, { kept: true, chatDetails: first.chatDetails });
    await line("Before the reload").waitFor();
    await example.shown("subscribed");
    await example.agent("message", { content: "After the reload" });
    await line("After the reload").waitFor();
    assert.deepEqual(await example.page.locator("li").allInnerTexts(), ["Before the reload", "After the reload"]);

    const bearers = (await example.requests("/participant/connection")).map(({ headers }) => headers["x-amz-bearer"]);
    assert.deepEqual(bearers, [first.chatDetails.ParticipantToken, first.chatDetails.ParticipantToken]);
  });

  it("needs the kept details parsed, which the document leaves out", async () => {
    const example = await suite.open();
    assert.deepEqual(await example.run("situations", "createFromText"), { text: "undefined", parsed: "c" });
  });
});

describe("persistent chat", () => {
  for (const RehydrationType of ["ENTIRE_PAST_SESSION", "FROM_SEGMENT"]) {
    it(`brings the past along: ${RehydrationType}`, async () => {
      const example = await suite.chat();
      await example.run("events", "onEnded");
      await example.run("calls", "sendMessage", "text/plain", "Where is my parcel?");
      await example.run("calls", "disconnectParticipant");
      await example.shown("ended");
      const SourceContactId = example.details.ContactId;

      const { ContactId } = await example.start({ PersistentChat: { SourceContactId, RehydrationType } });
      assert.notEqual(ContactId, SourceContactId);
      await example.run("events", "onChatRehydrated");
      await example.agent("message", { content: "Welcome back" });
      await example.agentEvent("chat.rehydrated");
      const { contactId, texts } = await example.shown("rehydrated");
      assert.equal(contactId, ContactId);
      assert.deepEqual(texts, ["Where is my parcel?", "Welcome back"]);
    });
  }
});

describe("React Native", () => {
  /** A runtime that, like React Native, knows nothing of `navigator.onLine`. */
  const withoutOnLine = (page) =>
    page.addInitScript(() => Object.defineProperty(Navigator.prototype, "onLine", { get: () => undefined }));

  it("connects by the word of an asynchronous isNetworkOnline", async () => {
    const example = await suite.open("index.html", withoutOnLine);
    await example.run("situations", "configureNative", true);
    await example.start();
    assert.equal(await example.shown("asked"), true);
    await example.run("events", "onMessage");
    await example.agent("message", { content: "On the phone" });
    assert.equal((await example.shown("message")).data.Content, "On the phone");
  });

  it("waits while the network is away and comes back with it", async () => {
    const example = await suite.open("index.html", withoutOnLine);
    await example.run("situations", "configureNative", true);
    await example.create();
    await example.run("situations", "followTranscript");
    await example.connect();
    await example.run("situations", "networkChanges", false);
    await example.controlContact("drop");
    await example.shown("lost");
    const attempts = async () => (await example.requests("/participant/connection")).length;
    // ChatJS takes the promise for a yes.
    if (await example.isOriginal()) return example.shown("subscribed");
    for (let refused = 0; refused < 3; ) if (!(await example.shown("asked"))) refused += 1;
    assert.equal(await attempts(), 1, "no attempt without a network");
    await example.agent("message", { content: "in the gap" });
    await example.run("situations", "networkChanges", true);
    await example.shown("subscribed");
    let fetched = [];
    while (fetched.length === 0) fetched = await example.shown("fetched");
    assert.deepEqual(fetched, ["in the gap"]);
  });
});
