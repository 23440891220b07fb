// A defect in the WebAssembly module must not leave a page hanging.
//
// The module of these pages has its imports wrapped: when the test says so, the next import that the core calls runs
// into an `unreachable` instruction of another module. What the core's frames then see is what they would see of a
// trap of their own: a real WebAssembly.RuntimeError that unwinds them without any of their clean-up.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { until } from "./lib/chat-page.mjs";
import { chatSuite } from "./lib/chat-suite.mjs";
import { sendReentering } from "./lib/reenter.mjs";

const suite = chatSuite();

const REPORT = /ChatCoreError: The chat core stopped on an internal error/;
const MESSAGE = { message: "Hello", contentType: "text/plain" };

/** Runs in the page before the library: wraps what goes into and comes out of every module. */
function sabotage() {
  // (module (func (export "trap") unreachable))
  const header = [0, 97, 115, 109, 1, 0, 0, 0];
  const type = [1, 4, 1, 96, 0, 0];
  const functions = [3, 2, 1, 0];
  const exported = [7, 8, 1, 4, 116, 114, 97, 112, 0, 0];
  const code = [10, 5, 1, 3, 0, 0, 11];
  const bytes = [header, type, functions, exported, code].flat();
  const { Instance, Module } = WebAssembly;
  const { trap } = new Instance(new Module(new Uint8Array(bytes))).exports;
  window.module = { armed: false, entries: 0 };

  const each = (members, wrap) =>
    Object.fromEntries(
      Object.entries(members).map(([name, member]) => [name, typeof member === "function" ? wrap(member) : member]),
    );
  const trapping =
    (imported) =>
    (...args) => {
      if (window.module.armed) {
        window.module.armed = false;
        trap();
      }
      return imported(...args);
    };
  const counted =
    (entry) =>
    (...args) => {
      window.module.entries += 1;
      return entry(...args);
    };
  WebAssembly.Instance = function (module, imports) {
    const namespaces = Object.entries(imports).map(([name, members]) => [name, each(members, trapping)]);
    return { exports: each(new Instance(module, Object.fromEntries(namespaces)).exports, counted) };
  };
}

/** A page with a connected customer whose module can be made to trap. */
async function connected(config) {
  suite.expectComplaint(REPORT);
  const prepare = (page) => page.addInitScript(sabotage);
  return suite.connected({ clock: true, prepare }, config && { config });
}

/** The next time that the core calls an import, it traps. */
const arm = (chat) => chat.page.evaluate(() => { window.module.armed = true; });
const reports = (chat) => chat.problems.filter((problem) => REPORT.test(problem)).length;

const isCrash = (reason) => {
  assert.equal(reason.isError, true);
  assert.equal(reason.name, "ChatCoreError");
  assert.equal(reason.code, "core-crashed");
  assert.match(reason.message, /Reload the page/);
};

describe("a trap", () => {
  it("in a call rejects it, the calls on their way, and every later one", async () => {
    const chat = await connected();
    await chat.control("faults", { operation: "transcript", hold: true });
    await chat.begin("waiting", "getTranscript");
    await until("the request", async () => (await chat.requests("/participant/transcript")).length === 1);
    await arm(chat);
    isCrash(await chat.rejected("sendMessage", MESSAGE));
    isCrash((await chat.outcome("waiting")).rejected);
    isCrash(await chat.rejected("sendMessage", MESSAGE));
    isCrash(await chat.rejected("getTranscript"));
    isCrash(await chat.rejected("disconnectParticipant"));
    await chat.create("second");
    isCrash(await chat.rejected("connect", undefined, "second"));
    assert.equal(reports(chat), 1);
  });

  it("in a browser's callback rejects what waits", async () => {
    const chat = await connected();
    await chat.control("faults", { operation: "transcript", hold: true });
    await chat.begin("waiting", "getTranscript");
    await until("the request", async () => (await chat.requests("/participant/transcript")).length === 1);
    await arm(chat);
    await chat.agent("message", { content: "This one breaks it" });
    isCrash((await chat.outcome("waiting")).rejected);
    isCrash(await chat.rejected("sendMessage", MESSAGE));
    assert.equal(reports(chat), 1);
  });

  it("in a timer is noticed, too", async () => {
    const chat = await connected();
    await chat.control("faults", { operation: "transcript", hold: true });
    await chat.begin("waiting", "getTranscript");
    await until("the request", async () => (await chat.requests("/participant/transcript")).length === 1);
    await arm(chat);
    await chat.forward(10_000);
    isCrash((await chat.outcome("waiting")).rejected);
    assert.equal(reports(chat), 1);
  });

  it("in a call that a handler makes is reported once", async () => {
    const chat = await connected();
    await chat.page.evaluate((message) => {
      const { customer } = window.chat.sessions;
      customer.onMessage(() => {
        window.module.armed = true;
        window.nested = window.chat.call("customer", "sendMessage", message);
      });
    }, MESSAGE);
    await chat.agent("message", { content: "Answer me" });
    const { rejected } = await until("the handler's call", () => chat.page.evaluate(() => window.nested));
    isCrash(rejected);
    isCrash(await chat.rejected("sendMessage", MESSAGE));
    await chat.forward(60_000);
    assert.equal(reports(chat), 1);
  });

  it("in a call that the handler of the end makes is reported once, though the module was about to go on", async () => {
    const chat = await connected();
    await chat.page.evaluate((message) => {
      const { customer } = window.chat.sessions;
      customer.onEnded(() => {
        window.module.armed = true;
        customer.sendMessage(message).catch(() => {});
      });
    }, MESSAGE);
    await chat.agent("end");
    await until("the report", () => reports(chat));
    isCrash(await chat.rejected("sendMessage", MESSAGE));
    await chat.forward(60_000);
    assert.equal(reports(chat), 1);
  });

  it("of the module as it is says what happened and what to do", async () => {
    suite.expectComplaint(REPORT);
    const chat = await suite.connected();
    const { rejected } = await chat.page.evaluate(sendReentering);
    isCrash(rejected);
    const advice = /\(unreachable\)\. Reload the page, or load amazon-connect-chat\.asm\.js\.$/;
    assert.match(rejected.message, advice);
    isCrash(await chat.rejected("getTranscript"));
    assert.equal(reports(chat), 1);
  });

  it("closes the module for good: nothing enters it again", async () => {
    const chat = await connected();
    await arm(chat);
    isCrash(await chat.rejected("sendMessage", MESSAGE));
    const entries = () => chat.page.evaluate(() => window.module.entries);
    const before = [await entries(), (await chat.requests()).length];
    await chat.agent("message", { content: "Is anybody there?" });
    await chat.controlContact("drop");
    await chat.rejected("sendMessage", MESSAGE);
    await chat.page.evaluate(() => {
      for (const name of ["online", "focus", "pageshow"]) window.dispatchEvent(new Event(name));
      connect.ChatSession.setGlobalConfig({ region: "eu-west-2" });
      window.chat.sessions.customer.onTranscriptUpdated(() => {});
    });
    await until("the socket's end", async () => (await chat.sockets())[0].closedAt);
    await chat.forward(60_000);
    assert.deepEqual([await entries(), (await chat.requests()).length], before);
    assert.equal(reports(chat), 1);
  });

  it("is told to the page's logger, once", async () => {
    suite.expectComplaint(REPORT);
    const chat = await suite.open({ prepare: (page) => page.addInitScript(sabotage) });
    await chat.page.evaluate((endpoint) => {
      window.lines = [];
      const write = (line) => window.lines.push(line);
      const customizedLogger = { debug: write, info: write, warn: write, error: write };
      const level = connect.ChatSession.LogLevel.ERROR;
      connect.ChatSession.setGlobalConfig({ endpoint, loggerConfig: { customizedLogger, level } });
    }, suite.service.url);
    chat.details = await suite.service.startChat();
    await chat.create("customer");
    await chat.connect();
    await arm(chat);
    for (let call = 1; call <= 3; call += 1) isCrash(await chat.rejected("sendMessage", MESSAGE));
    const lines = await chat.page.evaluate(() => window.lines.filter((line) => line.includes("The chat core stopped")));
    assert.equal(lines.length, 1);
  });
});
