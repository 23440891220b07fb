import assert from "node:assert/strict";
import { test } from "node:test";
import { DETAILS, page } from "./stub-client.mjs";

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
  for (const chatDetails of [
    undefined,
    {},
    { contactId: 5, participantId: "p" },
    { contactId: "c" },
    '{"ContactId":1}',
  ]) {
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

test("the controller offers the connection's state, and leaves when told to", async () => {
  const { core, create, told } = page();
  const { controller } = create();
  assert.throws(() => controller.getConnectionStatus(), { message: /reading 'getStatus'/ });
  await controller.breakConnection();
  assert.equal(told("break_connection").length, 0);
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
  assert.deepEqual(told("break_connection"), [[1]]);
});

test("the controller shows the members that clients read, and no way into the library", () => {
  const { controller } = page().create();
  for (const name of [
    "contactId",
    "initialContactId",
    "participantId",
    "participantToken",
    "sessionType",
    "connectionDetails",
    "chatClient",
    "connectionHelper",
    "connectionDetailsProvider",
    "websocketManager",
    "sessionMetadata",
    "hasChatEnded",
    "pubsub",
  ]) {
    assert.ok(Object.keys(controller).includes(name), name);
  }
  assert.ok(!JSON.stringify(controller).includes("_link"));
  assert.equal(typeof controller.cleanUp, "undefined");
});
