// Amazon Connect Streams, the real one, beside this library and beside ChatJS, in both orders of the two scripts.
// See README.md for what is real here and what is a stand-in.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launchBrowser } from "../e2e/lib/browser.mjs";
import { startService } from "../e2e/lib/service.mjs";
import { StreamsPage, until } from "./lib/streams-page.mjs";

const PLAIN = "text/plain";
const TYPING = "application/vnd.amazonaws.connect.event.typing";

const LIBRARIES = { "this library": "dist", ChatJS: "node_modules/amazon-connect-chatjs/dist" };
const ORDERS = { "Streams, then": "streams-first.html", "Streams after": "streams-last.html" };

/** What a chat library adds to the namespace; the other members are those of Streams. */
const OURS = ["ChatSession", "LogManager", "csmService", "ChatJS"];

let browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

for (const [library, dist] of Object.entries(LIBRARIES)) {
  for (const [order, file] of Object.entries(ORDERS)) {
    describe(`${order} ${library}`, () => {
      let service;
      let streams;
      let agents = 0;

      before(async () => (service = await startService({ www: "tests/streams/pages", modules: "node_modules", dist })));
      after(() => service.stop());
      afterEach(() => streams.close());

      const open = async () => {
        agents += 1;
        streams = await StreamsPage.open(browser, service, file, `agent-${agents}`);
        return streams;
      };
      const contact = async () => (await service.startChat({ ParticipantDetails: { DisplayName: "Maria" } })).ContactId;
      const says = (contactId, content) => service.agent(contactId, "message", { content, role: "SYSTEM" });
      const heard = (text) => ({ data }) => data.Content === text;

      test("each script leaves what the other has put into the namespace", async () => {
        const { page } = await open();
        const changed = await page.evaluate(() =>
          Object.keys(window.before).filter((name) => window.after[name] !== window.before[name]),
        );
        // Streams is the one that may take members of the same name: its log levels and manager are its own.
        assert.deepEqual(changed, file === "streams-first.html" ? [] : ["WebSocketManager", "LogLevel"]);
        const missing = await page.evaluate((names) => names.filter((name) => !window.connect[name]), OURS);
        assert.deepEqual(missing, []);
        assert.equal(await page.evaluate(() => window.connect.LogLevel.INFO), "INFO");
        assert.equal(await page.evaluate(() => typeof window.connect.core.initCCP), "function");
      });

      test("its media controller makes and connects a session, with the panel's token and its manager", async () => {
        const { page } = await open();
        const id = await contact();
        await streams.accept(id);
        const details = await streams.contact(id, "details");
        assert.equal(details.contactId, id);
        const asked = await streams.panel(() => window.ccp.asked);
        const tokens = asked.filter(({ data }) => data.method === "createTransport").map(({ data }) => data.params);
        assert.deepEqual(tokens, [{ transportType: "chat_token", participantId: details.participantId, contactId: id }]);
        assert.deepEqual(asked.at(-1), { event: "webSocket::subscribe", data: ["aws/chat"] });
        const same = await page.evaluate(
          (contactId) => window.contacts[contactId].controller.controller.websocketManager === window.connect.core.getWebSocketManager(),
          id,
        );
        assert.ok(same, "the session has the manager of Streams");
        await streams.event(id, "onConnectionEstablished", ({ data }) => data !== undefined);
      });

      test("a conversation through Streams: both directions, typing, receipts, the end", async () => {
        await open();
        const { ContactId: id, ParticipantToken: token } = await service.startChat({});
        await streams.accept(id);
        await streams.event(id, "onConnectionEstablished", ({ data }) => data !== undefined);
        await says(id, "Hello from outside");
        await streams.event(id, "onMessage", heard("Hello from outside"));
        const sent = await streams.call(id, "sendMessage", { message: "Hello from the agent", contentType: PLAIN });
        const echo = await streams.event(id, "onMessage", heard("Hello from the agent"));
        assert.equal(echo.data.Id, sent.data.Id);
        assert.equal(echo.data.ParticipantRole, "AGENT");
        await streams.call(id, "sendEvent", { contentType: TYPING });
        await streams.event(id, "onTyping");
        const customer = await connectCustomer(service, token);
        await customer("event", {
          ContentType: "application/vnd.amazonaws.connect.event.message.read",
          Content: JSON.stringify({ messageId: sent.data.Id }),
        });
        const receipt = await streams.event(id, "onReadReceipt");
        assert.equal(receipt.data.MessageMetadata.MessageId, sent.data.Id);
        await service.agent(id, "end");
        await streams.event(id, "onEnded");
      });

      test("two contacts at once: each controller hears its own", async () => {
        await open();
        const [first, second] = [await contact(), await contact()];
        await streams.accept(first);
        await streams.accept(second);
        for (const id of [first, second]) await streams.event(id, "onConnectionEstablished");
        // What is said before that comes to nobody.
        await until("the panel's subscription", () => streams.panel(() => window.ccp.isSubscribed));
        for (const turn of [1, 2, 3]) {
          await says(first, `first ${turn}`);
          await says(second, `second ${turn}`);
        }
        await streams.event(first, "onMessage", heard("first 3"));
        await streams.event(second, "onMessage", heard("second 3"));
        const said = async (id) =>
          (await streams.contact(id, "events")).flatMap(({ payload }) => payload.data?.Content ?? []);
        assert.deepEqual(await said(first), ["first 1", "first 2", "first 3"]);
        assert.deepEqual(await said(second), ["second 1", "second 2", "second 3"]);
      });

      test("the panel's socket breaks and comes back", async () => {
        await open();
        const id = await contact();
        await streams.accept(id);
        await streams.event(id, "onConnectionEstablished", ({ data }) => data !== undefined);
        await streams.panel(() => window.ccp.reconnect());
        await streams.event(id, "onConnectionLost");
        await until("the connection", async () => {
          const events = await streams.contact(id, "events");
          return events.filter(({ name, payload }) => name === "onConnectionEstablished" && payload.data).length === 2;
        });
        await says(id, "after the break");
        await streams.event(id, "onMessage", heard("after the break"));
      });

      test("a transferred contact falls silent, its next session hears again", async () => {
        const { page } = await open();
        const id = await contact();
        await streams.accept(id);
        await streams.event(id, "onConnectionEstablished", ({ data }) => data !== undefined);
        await service.agent(id, "transfer");
        await streams.event(id, "onMessage", ({ data }) => data.ContentType.endsWith("transfer.succeeded"));
        await streams.panel((contactId) => {
          window.ccp.end(contactId);
          window.ccp.clear(contactId);
        }, id);
        await until("Streams to forget the contact", () => streams.contact(id, "destroyed"));
        await page.evaluate((contactId) => delete window.contacts[contactId], id);
        // Back at the desk, the agent is another participant of the contact: another connection to Streams.
        await streams.accept(id, { participantId: crypto.randomUUID() });
        await says(id, "welcome back");
        await streams.event(id, "onMessage", heard("welcome back"));
      });

      test("a token that the panel refuses is asked of the service; refused there, too, Streams hears of it", async () => {
        await open();
        const id = await contact();
        await streams.panel(() => (window.ccp.grantsTokens = false));
        await streams.panel((contactId) => window.ccp.connect(contactId), id);
        // Streams hands no participant token over, so the service refuses, and the controller's promise rejects.
        await until("the failure", () => streams.contact(id, "failure"));
        const { requests } = await service.log();
        const paths = requests.filter(({ method }) => method === "POST").map(({ path, status }) => `${path} ${status}`);
        assert.deepEqual(paths.slice(-1), ["/participant/connection 403"]);
        assert.ok(await streams.page.evaluate(() => logged("ERROR", "Connect Failed")));
      });

      test("telemetry and log lines arrive where Streams keeps them", async () => {
        const { page } = await open();
        const counted = await page.evaluate(() => {
          window.counted = [];
          window.csm = { API: { addCount: (name, count) => window.counted.push([name, count]) } };
        });
        assert.equal(counted, undefined);
        const id = await contact();
        await streams.accept(id);
        await until("the counts", () => page.evaluate(() => window.counted.length >= 2));
        assert.deepEqual((await page.evaluate(() => window.counted)).slice(0, 2), [
          ["AGENT_GET_CONNECTION_TOKEN_ERROR_RATE", 0],
          ["CREATE_PARTICIPANT_CONACK_CALL_COUNT", 1],
        ]);
        const metric = await until("the metric", async () => {
          const metrics = await streams.panel(() => window.ccp.metrics);
          return metrics.find(({ name }) => name === "ChatJSEventMetric");
        });
        const version = await page.evaluate(() => window.connect.version);
        assert.equal(metric.dimensions.category, `StreamsJS-${version}-ChatJSConnectSessionSuccess`);
        assert.deepEqual(metric.data, { count: 1 });
        assert.ok(await page.evaluate(() => logged("INFO", "Connect successful!")));
        await page.evaluate(() => window.connect.csmService.addCountMetric("Name", "UI"));
        await page.evaluate(() => window.connect.LogManager.getLogger({ prefix: "Page" }).info("a line of the page", 1));
        assert.ok(await page.evaluate(() => logged("INFO", "a line of the page")));
      });
    });
  }
}

/** The customer of a contact, through the Participant Service itself. */
async function connectCustomer(service, participantToken) {
  const call = async (bearer, operation, body) => {
    const response = await fetch(`${service.url}/participant/${operation}`, {
      method: "POST",
      headers: { "x-amz-bearer": bearer },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  const { ConnectionCredentials } = await call(participantToken, "connection", { Type: ["CONNECTION_CREDENTIALS"] });
  return (operation, body) => call(ConnectionCredentials.ConnectionToken, operation, body);
}
