// The package in Next.js: imported on the server, used on the client.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { consumerSuite, HELD, program, project, run } from "./lib/consumer.mjs";
import { start } from "./lib/servers.mjs";

const suite = consumerSuite();

let server;
before(async () => {
  const folder = project("next", "next");
  await run(folder, program("next"), "build");
  server = await start(folder, program("next"), "start", "--port", "0", "--hostname", "127.0.0.1");
});
after(() => server?.stop());

it("the server's page is there without a browser", async () => {
  const html = await (await fetch(server.url)).text();
  assert.match(html, /<p id="server">function<\/p>/);
  assert.match(html, /<p id="client">function<\/p>/);
});

it("the client chats", async () => {
  assert.deepEqual(await suite.outcome(server.url), HELD);
});
