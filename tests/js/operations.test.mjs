import assert from "node:assert/strict";
import { test } from "node:test";
import { FAILURE, page, rejection } from "./stub-client.mjs";

const TYPING = "application/vnd.amazonaws.connect.event.typing";
const READ = "application/vnd.amazonaws.connect.event.message.read";

/** Operations by method, as the core numbers them, with arguments that pass. */
const CALLS = [
  ["sendMessage", 0, { message: "hello", contentType: "text/plain" }],
  ["sendEvent", 1, { contentType: TYPING }],
  ["getTranscript", 3, { maxResults: 3 }],
  ["sendAttachment", 4, { attachment: { name: "a.txt", size: 1, type: "text/plain" } }],
  ["downloadAttachment", 5, { attachmentId: "a" }],
  ["getAttachmentURL", 6, { attachmentId: "a" }],
  ["describeView", 7, { viewToken: "v" }],
  ["getAuthenticationUrl", 8, { redirectUri: "https://example.com", sessionId: "s" }],
  ["cancelParticipantAuthentication", 9, { sessionId: "s" }],
];
const AFTER_END = ["describeView", "getAuthenticationUrl", "cancelParticipantAuthentication"];

test("each operation reaches the core with its number and the page's own arguments", async () => {
  for (const [method, number, args] of CALLS) {
    const { create, last, settle } = page();
    const outcome = create()[method](args);
    const [session, , operation, handed] = last("call");
    assert.equal(session, 1);
    assert.equal(operation, number, method);
    assert.equal(handed, args, method);
    settle(true, { $metadata: {} });
    await outcome;
  }
});

test("results carry data and metadata, failures the service error and metadata", async () => {
  for (const [method, , args] of CALLS) {
    const { create, settle } = page();
    const session = create();
    const data = { $metadata: {}, Id: "id" };

    const plain = session[method](args);
    settle(true, data);
    const expected = { getAttachmentURL: data, downloadAttachment: { ...data, metadata: null } };
    assert.deepEqual(await plain, expected[method] || { data, metadata: null }, method);

    const failed = session[method]({ ...args, metadata: "m" });
    settle(false, FAILURE);
    const reason = await rejection(failed);
    assert.deepEqual(Object.entries(reason), [
      ["type", "ValidationException"],
      ["message", "no"],
      ["stack", ["ValidationException"]],
      ["statusCode", 400],
      ["metadata", "m"],
    ]);
  }
});

test("a Blob gets the metadata, a URL may be undefined", async () => {
  const { create, settle } = page();
  const session = create();
  const blob = new Blob(["x"]);
  const download = session.downloadAttachment({ attachmentId: "a", metadata: 7 });
  settle(true, blob);
  assert.equal(await download, blob);
  assert.equal(blob.metadata, 7);
  const url = session.getAttachmentURL({ attachmentId: "a" });
  settle(true, undefined);
  assert.equal(await url, undefined);
});

test("a transfer that failed rejects with the native error, metadata added", async () => {
  const { create, settle } = page();
  const cause = new TypeError("Failed to fetch");
  const upload = create().sendAttachment({ attachment: { type: "" }, metadata: 1 });
  settle(false, { kind: 1, cause });
  const reason = await rejection(upload);
  assert.equal(reason, cause);
  assert.equal(reason.metadata, 1);
});

test("an error that the core words itself is a TypeError of the page's own engine", async () => {
  const { create, settle } = page();
  const upload = create().sendAttachment({ attachment: { type: "" } });
  settle(false, { kind: 1, type: "TypeError", message: "Cannot read properties of undefined (reading 'Url')" });
  const reason = await rejection(upload);
  assert.ok(reason instanceof TypeError);
  assert.match(reason.message, /reading 'Url'/);
  assert.equal(reason.metadata, null);
});

test("a value that cannot be settled rejects, and does not reach the module as an exception", async () => {
  const { create, settle } = page();
  const upload = create().sendAttachment({ attachment: { type: "" } });
  settle(false, { kind: 1, cause: Object.freeze(new TypeError("frozen")) });
  assert.ok((await rejection(upload)) instanceof TypeError);
});

test("disconnectParticipant: no metadata either way, and its lines", async () => {
  const { create, listen, settle } = page();
  const logger = listen({ level: 20 });
  const session = create();
  logger.lines.length = 0;
  const left = session.disconnectParticipant();
  settle(true, { $metadata: {} });
  assert.deepEqual(await left, { data: { $metadata: {} } });
  const refused = session.disconnectParticipant();
  settle(false, FAILURE);
  assert.deepEqual(Object.keys(await rejection(refused)), ["type", "message", "stack", "statusCode"]);
  const texts = logger.lines.map(([method, line]) => [
    method,
    JSON.parse(line.slice(line.indexOf("["), line.lastIndexOf("]") + 1))[0],
  ]);
  assert.deepEqual(texts, [
    ["info", "Successfully disconnect participant"],
    ["info", "Disconnect participant successfully"],
    ["error", "Error when disconnecting participant "],
    ["error", "Disconnect participant failed. Error:"],
  ]);
});

test("the lines of a request that failed carry the service's error, not the caller's metadata", async () => {
  const { create, listen, settle } = page();
  const session = create();
  const logger = listen({ level: 20 });
  const sent = session.sendMessage({ message: "secret", contentType: "text/plain", metadata: "mine" });
  settle(false, FAILURE);
  await rejection(sent);
  const { kind, ...serviceError } = FAILURE;
  const [, line] = logger.lines[0];
  assert.ok(
    line.startsWith(`ERROR ["Send message error",${JSON.stringify(serviceError)},{"contentType":"text/plain"}] {`),
  );
  assert.equal(logger.lines.length, 1);
});

test("without a connection, methods reject with the string of ChatJS before they look at arguments", async () => {
  const { core, create, listen } = page();
  const logger = listen();
  const session = create();
  for (const [state, words] of [
    [1, "before calling connect()"],
    [2, "when participant is disconnected"],
  ]) {
    core.states.set(1, state);
    for (const [method] of [...CALLS, ["disconnectParticipant"], ["sendMessageReceipt"]]) {
      if (state === 2 && AFTER_END.includes(method)) {
        continue;
      }
      logger.lines.length = 0;
      assert.equal(await rejection(session[method](undefined)), `Failed to call ${method}, No active connection`);
      const named = method === "getAttachmentURL" ? "getAttachementURL" : method;
      assert.match(
        logger.lines[0][1],
        new RegExp(`^ERROR \\["Cannot call ${named} ${words.replace(/[()]/g, "\\$&")}"\\] \\{`),
      );
    }
  }
});

test("three methods still work after the end", () => {
  const { core, create, last } = page();
  const session = create();
  core.states.set(1, 2);
  session.describeView({ viewToken: "v" });
  assert.equal(last("call")[2], 7);
});

test("arguments are checked synchronously, with the words of ChatJS", () => {
  const { create, told } = page();
  const session = create();
  const illegal = (message) => ({ name: "IllegalArgument", argument: undefined, message });
  assert.throws(
    () => session.sendMessage({ message: 5, contentType: "text/plain" }),
    illegal("5is not a valid message"),
  );
  assert.throws(
    () => session.sendMessage({ message: "", contentType: "x" }),
    illegal(
      /^contentType passed \(x\) is not valid\. Allowed values are: text\/plain,text\/markdown,.*workflow\.cancelled$/,
    ),
  );
  assert.throws(() => session.sendEvent({ contentType: "text/html" }), illegal(/^contentType passed/));
  assert.throws(() => session.sendEvent({ contentType: "text/plain", content: "hi" }), SyntaxError);
  assert.throws(() => session.sendEvent({ contentType: READ }), { message: /of null \(reading 'messageId'\)/ });
  assert.throws(() => session.sendAttachment({}), { message: /reading 'type'/ });
  for (const [method] of CALLS) {
    if (method !== "getTranscript") {
      assert.throws(() => session[method](), { name: "TypeError", message: /reading 'metadata'/ });
    }
  }
  assert.throws(() => session.getTranscript(null), TypeError);
  assert.equal(told("call").length, 0);
});

test("the list of content types has 42 entries", () => {
  const session = page().create();
  assert.throws(
    () => session.sendMessage({ message: "", contentType: "x" }),
    (error) => error.message.split("are: ")[1].split(",").length === 42,
  );
});

test("getTranscript may be called without arguments", () => {
  const { create, last } = page();
  create().getTranscript();
  assert.deepEqual(last("call").slice(2), [3, {}]);
});

test("a view token that fits into no path fails before any request", async () => {
  const { create, told } = page();
  const session = create();
  for (const [viewToken, type, message] of [
    [undefined, "Error", "No value provided for input HTTP label: ViewToken."],
    ["", "Error", "Empty value provided for input HTTP label: ViewToken."],
    [null, "TypeError", "Cannot read properties of null (reading 'length')"],
  ]) {
    const { stack, ...reason } = await rejection(session.describeView({ viewToken, metadata: 1 }));
    assert.deepEqual(reason, { type, message, statusCode: undefined, metadata: 1 });
    assert.equal(stack[0], `${type}: ${message}`);
  }
  assert.equal(told("call").length, 0);
});
