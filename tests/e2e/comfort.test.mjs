// What makes a page shorter: handlers that go away, calls that can be given up, items as an iterable.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { until } from "./lib/chat-page.mjs";
import { chatSuite } from "./lib/chat-suite.mjs";

const suite = chatSuite();

/** Most of a test is waiting. */
const together = { concurrency: 4 };

/** Runs `script(session, argument)` in the page. */
const inPage = (chat, script, argument) =>
  chat.page.evaluate(`(${script})(window.chat.sessions.customer, ${JSON.stringify(argument)})`);

describe("handlers", together, () => {
  it("stop with what subscribing returned, with a signal, and after one event", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected();
    await inPage(chat, (session) => {
      window.seen = [];
      window.controller = new AbortController();
      const note = (name) => () => window.seen.push(name);
      window.stop = session.onMessage(note("returned"));
      session.onMessage(note("signal"), { signal: window.controller.signal });
      session.onMessage(note("once"), { once: true });
    });
    await chat.agent("message", { content: "1" });
    await chat.message("1");
    await chat.page.evaluate(() => window.stop());
    await chat.agent("message", { content: "2" });
    await chat.message("2");
    await chat.page.evaluate(() => window.controller.abort());
    await chat.agent("message", { content: "3" });
    await chat.message("3");
    assert.deepEqual(await chat.page.evaluate(() => window.seen), ["returned", "signal", "once", "signal"]);
  });

  it("that throw are told to onError and stop nobody", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected();
    await inPage(chat, (session) => {
      session.onMessage(() => {
        throw new Error("of the page");
      });
    });
    await chat.agent("message", { content: "Hello" });
    await chat.message("Hello");
    const { eventName } = await chat.event("onError");
    assert.equal(eventName, "INCOMING_MESSAGE");
  });
});

describe("messages()", together, () => {
  it("gives the items in order and ends with the chat", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected();
    await inPage(chat, (session) => {
      window.texts = [];
      (async () => {
        for await (const item of session.messages()) {
          if (item.Type === "MESSAGE") window.texts.push(item.Content);
        }
        window.texts.push("(over)");
      })();
    });
    await chat.agent("message", { content: "One" });
    await chat.agent("message", { content: "Two" });
    await chat.agent("end");
    await chat.page.waitForFunction(() => window.texts.includes("(over)"));
    assert.deepEqual(await chat.page.evaluate(() => window.texts), ["One", "Two", "(over)"]);
  });
});

describe("onTypingChanged", together, () => {
  it("says who types, until a message comes or for twelve seconds; never the participant itself", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({ clock: true });
    const told = async () => (await chat.events("onTypingChanged")).map(({ payload }) => payload.data);
    await chat.resolved("sendEvent", { contentType: "application/vnd.amazonaws.connect.event.typing" });
    await chat.event("onTyping");
    await chat.agent("typing");
    const { data, chatDetails } = await chat.event("onTypingChanged");
    assert.deepEqual([data.ParticipantRole, data.DisplayName, data.isTyping], ["AGENT", "Ada", true]);
    assert.ok(data.ParticipantId);
    assert.equal(chatDetails.contactId, chat.contactId);
    await chat.agent("message", { content: "Written" });
    await chat.event("onTypingChanged", 2);
    await chat.agent("typing");
    await chat.event("onTypingChanged", 3);
    await chat.forward(12_000);
    await chat.event("onTypingChanged", 4);
    assert.deepEqual((await told()).map(({ isTyping }) => isTyping), [true, false, true, false]);
  });
});

describe("calls", together, () => {
  it("that are aborted on their way reject with an AbortError", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected();
    await chat.control("faults", { operation: "transcript", hold: true });
    const name = await inPage(chat, async (session) => {
      const controller = new AbortController();
      const page = session.getTranscript({ signal: controller.signal });
      controller.abort();
      return page.catch((error) => error.name);
    });
    assert.equal(name, "AbortError");
    await chat.control("release");
    await chat.resolved("getTranscript");
  });

  it("take the reason of the page's own", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected();
    const reason = await inPage(chat, (session) =>
      session
        .sendMessage({ message: "m", contentType: "text/plain", signal: AbortSignal.abort("no more") })
        .catch((why) => why),
    );
    assert.equal(reason, "no more");
    assert.equal((await chat.requests("/participant/message")).length, 0);
  });
});

describe("sendAttachment", together, () => {
  it("tells how much of the file is sent", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected();
    const size = 3_000_000;
    const progress = await inPage(
      chat,
      async (session, bytes) => {
        const seen = [];
        const attachment = new File([new Uint8Array(bytes)], "a.png", { type: "image/png" });
        await session.sendAttachment({ attachment, onProgress: (sent, total) => seen.push([sent, total]) });
        return seen;
      },
      size,
    );
    assert.ok(progress.length >= 1);
    assert.deepEqual(progress.at(-1), [size, size]);
    assert.ok(progress.every(([sent, total], i) => total === size && (i === 0 || sent >= progress[i - 1][0])));
    await until("the attachment", async () => (await chat.events("onMessage")).length === 1);
  });

  it("is refused beyond the page's own limits before anything is sent", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, { options: { attachments: { maxBytes: 10, contentTypes: ["image/png"] } } });
    const attempt = (bytes, type) =>
      inPage(
        chat,
        (session, given) =>
          session
            .sendAttachment({ attachment: new File([new Uint8Array(given.bytes)], "a", { type: given.type }) })
            .then(() => "sent")
            .catch(({ name }) => name),
        { bytes, type },
      );
    assert.equal(await attempt(11, "image/png"), "AttachmentRefusedError");
    assert.equal(await attempt(1, "text/plain"), "AttachmentRefusedError");
    assert.equal((await chat.requests("start-attachment-upload")).length, 0);
    assert.equal(await attempt(10, "image/png"), "sent");
  });

  it("that is aborted uploads no further", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected();
    await chat.control("faults", { operation: "upload", hold: true });
    const name = await inPage(chat, async (session) => {
      const controller = new AbortController();
      const attachment = new File(["text"], "a.txt", { type: "text/plain" });
      const sent = session.sendAttachment({ attachment, onProgress() {}, signal: controller.signal });
      setTimeout(() => controller.abort(), 300);
      return sent.then(() => "sent").catch((error) => error.name);
    });
    assert.equal(name, "AbortError");
    await chat.control("release");
    await chat.send("Next");
    assert.equal((await chat.requests("complete-attachment-upload")).length, 0);
  });
});

describe("the transcript that is kept", together, () => {
  const kept = (chat) => chat.page.evaluate(() => window.transcripts.at(-1).map(({ Content }) => Content));

  it("grows by older pages, in order, and knows where the chat begins", async (test) => {
    const own = suite.during(test);
    const chat = await own.open();
    await chat.configure();
    chat.details = await own.service.startChat();
    const said = Array.from({ length: 130 }, (_, index) => chat.agent("message", { content: `Message ${index}` }));
    await Promise.all(said);
    const { transcript } = await own.service.get(`/agent/contacts/${chat.contactId}/transcript`);
    const texts = transcript.map(({ Content }) => Content);
    await chat.create();
    await inPage(chat, (session) => {
      window.transcripts = [];
      session.onTranscriptUpdated(({ data }) => window.transcripts.push([...data.transcript]));
    });
    await chat.connect();
    await until("the newest page", async () => (await chat.page.evaluate(() => window.transcripts.length)) > 0);
    await chat.agent("message", { content: "Live" });
    await until("the live message", async () => (await kept(chat)).includes("Live"));
    assert.deepEqual(await kept(chat), [...texts.slice(30), "Live"]);

    const { data } = await chat.resolved("loadPreviousTranscript", { maxResults: 20 });
    assert.deepEqual(data.Transcript.map(({ Content }) => Content), texts.slice(10, 30));
    assert.ok(data.NextToken);
    const last = await chat.resolved("loadPreviousTranscript", { maxResults: 20 });
    assert.equal(last.data.NextToken, undefined);
    assert.deepEqual(await kept(chat), [...texts, "Live"]);
    const requests = (await chat.requests("/participant/transcript")).length;
    const beyond = await chat.resolved("loadPreviousTranscript");
    assert.deepEqual(beyond.data.Transcript, []);
    assert.equal((await chat.requests("/participant/transcript")).length, requests, "without a request");
  });

  it("changes once for the changes of one task", async (test) => {
    const own = suite.during(test);
    const chat = await own.open();
    await chat.configure();
    chat.details = await own.service.startChat();
    await chat.create();
    await inPage(chat, (session) => {
      window.transcripts = [];
      session.onTranscriptUpdated(({ data }) => window.transcripts.push([...data.transcript]));
    });
    await chat.connect();
    const [before, after] = await inPage(chat, async (session) => {
      const send = (message) => session.sendMessage({ message, contentType: "text/plain" });
      const count = window.transcripts.length;
      const sent = ["a", "b", "c"].map(send);
      await new Promise((resolve) => setTimeout(resolve, 0));
      const soon = window.transcripts.length;
      await Promise.all(sent);
      return [count, soon];
    });
    assert.ok(after - before <= 1, `${after - before} calls for three messages of one task`);
  });
});

describe("the script without recovery and outbox", together, () => {
  it("refuses them by name, and says which script has them", async (test) => {
    const own = suite.during(test);
    const chat = await own.open();
    chat.details = await own.service.startChat();
    for (const option of ["recoverMissedMessages", "offlineQueue"]) {
      await assert.rejects(chat.create("customer", { options: { [option]: true } }), {
        message: new RegExp(`options.${option} needs the build amazon-connect-chat.reliable.js`),
      });
    }
  });

  it("goes on after a reload all the same", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected({}, { options: { persist: "sessionStorage" } });
    await chat.agent("message", { content: "Before" });
    await chat.message("Before");
    const stored = await chat.page.evaluate(() => JSON.parse(sessionStorage.getItem("amazon-connect-chat")));
    // No place of an item, no messages: it would have no use for them.
    assert.deepEqual(Object.keys(stored[chat.contactId]).sort(), ["args", "expiry", "options", "savedAt"]);
    assert.equal(await chat.reload(), true);
    await chat.connect();
    await chat.send("Still here");
  });
});

describe("dispose()", together, () => {
  it("closes the socket, rejects what is on its way, and calls no handler any more", async (test) => {
    const own = suite.during(test);
    const chat = await own.connected();
    await chat.control("faults", { operation: "transcript", hold: true });
    await chat.begin("page", "getTranscript");
    await until("the request", async () => (await chat.requests("/participant/transcript")).length === 1);
    const before = (await chat.events()).length;
    await inPage(chat, (session) => session.dispose());
    assert.equal((await chat.outcome("page")).rejected, "Failed to call getTranscript, No active connection");
    await until("the socket's end", async () => (await chat.sockets())[0].closedAt);
    await chat.agent("message", { content: "Unheard" });
    await chat.control("release");
    await chat.rejected("sendMessage", { message: "m", contentType: "text/plain" });
    assert.equal((await chat.events()).length, before);
    assert.equal((await chat.sockets()).length, 1);
  });
});
