// The script tag: what is there after it, what it leaves alone, and which pages it can be on.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chatSuite } from "./lib/chat-suite.mjs";

const suite = chatSuite();

describe("the script tag", () => {
  it("lets the next line create a session", async () => {
    const chat = await suite.open({ file: "next-line.html" });
    const details = await chat.page.evaluate(() => window.session.getChatDetails());
    assert.deepEqual(details, {
      initialContactId: "contact",
      contactId: "contact",
      participantId: "participant",
      participantToken: "token",
      connectionDetails: undefined,
    });
    const paths = (await chat.requested()).map((url) => new URL(url).pathname);
    assert.deepEqual(paths, ["/next-line.html", "/dist/amazon-connect-chat.js"]);
  });

  it("adds one global and nothing else", async () => {
    const { page } = await suite.open({ file: "next-line.html" });
    assert.deepEqual(await page.evaluate(() => window.added), ["connect"]);
  });

  it("adds to a connect namespace and overrides nothing in it", async () => {
    const { page } = await suite.open({ file: "shared-namespace.html" });
    const seen = await page.evaluate(() => ({
      sameObject: window.connect === window.namespace,
      changed: Object.keys(window.before).filter((name) => window.connect[name] !== window.before[name]),
      create: typeof window.connect.ChatSession.create,
    }));
    assert.deepEqual(seen, { sameObject: true, changed: [], create: "function" });
  });

  it("changes nothing when it comes twice", async () => {
    const { page } = await suite.open({ file: "shared-namespace.html" });
    const changed = await page.evaluate(() =>
      Object.keys(window.connect).filter((name) => name !== "ChatJS" && window.connect[name] !== window.first[name]),
    );
    assert.deepEqual(changed, []);
  });
});

describe("a content security policy", () => {
  it("that allows WebAssembly, and no other code from texts, is enough for a conversation", async () => {
    const chat = await suite.connected({ file: "strict.html" });
    await chat.send("Is this policy too strict?");
    await chat.agent("message", { content: "Not at all" });
    await chat.message("Not at all");
    await chat.resolved("disconnectParticipant");
    await chat.event("onEnded");
  });

  it("that forbids it is named in the error, with the build that does without", async () => {
    const { page, problems } = await suite.open({ file: "forbidden.html" });
    const told = /uncaught: Error: .* must allow 'wasm-unsafe-eval', or load amazon-connect-chat\.asm\.js\./s;
    suite.expectComplaint(told);
    assert.equal(problems.filter((problem) => told.test(problem)).length, 1);
    assert.equal(await page.evaluate(() => window.connect?.ChatSession), undefined);
  });
});

describe("a browser without WebAssembly", () => {
  it("is told so, and which build does without", async () => {
    const prepare = (page) => page.addInitScript(() => delete window.WebAssembly);
    const { page, problems } = await suite.open({ file: "blank.html", prepare });
    const told = /uncaught: Error: .* has no WebAssembly: use another, or load amazon-connect-chat\.asm\.js\./;
    suite.expectComplaint(told);
    assert.equal(problems.filter((problem) => told.test(problem)).length, 1);
    assert.equal(await page.evaluate(() => window.connect?.ChatSession), undefined);
  });

  it("chats with that build", async () => {
    const prepare = (page) => page.addInitScript(() => delete window.WebAssembly);
    const chat = await suite.connected({ file: "pure.html", prepare });
    await chat.send("No WebAssembly needed");
    await chat.message("No WebAssembly needed");
  });
});
