// The package in Node, where there is no window and no document.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startService } from "../e2e/lib/service.mjs";
import { HELD, project, run } from "./lib/consumer.mjs";

let service;
let folder;
before(async () => {
  folder = project("node", "node");
  service = await startService();
});
after(() => service?.stop());

const node = (file) => run(folder, process.execPath, file, service.url);

describe("Node", () => {
  for (const file of ["import.mjs", "require.cjs", "slim.mjs", "asm.cjs", "asm.mjs"]) {
    it(`${file} chats with the fetch and the WebSocket that it was handed`, async () => {
      assert.deepEqual(JSON.parse(await node(file)), { ...HELD, used: ["WebSocket", "fetch"] });
    });
  }

  it("is told what was wrong when the slim build cannot start, and may try again", async () => {
    const [beside, missing, garbage, good] = (await node("failing.mjs")).trim().split("\n");
    assert.match(beside, /^amazon-connect-chat could not load file:.*\/slim\/amazon-connect-chat\.wasm: /);
    assert.match(missing, /^amazon-connect-chat could not load http:.*\/nothing\.wasm: 404$/);
    assert.match(garbage, /^amazon-connect-chat could not start its WebAssembly core: /);
    assert.equal(good, "function");
  });

  it("gives the pure JavaScript build to who asks as React Native does", async () => {
    const resolve = ["-p", "require.resolve('amazon-connect-chat-wasm')"];
    const found = await run(folder, process.execPath, "--conditions=react-native", ...resolve);
    assert.match(found.trim(), /dist.amazon-connect-chat\.asm\.js$/);
  });

  it("takes either way of loading for the same library", async () => {
    const [names, ...same] = (await node("both.cjs")).trim().split("\n");
    assert.equal(names, "ChatJS,ChatSession,LogManager,csmService,default");
    assert.deepEqual(same, ["true", "true"]);
  });
});
