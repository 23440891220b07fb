// The pure JavaScript build under React Native's engine: a real Hermes, a real service, and nothing of a browser.
// Timers and the network are native in React Native, too; here they are Node's, by a bridge (lib/bridge.mjs).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { until } from "../e2e/lib/chat-page.mjs";
import { repository, startService } from "../e2e/lib/service.mjs";
import { asModule, lower, packages } from "./lib/lower.mjs";
import { HermesVm, program } from "./lib/vm.mjs";

const own = (file) => readFileSync(fileURLToPath(new URL(file, import.meta.url)), "utf8");

/** What an app gets that imports this package: the file that its condition names. */
const library = () => {
  const { exports } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  return asModule("amazon-connect-chat-wasm", readFileSync(join(repository, exports["."]["react-native"]), "utf8"));
};

/** Polyfills that React Native takes from packages, and puts into place itself. */
const POLYFILLS = {
  "whatwg-fetch": ["fetch", "Headers", "Request", "Response"],
  "abort-controller/dist/abort-controller.umd.js": ["AbortController", "AbortSignal"],
};

const polyfills = () =>
  Object.entries(POLYFILLS).map(([name, members]) => {
    const source = readFileSync(packages.resolve(name), "utf8");
    const assignments = members.map((member) => `globalThis.${member} = modules["${name}"].${member};`);
    return [asModule(name, source), ...assignments].join("\n");
  });

describe("React Native", () => {
  let scripts;
  let service;
  let vm;

  before(async () => {
    scripts = [own("device/globals.js"), ...polyfills(), library(), own("device/app.js")].map(lower);
    service = await startService();
  });
  after(() => service?.stop());
  afterEach(async () => {
    await vm?.stop();
    vm = undefined;
  });

  /** A session in an engine of its own; resolves with the contact's id. */
  async function created(answers) {
    vm = new HermesVm(scripts);
    const details = await service.startChat();
    await vm.call((...given) => app.create("customer", ...given), service.url, details, answers);
    return details.ContactId;
  }

  /** The same, connected: the service has read the subscription. */
  async function connected(answers) {
    const contact = await created(answers);
    await vm.call(() => app.sessions.customer.connect());
    await happened("onDeepHeartbeatSuccess");
    return contact;
  }

  const events = (method) => vm.call((name) => app.events.filter((event) => event.method === name), method);
  const happened = (method, count = 1) => until(method, async () => (await events(method)).length >= count);
  const texts = async () => (await events("onMessage")).map(({ data }) => data.Content);
  const said = (text) => until(text, async () => (await texts()).includes(text));
  const sockets = async (contact) => (await service.log(contact)).sockets.length;
  const send = (message) =>
    vm.call((text) => app.sessions.customer.sendMessage({ message: text, contentType: "text/plain" }), message);

  const rejected = (action) =>
    vm.call(action).then(
      () => assert.fail("it resolved"),
      (reason) => reason,
    );

  it("has nothing of a browser here, and less than React Native brings", async () => {
    await created();
    const missing = await vm.call(() => [
      typeof WebAssembly,
      typeof document,
      typeof TextDecoder,
      typeof TextEncoder,
      typeof crypto,
      typeof URL,
      typeof Blob,
      typeof sessionStorage,
      typeof FinalizationRegistry,
    ]);
    assert.deepEqual(new Set(missing), new Set(["undefined"]));
  });

  it("creates, connects, sends and receives", async () => {
    const contact = await connected();
    const { data } = await send("Hello from Hermes: \u00e4 \u4e16 \u{1f44b}\u{1f3fd}");
    await said("Hello from Hermes: \u00e4 \u4e16 \u{1f44b}\u{1f3fd}");
    await service.agent(contact, "message", { content: "Gr\u00fc\u00dfe \u{1f30d}" });
    await said("Gr\u00fc\u00dfe \u{1f30d}");
    const transcript = await vm.call(() => app.sessions.customer.getTranscript({}));
    assert.ok(transcript.data.Transcript.some(({ Id }) => Id === data.Id));
    await vm.call(() => app.sessions.customer.disconnectParticipant());
    await happened("onEnded");
    assert.deepEqual(vm.problems, []);
  });

  it("keeps going with many sessions, for which its memory has to grow", async () => {
    const contact = await connected();
    const details = await service.startChat();
    const createMany = (endpoint, other) => {
      const { ArrayBuffer } = globalThis;
      let memories = 0;
      globalThis.ArrayBuffer = function (size) {
        memories += 1;
        return new ArrayBuffer(size);
      };
      for (let i = 0; i < 200; i += 1) {
        app.create(`session ${i}`, endpoint, { ...other, ContactId: `contact-${i}-\u00e9` });
      }
      return memories;
    };
    assert.ok((await vm.call(createMany, service.url, details)) > 0, "a larger memory was made");
    await send("After two hundred");
    await said("After two hundred");
    await service.agent(contact, "message", { content: "Still there" });
    await said("Still there");
    assert.deepEqual(vm.problems, []);
  });

  for (const answers of ["at once", "later"]) {
    it(`reconnects when isNetworkOnline says, ${answers}, that there is a network`, async () => {
      const contact = await connected(answers);
      await vm.call(() => {
        app.online = false;
      });
      await service.controlContact(contact, "drop");
      await happened("onConnectionLost");
      const asked = () => vm.call(() => app.asked);
      const before = await asked();
      await until("two more questions", async () => (await asked()) > before + 2);
      assert.equal(await sockets(contact), 1, "no socket is opened while there is no network");
      await vm.call(() => {
        app.online = true;
      });
      await happened("onConnectionEstablished", 2);
      await happened("onDeepHeartbeatSuccess", 2);
      assert.equal(await sockets(contact), 2);
      await service.agent(contact, "message", { content: "Welcome back" });
      await said("Welcome back");
      await send("Glad to be");
      await said("Glad to be");
      assert.deepEqual(vm.problems, []);
    });
  }

  it("reconnects where nobody says anything about the network", async () => {
    const contact = await connected();
    await service.controlContact(contact, "drop");
    await happened("onDeepHeartbeatSuccess", 2);
    await service.agent(contact, "message", { content: "Without a word" });
    await said("Without a word");
    assert.deepEqual(vm.problems, []);
  });

  it("names a service that cannot be reached", async () => {
    vm = new HermesVm(scripts);
    const details = { ContactId: "contact", ParticipantId: "participant", ParticipantToken: "token" };
    await vm.call((...given) => app.create("customer", ...given), "http://127.0.0.1:1", details);
    const reason = await rejected(() => app.sessions.customer.connect());
    assert.match(JSON.stringify(reason), /Network request failed/);
  });

  it("says after a trap what happened, once, and goes nowhere", async () => {
    await connected();
    const trapping = () => {
      const { customer } = app.sessions;
      // The core reads this member, and may not be called from there.
      return customer.sendMessage({
        contentType: "text/plain",
        get message() {
          customer.controller.getConnectionStatus();
          return "Hello";
        },
      });
    };
    const reason = await rejected(trapping);
    assert.equal(reason.code, "core-crashed");
    assert.match(reason.message, /internal error \(unreachable\)\. Reload/);
    assert.equal((await rejected(() => app.sessions.customer.getTranscript({}))).code, "core-crashed");
    assert.equal(vm.problems.filter((problem) => /ChatCoreError/.test(problem)).length, 1);
  });

  it("compiles to bytecode, as an app is released", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hermes-"));
    try {
      const [source, bytecode] = ["app.js", "app.hbc"].map((name) => join(folder, name));
      const end = `print(Object.keys(modules["amazon-connect-chat-wasm"]).join());`;
      writeFileSync(source, [...scripts, end].join("\n;"));
      execFileSync(program("hermesc"), ["-O", "-w", "-emit-binary", "-out", bytecode, source]);
      const printed = execFileSync(program("hermes"), ["-b", "-Xmicrotask-queue", bytecode], { encoding: "utf8" });
      assert.equal(printed.trim(), "ChatSession,ChatJS,LogManager,csmService,default");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
