// The build without WebAssembly, on a page whose policy would not let any in.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chatSuite } from "./lib/chat-suite.mjs";
import { sendReentering } from "./lib/reenter.mjs";

const suite = chatSuite();
const PURE = { file: "pure.html" };

describe("the pure JavaScript build", () => {
  it("holds a conversation where no WebAssembly is let in", async () => {
    const chat = await suite.connected(PURE);
    const refused = chat.page.evaluate(() => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
    await assert.rejects(refused, /wasm-unsafe-eval|unsafe-eval/);
    const texts = ["Grüße, 世界 👋🏽", "  two\nlines\t ", `"quotes" \\ and </script>`, "\u2028\u0000\ufffd"];
    for (const text of texts) {
      await chat.send(text);
      await chat.message(text);
    }
    await chat.agent("message", { content: "Understood" });
    await chat.message("Understood");
    const { data } = await chat.resolved("getTranscript", { sortOrder: "ASCENDING" });
    assert.deepEqual(data.Transcript.map(({ Content }) => Content).filter(Boolean), [...texts, "Understood"]);
    await chat.resolved("disconnectParticipant");
    await chat.event("onEnded");
  });

  it("comes back from a lost connection", async () => {
    const chat = await suite.connected(PURE);
    suite.expectComplaint(/WebSocket connection to .* failed/);
    await chat.controlContact("drop");
    await chat.subscribed(2);
    await chat.agent("message", { content: "Are you back?" });
    await chat.message("Are you back?");
    await chat.send("I am");
  });

  it("goes on when its memory has grown", async () => {
    const watchMemory = (page) =>
      page.addInitScript(() => {
        window.memories = [];
        window.ArrayBuffer = new Proxy(ArrayBuffer, {
          construct(target, [size], type) {
            window.memories.push(size);
            return Reflect.construct(target, [size], type);
          },
        });
      });
    const chat = await suite.connected({ ...PURE, prepare: watchMemory });
    const sizes = () => chat.page.evaluate(() => window.memories);
    const before = (await sizes()).length;
    for (let other = 1; other <= 100; other += 1) await chat.create(`session ${other}`);
    assert.ok((await sizes()).length > before, "a larger memory was made");
    await chat.send("Still there?");
    await chat.message("Still there?");
    const contacts = await chat.page.evaluate(() =>
      Object.values(window.chat.sessions).map((session) => session.getChatDetails().contactId),
    );
    assert.deepEqual(new Set(contacts), new Set([chat.contactId]));
  });

  it("says after a trap what happened, once, and every call after that rejects", async () => {
    suite.expectComplaint(/ChatCoreError/);
    const chat = await suite.connected(PURE);
    for (const outcome of [await chat.page.evaluate(sendReentering), await chat.call("getTranscript")]) {
      assert.equal(outcome.rejected.code, "core-crashed");
      assert.match(outcome.rejected.message, /stopped on an internal error \(unreachable\)\. Reload the page\.$/);
    }
    assert.equal(chat.problems.filter((problem) => /ChatCoreError/.test(problem)).length, 1);
  });
});
