import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createSessions } from "../../js/sessions.js";
import { page } from "./stub-client.mjs";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

/** Collects garbage until `condition()` holds; finalizers run in tasks of their own. */
async function collected(condition) {
  for (let round = 0; round < 50 && !condition(); round += 1) {
    await nextTurn();
    collectGarbage();
  }
  await nextTurn();
  return condition();
}

/** Makes a session that the page lets go of at once; `before` sees it first. Gives its handle. */
async function dropped({ create, told }, before = () => undefined) {
  await before(create());
  return told("create").length;
}

test("the core forgets a session that the page never connected and let go of", async () => {
  const stub = page();
  const handle = await dropped(stub);
  assert.ok(await collected(() => stub.told("dispose").length > 0));
  assert.deepEqual(stub.told("dispose"), [[handle]]);
});

test("a session on a connection stays, and its handlers are called, whatever the page has kept", async () => {
  const stub = page();
  const heard = [];
  const handle = await dropped(stub, (session) => {
    session.onMessage(({ data }) => heard.push(data));
    session.connect();
    stub.settle(true, 1);
  });
  assert.equal(await collected(() => stub.told("dispose").length > 0), false);
  stub.emit(handle, 0, { Content: "still here" });
  assert.deepEqual(heard, [{ Content: "still here" }]);
});

for (const [how, over] of [
  ["was transferred or broke", false],
  ["is over", true],
]) {
  test(`the core forgets a session that ${how} once the page has let go of it`, async () => {
    const stub = page();
    const handle = await dropped(stub, (session) => {
      session.connect();
      stub.settle(true, 1);
    });
    stub.core.host.ended(handle, over);
    assert.ok(await collected(() => stub.told("dispose").length > 0));
    assert.deepEqual(stub.told("dispose"), [[handle]]);
  });
}

test("a session that connects again after it broke is held again", async () => {
  const stub = page();
  const handle = await dropped(stub, (session) => {
    session.connect();
    stub.settle(true, 1);
    stub.core.host.ended(1, false);
    session.connect();
    stub.settle(true, 1);
  });
  assert.equal(await collected(() => stub.told("dispose").length > 0), false);
  assert.equal(handle, 1);
});

test("a call under way keeps its session until it has its answer", async () => {
  const stub = page();
  const answers = [];
  await dropped(stub, (session) => {
    session.describeView({ viewToken: "v" }).then((view) => answers.push(view));
  });
  assert.equal(await collected(() => stub.told("dispose").length > 0), false);
  stub.settle(true, { View: {} });
  assert.ok(await collected(() => stub.told("dispose").length > 0));
  assert.deepEqual(answers, [{ data: { View: {} }, metadata: null }]);
});

test("an engine without weak references keeps every session until it is over", () => {
  const sessions = createSessions({}, () => assert.fail("nothing can be forgotten"));
  const controller = {};
  sessions.add(1, controller);
  sessions.hold(1, controller);
  sessions.release(1, controller);
  assert.equal(sessions.get(1), controller);
  sessions.delete(1);
  assert.equal(sessions.get(1), undefined);
});
