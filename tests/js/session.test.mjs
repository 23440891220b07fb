import assert from "node:assert/strict";
import { test } from "node:test";
import { DETAILS, page, rejection } from "./stub-client.mjs";

const EVENT = "application/vnd.amazonaws.connect.event.";
const READ = `${EVENT}message.read`;

/** Operations by method, as the core numbers them, with arguments that pass. */
const CALLS = [
  ["sendMessage", 0, { message: "hello", contentType: "text/plain" }],
  ["sendEvent", 1, { contentType: `${EVENT}typing` }],
  ["getTranscript", 3, { maxResults: 3 }],
  ["sendAttachment", 4, { attachment: { name: "a.txt", size: 1, type: "text/plain" } }],
  ["downloadAttachment", 5, { attachmentId: "a" }],
  ["getAttachmentURL", 6, { attachmentId: "a" }],
  ["describeView", 7, { viewToken: "v" }],
  ["getAuthenticationUrl", 8, { redirectUri: "https://example.com", sessionId: "s" }],
  ["cancelParticipantAuthentication", 9, { sessionId: "s" }],
];
const AFTER_END = ["describeView", "getAuthenticationUrl", "cancelParticipantAuthentication"];
const FAILURE = { kind: 0, type: "ValidationException", message: "no", stack: ["ValidationException"], statusCode: 400 };

test("a session owns its controller only, and is no promise", () => {
  const session = page().create();
  assert.deepEqual(Reflect.ownKeys(session), ["controller"]);
  assert.equal(session.then, undefined);
  assert.deepEqual(Object.keys(Object.getPrototypeOf(session)), []);
});

test("methods that belong to one type are not on the other", () => {
  const { create } = page();
  const customer = create();
  const agent = create({ type: "AGENT" });
  assert.equal(typeof customer.disconnectParticipant, "function");
  assert.equal(typeof customer.cleanUpOnParticipantDisconnect, "undefined");
  assert.equal(typeof agent.cleanUpOnParticipantDisconnect, "function");
  assert.equal(typeof agent.disconnectParticipant, "undefined");
  assert.equal(typeof customer.controller.cleanUpOnParticipantDisconnect, "function");
  assert.equal(typeof agent.controller.disconnectParticipant, "function");
});

test("agent is the default type", () => {
  const { connect, last } = page();
  const manager = {};
  connect.ChatSession.create({ chatDetails: DETAILS, websocketManager: manager });
  const [kind, , , handed] = last("create");
  assert.equal(kind, 0);
  assert.equal(handed, manager);
});

test("chat details: PascalCase wins, except for the token function", () => {
  const { create, last } = page();
  const lower = () => {};
  const session = create({
    chatDetails: {
      ContactId: "C",
      contactId: "c",
      ParticipantId: "P",
      participantId: "p",
      ParticipantToken: "T",
      getConnectionToken: lower,
      GetConnectionToken: () => {},
      connectionDetails: {},
    },
  });
  assert.deepEqual(last("create")[2], {
    contactId: "C",
    participantId: "P",
    initialContactId: "C",
    getConnectionToken: lower,
    participantToken: "T",
  });
  assert.deepEqual(session.getChatDetails(), {
    initialContactId: "C",
    contactId: "C",
    participantId: "P",
    participantToken: "T",
    connectionDetails: undefined,
  });
});

test("a missing participant token leaves no key for the core, and an own one in the details", () => {
  const { create, last } = page();
  const session = create({ chatDetails: { contactId: "c", participantId: "p", participantToken: null } });
  assert.ok(!("participantToken" in last("create")[2]));
  assert.ok(Object.hasOwn(session.getChatDetails(), "participantToken"));
});

test("create throws for no arguments and for an unknown type", () => {
  const { connect, create } = page();
  assert.throws(() => connect.ChatSession.create(), { name: "TypeError", message: /reading 'options'/ });
  for (const type of ["FOO", "customer", "constructor"]) {
    assert.throws(() => create({ type }), {
      name: "IllegalArgument",
      argument: type,
      message: "Unkown value for session type, Allowed values are: AGENT,CUSTOMER",
    });
  }
});

test("details without ids leave a session without a controller, logged with the reason", () => {
  const { create, listen } = page();
  const logger = listen();
  for (const chatDetails of [undefined, {}, { contactId: 5, participantId: "p" }, { contactId: "c" }, '{"ContactId":1}']) {
    logger.lines.length = 0;
    const session = create({ chatDetails });
    assert.equal(session.controller, undefined);
    assert.deepEqual(logger.lines.pop()[0], "error");
    assert.throws(() => session.onMessage(() => {}), { message: /reading 'subscribe'/ });
    assert.throws(() => session.getChatDetails(), TypeError);
  }
});

test("methods need their session", () => {
  const { onMessage, sendMessage } = page().create();
  assert.throws(() => onMessage(() => {}), { message: /reading 'controller'/ });
  assert.throws(() => sendMessage({}), { message: /reading 'controller'/ });
});

test("connect resolves with the flags and the status, and fills the chat details", async () => {
  const { core, create, last, settle } = page();
  const session = create();
  const connected = session.connect({ metadata: { m: 1 } });
  assert.deepEqual(last("connect"), [1, 1]);
  const details = { url: "wss://example", connectionToken: "token", connectionTokenExpiry: "soon" };
  core.host.connected(1, details);
  settle(true, 1);
  const result = await connected;
  assert.deepEqual(result, {
    _debug: { websocketStatus: "Starting" },
    connectSuccess: true,
    connectCalled: true,
    metadata: { m: 1 },
  });
  assert.deepEqual(Object.keys(result), ["_debug", "connectSuccess", "connectCalled", "metadata"]);
  assert.equal(session.getChatDetails().connectionDetails, details);
  assert.equal(session.controller.connectionHelper.getConnectionToken(), "token");
});

test("connect rejects with the shape of its success; a customer's reason is one level deeper", async () => {
  const { create, settle } = page();
  const connected = create().connect();
  settle(false, { ...FAILURE, kind: 4, cause: new TypeError("native") });
  const { kind, ...serviceError } = FAILURE;
  const failure = await rejection(connected);
  assert.deepEqual(failure, {
    _debug: { reason: "Failed to fetch connectionDetails with createParticipantConnection", _debug: serviceError },
    connectSuccess: false,
    connectCalled: true,
    metadata: null,
  });
  assert.deepEqual(Object.keys(failure), ["_debug", "connectSuccess", "connectCalled", "metadata"]);
});

test("an answer without its parts is a TypeError to a customer", async () => {
  const { create, settle } = page();
  const connected = create().connect();
  settle(false, { kind: 4, type: "TypeError", message: "no Url", stack: [], statusCode: undefined });
  const { _debug } = await rejection(connected);
  assert.ok(_debug._debug instanceof TypeError);
  assert.equal(_debug._debug.message, "no Url");
});

test("to an agent every failure of connect is an Error with a cause", async () => {
  const { create, settle } = page();
  const connected = create({ type: "AGENT" }).connect({ metadata: 1 });
  settle(false, { ...FAILURE, kind: 4 });
  const { _debug, ...rest } = await rejection(connected);
  assert.deepEqual(rest, { connectSuccess: false, connectCalled: true, metadata: 1 });
  assert.ok(_debug instanceof Error);
  assert.equal(_debug.message, "ValidationException: no");
  assert.equal(_debug.cause.statusCode, 400);
});

test("a repeated connect gives undefined and a warning, and replaces the metadata", async () => {
  const { core, create, listen, settle } = page();
  const logger = listen();
  const session = create();
  const first = session.connect({ metadata: 1 });
  core.connectAnswer = false;
  logger.lines.length = 0;
  assert.equal(session.connect({ metadata: 2 }), undefined);
  assert.match(logger.lines[0][1], /^WARN \["Ignoring duplicate call to connect. Method can only be invoked once",/);
  core.told.pop();
  settle(true, 2);
  assert.equal((await first).metadata, 2);
  assert.throws(() => session.connect(null), { message: /reading 'metadata'/ });
});

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
  const texts = logger.lines.map(([method, line]) => [method, JSON.parse(line.slice(line.indexOf("["), line.lastIndexOf("]") + 1))[0]]);
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
  assert.ok(line.startsWith(`ERROR ["Send message error",${JSON.stringify(serviceError)},{"contentType":"text/plain"}] {`));
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
      assert.match(logger.lines[0][1], new RegExp(`^ERROR \\["Cannot call ${named} ${words.replace(/[()]/g, "\\$&")}"\\] \\{`));
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
  assert.throws(() => session.sendMessage({ message: 5, contentType: "text/plain" }), illegal("5is not a valid message"));
  assert.throws(
    () => session.sendMessage({ message: "", contentType: "x" }),
    illegal(/^contentType passed \(x\) is not valid\. Allowed values are: text\/plain,text\/markdown,.*workflow\.cancelled$/),
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

test("receipts go their own way, with the id taken from the content", async () => {
  const { create, last, settle } = page();
  const session = create();
  for (const content of ['{"messageId":"m","disableThrottle":true}', { messageId: "m", disableThrottle: true }]) {
    const sent = session.sendEvent({ contentType: READ, content, metadata: 1 });
    assert.deepEqual(last("call").slice(2), [2, { contentType: READ, content, messageId: "m", disableThrottle: true }]);
    settle(true, { Id: "r" });
    assert.deepEqual(await sent, { data: { Id: "r" }, metadata: 1 });
  }
});

test("a receipt that was sent before resolves with a text", async () => {
  const { create, settle } = page();
  const sent = create().sendEvent({ contentType: READ, content: '{"messageId":"m"}' });
  settle(true, undefined);
  assert.deepEqual(await sent, { message: "Event already fired", metadata: null });
});

test("receipts that are off or without id reject with the arguments, and a warning", async () => {
  const { connect, create, listen, settle } = page();
  const session = create();
  const logger = listen();
  for (const [kind, why] of [
    [2, "false"],
    [3, "missing messageId"],
  ]) {
    const args = { contentType: READ, content: '{"a":1}', metadata: 2 };
    const sent = session.sendEvent(args);
    settle(false, { kind });
    const reason = await rejection(sent);
    assert.deepEqual(reason, { errorMessage: `Ignoring messageReceipt: ${why}`, data: args });
    assert.equal(reason.data, args);
    assert.match(logger.lines.pop()[1], new RegExp(`^WARN \\["Ignoring messageReceipt: ${why}",`));
  }
  connect.ChatSession.setGlobalConfig({ features: { messageReceipts: { shouldSendMessageReceipts: false } } });
  assert.doesNotThrow(() => void session.sendEvent({ contentType: READ }));
});

test("sendMessageReceipt sends at once, by id or by message", async () => {
  const { create, last, settle } = page();
  const session = create();
  const sent = session.sendMessageReceipt({ event: "read", messageId: "m", metadata: 3 });
  assert.deepEqual(last("call").slice(2), [11, { event: "read", messageId: "m" }]);
  settle(true, { Id: "r" });
  assert.deepEqual(await sent, { data: { Id: "r" }, metadata: 3 });
  session.controller.sendMessageReceipt({ event: "delivered", message: { Id: "n" } });
  assert.deepEqual(last("call").slice(2), [11, { event: "delivered", messageId: "n" }]);
  assert.throws(() => session.sendMessageReceipt({ event: "seen", messageId: "m" }), { name: "IllegalArgument" });
  assert.throws(() => session.sendMessageReceipt({ event: "read" }), { name: "IllegalArgument" });
});

test("a call that the end overtook rejects like one made after it", async () => {
  const { create, settle } = page();
  const sent = create().sendEvent({ contentType: READ, content: '{"messageId":"m"}' });
  settle(false, { kind: 5 });
  assert.equal(await rejection(sent), "Failed to call sendEvent, No active connection");
});

test("a view token that fits into no path fails before any request", async () => {
  const { create, told } = page();
  const session = create();
  for (const [viewToken, word] of [
    [undefined, "No"],
    [null, "No"],
    ["", "Empty"],
  ]) {
    const message = `${word} value provided for input HTTP label: ViewToken.`;
    const reason = await rejection(session.describeView({ viewToken, metadata: 1 }));
    assert.deepEqual(reason, { type: "Error", message, stack: [`Error: ${message}`], statusCode: undefined, metadata: 1 });
  }
  assert.equal(told("call").length, 0);
});

test("the controller offers the connection's state, and leaves when told to", async () => {
  const { core, create, told } = page();
  const { controller } = create();
  assert.throws(() => controller.getConnectionStatus(), { message: /reading 'getStatus'/ });
  await controller.breakConnection();
  assert.equal(told("dispose").length, 0);
  core.host.connected(1, { connectionToken: "t" });
  const names = [0, 1, 2, 3, 4, 5, 6].map((status) => {
    core.status = status;
    return controller.getConnectionStatus();
  });
  assert.deepEqual(names, [
    "NeverEstablished",
    "Establishing",
    "Established",
    "Broken",
    "Broken",
    "Established",
    "Broken",
  ]);
  assert.equal(controller.breakConnection(), undefined);
  assert.deepEqual(told("dispose"), [[1]]);
});

test("the controller shows the members that clients read, and no way into the library", () => {
  const { controller } = page().create();
  for (const name of ["contactId", "initialContactId", "participantId", "participantToken", "sessionType", "connectionDetails",
    "chatClient", "connectionHelper", "connectionDetailsProvider", "websocketManager", "sessionMetadata", "hasChatEnded", "pubsub"]) {
    assert.ok(Object.keys(controller).includes(name), name);
  }
  assert.ok(!JSON.stringify(controller).includes("_link"));
  assert.equal(typeof controller.cleanUp, "undefined");
});
