// The examples of docs/guide/ as they stand there, on a page of their own each.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { reliableSuite } from "./lib/chat-suite.mjs";
import { repository } from "./lib/service.mjs";

const suite = reliableSuite();

/** Most of a test is waiting. */
const together = { concurrency: 4 };
const folder = join(repository, "docs/guide");
const ALL = { options: { recoverMissedMessages: true, offlineQueue: true, persist: "sessionStorage" } };

for (const file of readdirSync(folder).sort()) {
  describe(`docs/guide/${file}`, together, () => {
    const examples = [...readFileSync(join(folder, file), "utf8").matchAll(/^```js\n(.*?)^```$/gms)];
    examples.forEach(([, code], index) => {
      it(`example ${index + 1} runs: ${code.slice(0, code.indexOf("\n"))}`, async (test) => {
        const own = suite.during(test);
        const chat = await own.open();
        await chat.configure();
        chat.details = await own.service.startChat();
        const makesSession = /^const session\b/m.test(code);
        if (!makesSession) {
          await chat.create("customer", ALL);
          await chat.connect();
        }
        const outcome = await chat.page.evaluate(
          async ([text, chatDetails, given]) => {
            const AsyncFunction = (async () => {}).constructor;
            const names = ["chatDetails", "show", ...(given ? ["session"] : [])];
            const values = [chatDetails, () => {}, ...(given ? [window.chat.sessions.customer] : [])];
            try {
              await new AsyncFunction(...names, text)(...values);
              return "ran";
            } catch (error) {
              return error.stack ?? JSON.stringify(error);
            }
          },
          [code, chat.details, !makesSession],
        );
        assert.equal(outcome, "ran");
      });
    });
  });
}

it("there are examples", () => {
  const text = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8")).join("");
  assert.ok(text.match(/^```js$/gm).length >= 15);
});
