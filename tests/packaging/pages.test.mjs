// The package's files on pages without a bundler, as a CDN would serve them: each page holds a chat.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { sources } from "./consumers/sources/sources.mjs";
import { consumerSuite, HELD, INSTALLED, project } from "./lib/consumer.mjs";
import { serve } from "./lib/servers.mjs";

const suite = consumerSuite();

const STREAMS = dirname(createRequire(import.meta.url).resolve("amazon-connect-streams"));

const html = (head, body = "") => `<!doctype html>
  <html lang="en">
    <head><link rel="icon" href="data:,"><title>Gr\xfc\xdfe</title>${head}</head>
    <body>${body}</body>
  </html>`;

const script = (attributes, src = "/amazon-connect-chat.js") => `<script ${attributes} src="${src}"></script>`;
const library = script("");
const streams = script("", "/connect-streams-min.js");
const onload = script('type="module"', "/onload.js");

/** Pages with a script tag, by what is special about them. */
const TAGS = {
  "in the head": html(library, onload),
  "in the body": html("", library + onload),
  async: html(script("async") + onload),
  defer: html(script("defer") + onload),
  "type=module": html(script('type="module"') + onload),
  twice: html(library + library, onload),
  "with recovery and outbox": html(script("", "/amazon-connect-chat.reliable.js"), onload),
  "after Amazon Connect Streams": html(streams + library, onload),
  "before Amazon Connect Streams": html(library + streams, onload),
};

/** Policies, by the script that is enough for them. */
const POLICIES = {
  "amazon-connect-chat.js": "script-src 'self' 'wasm-unsafe-eval'",
  "amazon-connect-chat.asm.js": "script-src 'self'",
};

const policed = (policy, body) => ({ body, headers: { "content-security-policy": policy } });
const slim = html(script('type="module"', "/slim.js"));

const inWindows1252 = {
  body: Buffer.from(html(library, onload), "latin1"),
  headers: { "content-type": "text/html; charset=windows-1252" },
};

const pages = Object.fromEntries([
  ...Object.entries(TAGS).map(([name, body]) => [name, { body }]),
  ...Object.entries(POLICIES).map(([file, policy]) => [`policy of ${file}`, policed(policy, html(script("", `/${file}`), onload))]),
  ["policy against slim", policed("script-src 'self'", slim)],
  ["windows-1252", inWindows1252],
  ["worker", { body: html(script("", "/start.js")) }],
  ["slim", { body: slim }],
]);

const pathOf = (name) => `/${name.replace(/\W/g, "-")}.html`;

let site;
before(async () => {
  const folders = [project("pages", "page", "workers", "sources"), join(INSTALLED, "dist"), STREAMS];
  site = await serve(folders, Object.fromEntries(Object.entries(pages).map(([name, page]) => [pathOf(name), page])));
});
after(() => site?.stop());

/** What the chat of a page comes to; `hash` is what the page is to do. */
const outcome = (name, hash = "") => suite.outcome(site.url + pathOf(name), hash);

describe("a script tag", () => {
  for (const name of Object.keys(TAGS)) {
    it(name, async () => assert.deepEqual(await outcome(name), HELD));
  }
});

describe("a content security policy", () => {
  for (const [file, policy] of Object.entries(POLICIES)) {
    it(`${policy} is enough for ${file}`, async () => assert.deepEqual(await outcome(`policy of ${file}`), HELD));
  }

  it("that forbids WebAssembly is named when the slim build starts", async () => {
    const refusal = /amazon-connect-chat could not start .* must allow 'wasm-unsafe-eval'/s;
    suite.expectComplaint(refusal);
    await assert.rejects(outcome("policy against slim", "nothing"), refusal);
  });
});

it("a page in windows-1252", async () => {
  assert.deepEqual(await outcome("windows-1252"), HELD);
  assert.equal(await suite.page.evaluate(() => document.characterSet), "windows-1252");
});

describe("a dedicated worker", () => {
  for (const file of ["classic.js", "module.mjs"]) {
    it(file, async () => assert.deepEqual(await outcome("worker", file), HELD));
  }
});

describe("the slim build starts from", () => {
  for (const name of Object.keys(sources)) {
    it(name, async () => assert.deepEqual(await outcome("slim", name), HELD));
  }
});
