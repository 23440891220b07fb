// A customer's conversation over real HTTP and a real WebSocket, through the built library.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { until } from "./lib/chat-page.mjs";
import { chatSuite } from "./lib/chat-suite.mjs";

const suite = chatSuite();

const EVENT = "application/vnd.amazonaws.connect.event.";
const TYPING = `${EVENT}typing`;
const READ = `${EVENT}message.read`;
const DELIVERED = `${EVENT}message.delivered`;
const TURNS = 20;

const ids = (events) => events.map(({ payload }) => payload.data.Id);

describe("messages", () => {
  it("go twenty times each way, in order", async () => {
    const chat = await suite.connected();
    const spoken = [];
    const sent = [];
    for (let turn = 1; turn <= TURNS; turn += 1) {
      const { data } = await chat.send(`Question ${turn}`);
      const { id } = await chat.agent("message", { content: `Answer ${turn}` });
      spoken.push(`Question ${turn}`, `Answer ${turn}`);
      sent.push(data.Id, id);
    }
    await chat.message(`Answer ${TURNS}`);
    assert.deepEqual(await chat.texts(), spoken);
    const events = await chat.events("onMessage");
    assert.deepEqual(ids(events), sent, "each item once, under the id that its sender was told");
    const roles = new Set(events.map(({ payload }) => payload.data.ParticipantRole));
    assert.deepEqual([...roles], ["CUSTOMER", "AGENT"]);
    for (const { payload } of events) assert.equal(payload.chatDetails.contactId, chat.contactId);
  });

  it("sent at once all arrive, each once", async () => {
    const chat = await suite.connected();
    const texts = Array.from({ length: TURNS }, (_, index) => `Part ${index + 1}`);
    await Promise.all(texts.map((text) => chat.send(text)));
    await Promise.all(texts.map((text) => chat.message(text)));
    const told = await chat.texts();
    assert.deepEqual(told.toSorted(), texts.toSorted());
  });

  it("keep every character", async () => {
    const chat = await suite.connected();
    const texts = ["Grüße, 世界 👋🏽", "  two\nlines\t ", `"quotes" \\ and </script>`, "\u2028\u0000\ufffd"];
    for (const text of texts) {
      await chat.send(text);
      await chat.message(text);
    }
  });

  it("resolve with what the service answered and the caller's metadata", async () => {
    const chat = await suite.connected();
    const { data, metadata } = await chat.send("Hello", { metadata: { turn: 1 } });
    const [request] = await chat.requests("/participant/message");
    const message = await chat.event("onMessage");
    assert.equal(data.Id, message.data.Id);
    assert.equal(data.AbsoluteTime, message.data.AbsoluteTime);
    assert.equal(data.$metadata.httpStatusCode, 200);
    assert.equal(data.$metadata.attempts, 1);
    assert.deepEqual(metadata, { turn: 1 });
    const { ClientToken, ...body } = request.body;
    assert.deepEqual(body, { ContentType: "text/plain", Content: "Hello" });
    assert.match(ClientToken, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });

  it("that the service refuses reject with its error, and nothing is lost for the next", async () => {
    const chat = await suite.connected();
    suite.expectComplaint(/status of 400/);
    const reason = await chat.rejected("sendMessage", { message: "", contentType: "text/plain" });
    assert.equal(reason.type, "ValidationException");
    assert.equal(reason.statusCode, 400);
    await chat.send("Not empty");
    await chat.message("Not empty");
  });

  it("are tried again when the service is throttled, under one client token", async () => {
    const chat = await suite.connected();
    suite.expectComplaint(/status of 429/);
    await chat.control("faults", { operation: "message", status: 429, errorType: "ThrottlingException", times: 2 });
    const { data } = await chat.send("Patience");
    assert.equal(data.$metadata.attempts, 3);
    const requests = await chat.requests("/participant/message");
    assert.deepEqual(requests.map(({ status }) => status), [429, 429, 200]);
    assert.equal(new Set(requests.map(({ body }) => body.ClientToken)).size, 1);
  });
});

describe("typing", () => {
  it("is told both ways", async () => {
    const chat = await suite.connected();
    await chat.agent("typing");
    const { data } = await chat.event("onTyping");
    assert.equal(data.ContentType, TYPING);
    assert.equal(data.ParticipantRole, "AGENT");
    await chat.resolved("sendEvent", { contentType: TYPING });
    const own = await chat.event("onTyping", 2);
    assert.equal(own.data.ParticipantRole, "CUSTOMER");
  });

  it("is sent once in ten seconds, however often it is called", async () => {
    const chat = await suite.connected({ clock: true });
    const type = () => chat.resolved("sendEvent", { contentType: TYPING });
    const answers = [await type(), await type(), ...(await Promise.all([type(), type()]))];
    assert.equal(new Set(answers.map(({ data }) => data.Id)).size, 1);
    assert.equal((await chat.requests("/participant/event")).length, 1);
    await chat.forward(10_000);
    await type();
    assert.equal((await chat.requests("/participant/event")).length, 2);
  });
});

describe("the transcript", () => {
  it("comes page by page, each item once and in order", async () => {
    const chat = await suite.connected();
    const texts = Array.from({ length: 34 }, (_, index) => `Line ${index + 1}`);
    for (const content of texts) await chat.agent("message", { content });
    const pages = [];
    for (let nextToken; pages.length === 0 || nextToken; ) {
      const order = { scanDirection: "FORWARD", sortOrder: "ASCENDING" };
      const { data } = await chat.resolved("getTranscript", { maxResults: 15, nextToken, ...order });
      pages.push(data.Transcript.filter(({ Type }) => Type === "MESSAGE").map(({ Content }) => Content));
      nextToken = data.NextToken;
    }
    assert.deepEqual(pages.flat(), texts);
    assert.ok(pages.length >= 3, `${pages.length} pages`);
  });

  it("ends with the newest item by default", async () => {
    const chat = await suite.connected();
    for (const content of ["old", "new"]) await chat.agent("message", { content });
    const { data } = await chat.resolved("getTranscript");
    assert.equal(data.Transcript.at(-1).Content, "new");
    assert.equal(data.InitialContactId, chat.contactId);
  });

  it("starts where it is told to", async () => {
    const chat = await suite.connected();
    const sent = [];
    for (const content of ["one", "two", "three"]) sent.push(await chat.agent("message", { content }));
    const { data } = await chat.resolved("getTranscript", {
      startPosition: { id: sent[1].id },
      scanDirection: "FORWARD",
      sortOrder: "ASCENDING",
    });
    assert.equal(data.Transcript.at(-1).Content, "three");
    assert.ok(!data.Transcript.some(({ Content }) => Content === "one"));
  });
});

describe("receipts", () => {
  it("of the agent are told for the message that they are about", async () => {
    const chat = await suite.connected();
    const { data } = await chat.send("Did this reach you?");
    for (const [type, method, timestamp] of [
      ["delivered", "onDeliveredReceipt", "DeliveredTimestamp"],
      ["read", "onReadReceipt", "ReadTimestamp"],
    ]) {
      await chat.agent("receipt", { messageId: data.Id, type });
      const receipt = await chat.event(method);
      assert.equal(receipt.data.MessageMetadata.MessageId, data.Id);
      assert.ok(receipt.data.MessageMetadata.Receipts[0][timestamp]);
    }
  });

  it("of the customer are sent once for a message, read in place of delivered", async () => {
    const chat = await suite.connected({}, { config: { features: { messageReceipts: { throttleTime: 50 } } } });
    const { id } = await chat.agent("message", { content: "Read me" });
    await chat.message("Read me");
    const receipt = (contentType) =>
      chat.resolved("sendEvent", { contentType, content: JSON.stringify({ messageId: id }) });
    await Promise.all([receipt(DELIVERED), receipt(READ), receipt(READ)]);
    assert.equal((await receipt(READ)).message, "Event already fired");
    const requests = await chat.requests("/participant/event");
    assert.deepEqual(requests.map(({ body }) => [body.ContentType, JSON.parse(body.Content).messageId]), [[READ, id]]);
  });

  it("are not sent when the page switched them off", async () => {
    const features = { messageReceipts: { shouldSendMessageReceipts: false } };
    const chat = await suite.connected({}, { config: { features } });
    const { id } = await chat.agent("message", { content: "Read me" });
    const content = JSON.stringify({ messageId: id });
    const reason = await chat.rejected("sendEvent", { contentType: READ, content });
    assert.equal(reason.errorMessage, "Ignoring messageReceipt: false");
    assert.equal((await chat.requests("/participant/event")).length, 0);
  });
});

describe("attachments", () => {
  /** Bytes of every value, in an order that no text encoding would survive. */
  const SIZE = 100_000;
  const bytesOf = (size) => Uint8Array.from({ length: size }, (_, index) => (index * 167 + (index >> 8)) % 256);

  it("reach the agent byte for byte", async () => {
    const chat = await suite.connected();
    const sent = await chat.page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const attachment = new File([bytes], "picture.png", { type: "image/png" });
      const { metadata } = await window.chat.sessions.customer.sendAttachment({ attachment, metadata: { kept: true } });
      return metadata;
    }, Buffer.from(bytesOf(SIZE)).toString("base64"));
    assert.deepEqual(sent, { kept: true });
    const item = await until("the attachment", async () => {
      const events = await chat.events("onMessage");
      return events.map(({ payload }) => payload.data).find(({ Type }) => Type === "ATTACHMENT");
    });
    const [{ AttachmentId, AttachmentName, ContentType, Status }] = item.Attachments;
    assert.deepEqual([AttachmentName, ContentType, Status], ["picture.png", "image/png", "APPROVED"]);
    const { resolved: url } = await chat.call("getAttachmentURL", { attachmentId: AttachmentId });
    const stored = await fetch(url);
    assert.deepEqual(new Uint8Array(await stored.arrayBuffer()), bytesOf(SIZE));
  });

  it("come from the agent byte for byte", async () => {
    const chat = await suite.connected();
    const contentBase64 = Buffer.from(bytesOf(SIZE)).toString("base64");
    await chat.agent("attachment", { name: "manual.pdf", contentType: "application/pdf", contentBase64 });
    const { data } = await chat.event("onMessage");
    const received = await chat.page.evaluate(async (attachmentId) => {
      const blob = await window.chat.sessions.customer.downloadAttachment({ attachmentId, metadata: { kept: true } });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      return { isBlob: blob instanceof Blob, metadata: blob.metadata, base64 };
    }, data.Attachments[0].AttachmentId);
    assert.equal(received.isBlob, true);
    assert.deepEqual(received.metadata, { kept: true });
    assert.equal(received.base64, contentBase64);
  });

  it("that are refused reject with the service's error", async () => {
    const chat = await suite.connected();
    suite.expectComplaint(/status of 400/);
    const reason = await chat.page.evaluate(() =>
      window.chat.sessions.customer
        .sendAttachment({ attachment: new File(["MZ"], "setup.exe", { type: "application/x-msdownload" }) })
        .then(() => "resolved", ({ type, statusCode }) => ({ type, statusCode })),
    );
    assert.deepEqual(reason, { type: "ValidationException", statusCode: 400 });
  });
});

describe("two sessions on one contact", () => {
  it("share a socket and hear the same", async () => {
    const chat = await suite.connected();
    await chat.create("second");
    await chat.resolved("connect", undefined, "second");
    await chat.agent("message", { content: "To both" });
    await Promise.all([chat.message("To both"), chat.message("To both", "second")]);
    await chat.resolved("sendMessage", { message: "From the second", contentType: "text/plain" }, "second");
    await chat.message("From the second");
    assert.equal((await chat.sockets()).length, 1);
    assert.deepEqual(await chat.texts("second"), ["To both", "From the second"]);
  });
});

describe("the configuration", () => {
  it("sends everything to the endpoint", async () => {
    const chat = await suite.open();
    const loaded = (await chat.requested()).length;
    await chat.start();
    await chat.send("Where does this go?");
    await chat.resolved("getTranscript");
    const requested = (await chat.requested()).slice(loaded);
    const hosts = new Set(requested.map((url) => new URL(url).host));
    assert.deepEqual([...hosts], [new URL(suite.service.url).host]);
  });

  it("writes to the page's logger, and neither tokens nor contents", async () => {
    const chat = await suite.open();
    await chat.page.evaluate((endpoint) => {
      window.lines = [];
      const write = (method) => (line) => window.lines.push(`${method} ${line}`);
      const methods = ["debug", "info", "warn", "error"];
      const customizedLogger = Object.fromEntries(methods.map((method) => [method, write(method)]));
      const level = connect.ChatSession.LogLevel.DEBUG;
      connect.ChatSession.setGlobalConfig({ endpoint, loggerConfig: { customizedLogger, level } });
    }, suite.service.url);
    chat.details = await suite.service.startChat();
    await chat.create("customer");
    await chat.connect();
    await chat.send("A confidential question");
    await chat.agent("message", { content: "A confidential answer" });
    await chat.message("A confidential answer");
    await chat.resolved("getTranscript");
    const lines = await chat.page.evaluate(() => window.lines);
    assert.ok(lines.some((line) => line.startsWith('info INFO ["Connect successful!"]')), lines.join("\n"));
    const details = await chat.page.evaluate(() => window.chat.sessions.customer.getChatDetails());
    const token = details.connectionDetails.connectionToken;
    assert.ok(token);
    const everything = lines.join("\n");
    for (const secret of [token, chat.details.ParticipantToken, "confidential", "/ws/"]) {
      assert.ok(!everything.includes(secret), `the log holds ${secret}`);
    }
  });
});

describe("a page's own mistakes", () => {
  it("in handlers, loggers and metrics harm nobody", async () => {
    const chat = await suite.open();
    suite.expectComplaint(/ChatJS could not write to the logger of loggerConfig/);
    await chat.page.evaluate((endpoint) => {
      const fail = () => {
        throw new Error("a mistake of the page");
      };
      const customizedLogger = { debug: fail, info: fail, warn: fail, error: fail };
      const csmConfig = { onMetric: fail };
      connect.ChatSession.setGlobalConfig({ endpoint, csmConfig, loggerConfig: { customizedLogger, level: 10 } });
    }, suite.service.url);
    chat.details = await suite.service.startChat();
    await chat.create("customer");
    await chat.page.evaluate(() => {
      const { customer } = window.chat.sessions;
      window.heard = [];
      customer.onMessage(() => {
        throw new Error("a mistake of the page");
      });
      customer.onMessage(({ data }) => window.heard.push(data.Content));
      customer.onConnectionEstablished(() => Promise.reject(new Error("a mistake of the page")));
      window.addEventListener("unhandledrejection", (event) => event.preventDefault());
    });
    await chat.connect();
    await chat.send("Still here");
    await chat.agent("message", { content: "So am I" });
    await chat.message("So am I");
    assert.deepEqual(await chat.texts(), ["Still here", "So am I"]);
    assert.deepEqual(await chat.page.evaluate(() => window.heard), ["Still here", "So am I"]);
  });

  it("do not include calling back: a handler may use the session at once", async () => {
    const chat = await suite.connected();
    await chat.page.evaluate(() => {
      const { customer } = window.chat.sessions;
      customer.onMessage(async ({ data }) => {
        if (data.Content !== "Ping") return;
        customer.onTyping(() => {});
        await customer.sendMessage({ message: "Pong", contentType: "text/plain" });
        await customer.disconnectParticipant();
      });
    });
    await chat.agent("message", { content: "Ping" });
    await chat.event("onEnded");
    assert.deepEqual(await chat.texts(), ["Ping", "Pong"]);
  });
});
