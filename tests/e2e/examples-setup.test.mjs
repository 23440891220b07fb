// The published examples for loading and configuring the library, each run on a page against connect-local.
// The library under test is this one, or ChatJS itself with E2E_DIST=node_modules/amazon-connect-chatjs/dist.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { exampleSuite } from "./lib/example-suite.mjs";

const suite = exampleSuite();
const READ = "application/vnd.amazonaws.connect.event.message.read";

describe("loading", () => {
  for (const [how, file] of [
    ["a script tag and window.onload", "script-tag.html"],
    ["a module script that imports the file", "module.html"],
    ["a module script that imports the package by name", "bare-import.html"],
  ]) {
    it(`goes through a whole chat after ${how}`, async () => {
      const example = await suite.open(file);
      example.details = await example.shown("ready");
      await example.shown("subscribed");
      const line = (text) => example.page.locator("li").getByText(text, { exact: true });

      const [message] = await example.requests("/participant/message");
      assert.equal(message.body.Content, "Hello World!");
      const [event] = await example.requests("/participant/event");
      assert.equal(event.body.ContentType, "application/vnd.amazonaws.connect.event.typing");

      await example.agent("typing");
      await line("AGENT types").waitFor();
      await example.agent("message", { content: "How can I help?" });
      await line("How can I help?").waitFor();
      await example.controlContact("drop");
      await line("established").last().waitFor();
      await example.page.getByRole("button", { name: "End chat" }).click();
      await line("ended").waitFor();
      const lines = await example.page.locator("li").allInnerTexts();
      assert.deepEqual(lines.slice(-2), ["chat ended", "ended"], "the item, then the end");
      assert.ok(!lines.includes("broken"), "an end is no broken connection");
    });
  }

  it("has the namespace ready on the line after the import", async () => {
    const example = await suite.open("module.html");
    assert.equal(await example.shown("at once"), "function");
    await example.shown("ready");
  });

  it("loads from another origin with the crossorigin attribute", async () => {
    const example = await suite.open("empty.html");
    const other = suite.service.url.replace("127.0.0.1", "localhost");
    await example.page.goto(`${other}/empty.html`);
    const attribute = await example.page.evaluate(async (src) => {
      const script = Object.assign(document.createElement("script"), { crossOrigin: "", src });
      await new Promise((resolve, reject) => {
        Object.assign(script, { onload: resolve, onerror: reject });
        document.head.append(script);
      });
      return script.getAttribute("crossorigin");
    }, `${suite.service.url}/dist/amazon-connect-chat.js`);
    assert.equal(attribute, "");
    assert.equal(await example.page.evaluate(() => typeof connect.ChatSession.create), "function");
  });

  it("leaves the page's AWS global alone and, with disableCSM, puts nothing else on the page", async () => {
    const example = await suite.chat();
    assert.deepEqual(await example.run("setup", "traces"), { scripts: 1, csm: "undefined", AWS: "undefined" });
  });
});

describe("setGlobalConfig", () => {
  const REGION_HOST = "https://participant.connect.eu-central-1.amazonaws.com";

  /** Opens a page whose calls to Amazon Connect in the region are answered by the local service. */
  async function inRegion(calls) {
    return suite.open("index.html", (page) =>
      page.route(`${REGION_HOST}/**`, async (route) => {
        const { pathname } = new URL(route.request().url());
        calls.push({ pathname, headers: route.request().headers() });
        const response = await route.fetch({ url: suite.service.url + pathname });
        await route.fulfill({ response });
      }),
    );
  }

  it("takes every documented key", async () => {
    const calls = [];
    const example = await inRegion(calls);
    await example.run("setup", "configureEverything", true);
    example.details = await example.run("setup", "createWithoutOptions");
    await example.connect();
    assert.equal(calls[0].pathname, "/participant/connection", "the region decides the host");
    assert.match(calls[0].headers["x-amz-user-agent"], /ParcelShop\/7$/);
    await example.shown("network");
    const [line] = await example.shown("info");
    assert.match(line, /^INFO /);
    await example.shown("warn");
    assert.deepEqual(example.unread("debug"), [], "the level is INFO");

    const started = Date.now();
    const content = { messageId: "m-1" };
    const { Id } = await example.run("calls", "sendEvent", "message.read", content);
    assert.ok(Id, "the receipt was sent");
    assert.ok(Date.now() - started < 5000, "after the throttle time of the page, not the default of 5 seconds");
    suite.expectComplaint(/loggerConfig:advancedLogWriter/);
  });

  it("switches receipts off", async () => {
    const example = await inRegion([]);
    await example.run("setup", "configureEverything", false);
    example.details = await example.run("setup", "createWithoutOptions");
    await example.connect();
    const request = { contentType: READ, content: JSON.stringify({ messageId: "m-1" }) };
    const rejection = await example.page.evaluate(
      (args) => window.chatSession.sendEvent(args).catch(({ errorMessage }) => errorMessage),
      request,
    );
    assert.equal(rejection, "Ignoring messageReceipt: false");
    assert.deepEqual(await example.requests("/participant/event"), []);
    suite.expectComplaint(/loggerConfig:advancedLogWriter/);
  });

  it("takes us-west-2 for the region by default", async () => {
    const hosts = [];
    const example = await suite.open("index.html", (page) =>
      page.route("https://*.amazonaws.com/**", (route) => {
        hosts.push(new URL(route.request().url()).host);
        return route.abort();
      }),
    );
    await example.run("setup", "createWithoutOptions");
    assert.deepEqual(await example.run("calls", "connectInVain"), {
      connectCalled: true,
      connectSuccess: false,
      metadata: "attempt 1",
    });
    assert.equal(hosts[0], "participant.connect.us-west-2.amazonaws.com");
    suite.expectComplaint(/ERR_FAILED/);
  });
});

describe("LogLevel and Logger", () => {
  it("enumerates levels and session types", async () => {
    const example = await suite.open();
    assert.deepEqual(await example.run("setup", "enumerations"), {
      LogLevel: { DEBUG: 10, INFO: 20, WARN: 30, ERROR: 40, ADVANCED_LOG: 50 },
      SessionTypes: { AGENT: "AGENT", CUSTOMER: "CUSTOMER" },
    });
  });

  it("writes what is as severe as the level, or more", async () => {
    const example = await suite.open();
    const heard = {};
    for (const level of ["DEBUG", "INFO", "WARN", "ERROR", "ADVANCED_LOG"]) {
      heard[level] = await example.run("setup", "heardAt", level);
    }
    assert.deepEqual(heard, {
      DEBUG: ["info", "warn", "error"],
      INFO: ["info", "warn", "error"],
      WARN: ["warn", "error"],
      ERROR: ["error"],
      ADVANCED_LOG: [],
    });
  });

  it("writes to the console when the default logger is asked for, and only then", async () => {
    const example = await suite.open();
    const linesWith = async (loggerConfig) => {
      const lines = [];
      const listener = (message) => lines.push(message.text());
      example.page.on("console", listener);
      const last = example.page.waitForEvent("console", (message) => message.text() === "end of example");
      await example.run("setup", "logToConsole", loggerConfig);
      await last;
      example.page.off("console", listener);
      return lines.slice(0, -1);
    };
    assert.deepEqual(await linesWith({}), [], "the documents say otherwise");
    assert.deepEqual(await linesWith({ useDefaultLogger: false }), []);
    const lines = await linesWith({ useDefaultLogger: true });
    assert.ok(
      lines.some((line) => /^INFO \[\d{4}-.*Z\] ChatJS-ChatController: Subscribed successfully/.test(line)),
      lines.join("\n"),
    );
    suite.expectComplaint(/enabling message-receipts by default/);
  });

  it("writes the page's own lines", async () => {
    const example = await suite.open();
    const lines = [];
    example.page.on("console", (message) => lines.push(message.text()));
    const outcome = await example.run("setup", "logOwnLine");
    suite.expectComplaint(/enabling message-receipts by default/);
    // ChatJS has a class of empty methods here, whatever its documents show.
    if (await example.isOriginal()) return assert.equal(outcome, "TypeError");
    assert.equal(outcome, "written");
    assert.ok(
      lines.some((line) => /^INFO \[\d{4}-.*Z\].* foobar/.test(line)),
      lines.join("\n"),
    );
  });
});
