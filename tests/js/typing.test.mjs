// Who types, made of typing events that only ever say that somebody does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "./stub-client.mjs";

const MESSAGE = 0;
const TYPING = 1;
const agent = { ParticipantId: "agent", DisplayName: "Ada", ParticipantRole: "AGENT" };
const bot = { ParticipantId: "bot", DisplayName: "Bot", ParticipantRole: "CUSTOM_BOT" };

/** A session that notes `[participant, isTyping]`. */
function watched(context) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const around = page();
  const session = around.create();
  const seen = [];
  const note = ({ data }) => seen.push([data.ParticipantId, data.isTyping]);
  session.onTypingChanged(note);
  return { ...around, session, seen, note, wait: (ms) => context.mock.timers.tick(ms) };
}

test("typing begins with the first event and expires twelve seconds after the last", (context) => {
  const { emit, seen, wait } = watched(context);
  emit(1, TYPING, agent);
  wait(11_000);
  emit(1, TYPING, agent);
  wait(11_999);
  assert.deepEqual(seen, [["agent", true]]);
  wait(1);
  assert.deepEqual(seen.splice(0), [["agent", true], ["agent", false]]);
  emit(1, TYPING, agent);
  assert.deepEqual(seen, [["agent", true]]);
});

test("it says who, and of which session", (context) => {
  const { emit, session } = watched(context);
  let told;
  session.onTypingChanged((event) => {
    told = event;
  });
  emit(1, TYPING, { ...agent, ContentType: "typing", Id: "i" });
  assert.deepEqual(told, { data: { ...agent, isTyping: true }, chatDetails: session.getChatDetails() });
});

test("a participant's message ends the typing of that one", (context) => {
  const { emit, seen, wait } = watched(context);
  emit(1, TYPING, agent);
  emit(1, TYPING, bot);
  emit(1, MESSAGE, { ...agent, Id: "m" });
  assert.deepEqual(seen.splice(0), [["agent", true], ["bot", true], ["agent", false]]);
  wait(12_000);
  assert.deepEqual(seen, [["bot", false]]);
});

test("one's own typing is no news", (context) => {
  const { emit, seen } = watched(context);
  emit(1, TYPING, { ParticipantId: "participant", ParticipantRole: "CUSTOMER" });
  assert.deepEqual(seen, []);
});

test("the end of the chat leaves no timer behind", (context) => {
  const { core, emit, seen, wait } = watched(context);
  emit(1, TYPING, agent);
  core.host.ended(1, true);
  wait(60_000);
  assert.deepEqual(seen, [["agent", true]]);
});

test("whoever unsubscribes and comes back is told once", (context) => {
  const { emit, session } = watched(context);
  const seen = [];
  const stop = session.onTypingChanged(() => {});
  stop();
  session.onTypingChanged(({ data }) => seen.push(data.isTyping));
  emit(1, TYPING, agent);
  assert.deepEqual(seen, [true]);
});

test("so is whoever was the only one before", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { create, emit } = page();
  const session = create();
  const seen = [];
  session.onTypingChanged(() => {})();
  session.onTypingChanged(({ data }) => seen.push(data.isTyping));
  emit(1, TYPING, agent);
  assert.deepEqual(seen, [true]);
});
