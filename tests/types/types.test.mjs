import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "../js/stub-client.mjs";
import { complaints, exportsOf, membersOf, OURS, renamed, source, THEIRS } from "./compiler.mjs";
import { INLINE_TYPES, NEW_MEMBERS, NEW_NAMES, NOT_ASSIGNABLE, UNDECLARED } from "./departures.mjs";

const ours = exportsOf(OURS);
const theirs = exportsOf(THEIRS);
const types = theirs.filter(({ isValue }) => !isValue);

/** A type with its parameters filled in. */
const applied = ({ name, parameters }) => (parameters ? `${name}<${["{ a: 1 }", "number"].slice(-parameters)}>` : name);

test("the declarations name what the published ones name, and the additions that are listed", () => {
  const missing = theirs.filter(({ name }) => !ours.some((own) => own.name === name));
  const added = ours.filter(({ name }) => !theirs.some((their) => their.name === name));
  assert.deepEqual(missing, []);
  assert.deepEqual(added.map(({ name }) => name).sort(), Object.keys(NEW_NAMES).sort());
  assert.ok(types.length > 50, `only ${types.length} types were found`);
});

test("the same parameters, and values where values are published", () => {
  for (const their of theirs) {
    assert.deepEqual(
      ours.find(({ name }) => name === their.name),
      their,
    );
  }
});

test("values of either package's types fit the other's, but for the departures that are listed", () => {
  const check = types.map((type, i) => [
    `declare const our${i}: ours.${applied(type)};`,
    `declare const their${i}: theirs.${applied(type)};`,
    `export const toTheirs${i}: theirs.${applied(type)} = our${i};`,
    `export const toOurs${i}: ours.${applied(type)} = their${i};`,
  ]);
  const found = complaints({
    "/ours.d.ts": renamed(OURS, "ours"),
    "/theirs.d.ts": renamed(THEIRS, "theirs"),
    "/check.ts": check.flat().join("\n"),
  });
  const failed = found.map((complaint) => {
    const [, line] = complaint.match(/^\/check\.ts:(\d+) TS2322/) ?? assert.fail(complaint);
    const direction = (line - 1) % 4;
    return `${types[Math.floor((line - 1) / 4)].name} from ${direction === 2 ? "ours" : "theirs"}`;
  });
  assert.deepEqual(failed.sort(), NOT_ASSIGNABLE.map(([type, from]) => `${type} from ${from}`).sort());
});

test("every type has the published members, as optional and as read-only as published, and listed additions", () => {
  const names = [...types.map(({ name }) => name), ...INLINE_TYPES];
  const texts = [...types.map(applied), ...INLINE_TYPES];
  const [own, their] = [membersOf(OURS, texts), membersOf(THEIRS, texts)];
  names.forEach((name, i) => {
    const added = Object.keys(own[i]).filter((member) => !(member in their[i]));
    assert.deepEqual(added.sort(), Object.keys(NEW_MEMBERS[name] ?? {}).sort(), name);
    for (const member of added) {
      assert.ok(own[i][member].optional, `${name}.${member} must be optional`);
      delete own[i][member];
    }
    assert.deepEqual(own[i], their[i], name);
  });
  assert.ok(
    own.some((members) => Object.keys(members).length > 30),
    "no session was compared",
  );
});

test("every listed departure names a type that exists", () => {
  const names = [...types.map(({ name }) => name), ...INLINE_TYPES];
  for (const name of [...Object.keys(NEW_MEMBERS), ...NOT_ASSIGNABLE.map(([type]) => type)]) {
    assert.ok(names.includes(name), name);
  }
});

for (const [package_, declarations] of [
  ["ours", OURS],
  ["theirs", THEIRS],
]) {
  test(`the examples of the published documents compile: ${package_}`, () => {
    assert.deepEqual(complaints({ "/index.d.ts": declarations, "/usage.ts": source("usage.ts") }), []);
  });

  test(`what must not compile does not: ${package_}`, () => {
    assert.deepEqual(complaints({ "/index.d.ts": declarations, "/negative.ts": source("negative.ts") }), []);
  });

  test(`a named import is refused, the global is there after a bare one: ${package_}`, () => {
    const files = { "/index.d.ts": declarations };
    assert.deepEqual(complaints({ ...files, "/a.ts": 'import "./index";\nconnect.ChatSession;' }), []);
    const [complaint, ...more] = complaints({
      ...files,
      "/a.ts": 'import { ChatSession } from "./index";\nChatSession;',
    });
    assert.match(complaint, /TS2306/);
    assert.deepEqual(more, []);
  });
}

test("the namespace is shared with Streams, whose interface of the same name is merged", () => {
  const files = { "/index.d.ts": OURS, "/streams.d.ts": source("streams.d.ts") };
  const use = 'const manager = connect.core.getWebSocketManager(); manager.send(""); connect.LogLevel.INFO;';
  assert.deepEqual(complaints({ ...files, "/use.ts": use }), []);
});

test("the additions compile", () => {
  assert.deepEqual(complaints({ "/index.d.ts": OURS, "/usage.ts": source("usage-additions.ts") }), []);
});

/** All members of a running object, inherited ones included; those that begin with `_` are internal. */
function runningMembers(object) {
  const members = new Set();
  for (let at = object; at && at !== Object.prototype && at !== Function.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Reflect.ownKeys(at)) {
      members.add(name);
    }
  }
  return [...members].filter((name) => typeof name === "string" && name !== "constructor");
}

test("the running objects have the declared members, and no others", () => {
  const { connect, create } = page();
  const customer = create();
  const agent = create({ type: "AGENT" });
  connect.LogManager.updateLoggerConfig({});
  const objects = [
    ["ChatSession", "ChatSessionObject", connect.ChatSession],
    ["ChatJS", "ChatJSObject", connect.ChatJS],
    ["LogManager", "ChatLogManager", connect.LogManager],
    ["csmService", "CSMService", connect.csmService],
    ["csmService.logger", 'CSMService["logger"]', connect.csmService.logger],
    ["customer", "CustomerChatSession", customer],
    ["agent", "AgentChatSession", agent],
    ["controller", "ChatController", customer.controller],
  ];
  const members = membersOf(
    OURS,
    objects.map(([, type]) => type),
  );
  objects.forEach(([label, , object], i) => {
    const declared = Object.keys(members[i]);
    const running = runningMembers(object);
    const isInternal = (name) => name.startsWith("_") && !declared.includes(name);
    assert.deepEqual(
      declared.filter((name) => !running.includes(name)),
      [],
      `${label} lacks members`,
    );
    assert.deepEqual(
      running.filter((name) => !declared.includes(name) && !isInternal(name)).sort(),
      UNDECLARED[label],
      `${label} has members that are not declared`,
    );
  });
});

test("the logger class has the declared members as statics", () => {
  const { Logger } = page().connect.ChatSession;
  const [methods] = membersOf(OURS, ["ChatLogger"]);
  assert.deepEqual(Object.keys(methods), ["debug", "info", "warn", "error"]);
  for (const method of Object.keys(methods)) {
    assert.equal(typeof Logger[method], "function", method);
  }
});
