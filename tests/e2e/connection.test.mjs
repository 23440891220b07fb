// What becomes of a conversation when its connection is cut, refused, or silent.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { until } from "./lib/chat-page.mjs";
import { chatSuite } from "./lib/chat-suite.mjs";

const suite = chatSuite();

const REFUSED = /WebSocket connection to .* failed/;
const HEARTBEAT_MS = 10_000;
const MINUTE_MS = 60_000;

/** How many heartbeats the service answered on the first socket. */
async function heartbeats(chat) {
  const [{ frames }] = await chat.sockets();
  return frames.filter(({ from, text }) => from === "server" && text.includes("aws/heartbeat")).length;
}

describe("a socket that is cut", () => {
  it("in the middle of a conversation comes back, and messages go on", async () => {
    const chat = await suite.connected();
    for (let turn = 1; turn <= 5; turn += 1) await chat.talk(turn);
    await chat.controlContact("drop");
    const lost = await chat.event("onConnectionLost");
    assert.equal(lost.data.reason, "socket-closed");
    await chat.subscribed(2);
    for (let turn = 6; turn <= 10; turn += 1) await chat.talk(turn);
    // connect() and the first socket both tell of a connection.
    assert.deepEqual(await chat.story(), ["ESTABLISHED", "ESTABLISHED", "LOST", "ESTABLISHED"]);
    const turns = Array.from({ length: 10 }, (_, index) => [`Customer ${index + 1}`, `Agent ${index + 1}`]);
    assert.deepEqual(await chat.texts(), turns.flat());
  });

  it("is replaced after one request for connection details", async () => {
    const chat = await suite.connected();
    await chat.controlContact("drop", { code: 1001 });
    await chat.subscribed(2);
    const sockets = await chat.sockets();
    assert.deepEqual(sockets.map(({ closedAt }) => Boolean(closedAt)), [true, false]);
    assert.equal((await chat.requests("/participant/connection")).length, 2);
  });

  it("does not stop messages from being sent, nor lose what was said meanwhile", async () => {
    const chat = await suite.connected();
    suite.expectComplaint(REFUSED);
    await chat.control("upgrades", { mode: "refuse" });
    await chat.controlContact("drop");
    await chat.event("onConnectionLost");
    await chat.send("Sent without a socket");
    await chat.agent("message", { content: "Said meanwhile" });
    await chat.control("upgrades", { mode: "accept" });
    await chat.subscribed(2);
    await chat.talk("afterwards");
    const { data } = await chat.resolved("getTranscript");
    const texts = data.Transcript.filter(({ Type }) => Type === "MESSAGE").map(({ Content }) => Content);
    assert.deepEqual(texts, ["Sent without a socket", "Said meanwhile", "Customer afterwards", "Agent afterwards"]);
  });

  it("again and again is told each time, once", async () => {
    const chat = await suite.connected({ clock: true });
    for (let round = 1; round <= 4; round += 1) {
      await chat.controlContact("drop");
      await chat.event("onConnectionLost", round);
      await until("another socket", async () => {
        await chat.forward(100);
        return (await chat.events("onDeepHeartbeatSuccess")).length > round;
      });
      await chat.talk(round);
    }
    const rounds = Array(4).fill(["ESTABLISHED", "LOST"]).flat();
    assert.deepEqual(await chat.story(), ["ESTABLISHED", ...rounds, "ESTABLISHED"]);
  });
});

describe("handshakes that are refused", () => {
  it("are tried again, later and later, and never in a storm", async () => {
    const chat = await suite.connected({ clock: true });
    suite.expectComplaint(REFUSED);
    await chat.control("upgrades", { mode: "refuse" });
    await chat.controlContact("drop");
    await chat.event("onConnectionLost");
    const tries = async () => (await chat.refusals()) + (await chat.requests("/participant/connection")).length;
    const before = await tries();
    await chat.live(60);
    const first = (await tries()) - before;
    await chat.live(60);
    const second = (await tries()) - before - first;
    // At the least a tenth of the ceiling apart, 3 s at the end, and details for every second handshake.
    assert.ok(first >= 4 && first <= 45, `${first} tries in the first minute`);
    assert.ok(second >= 1 && second <= 35, `${second} tries in the second minute`);
    assert.deepEqual(await chat.story(), ["ESTABLISHED", "ESTABLISHED", "LOST"], "lost is told once");

    await chat.control("upgrades", { mode: "accept" });
    await until("the connection", async () => {
      await chat.live(1);
      return (await chat.story()).length === 4;
    });
    await chat.subscribed(2);
    await chat.talk("after the outage");
  });

  it("do not fail connect(): the connection comes when it can", async () => {
    const chat = await suite.open();
    suite.expectComplaint(REFUSED);
    await chat.configure();
    chat.details = await suite.service.startChat();
    await chat.control("upgrades", { mode: "refuse", times: 1 });
    await chat.create("customer");
    const result = await chat.resolved("connect");
    assert.equal(result.connectSuccess, true);
    await chat.subscribed();
    await chat.talk("at last");
  });
});

describe("a socket that is silent", () => {
  it("from the start is given up for another one", async () => {
    const chat = await suite.open({ clock: true });
    await chat.configure();
    chat.details = await suite.service.startChat();
    await chat.control("upgrades", { mode: "half-open", times: 1 });
    await chat.create("customer");
    await chat.resolved("connect");
    await chat.event("onConnectionEstablished", 2);
    await until("the loss", async () => {
      await chat.forward(500);
      return (await chat.events("onConnectionLost")).length === 1;
    });
    await until("another socket", async () => {
      await chat.forward(500);
      return (await chat.events("onDeepHeartbeatSuccess")).length > 0;
    });
    await chat.talk("on the second socket");
    assert.equal((await chat.events("onConnectionLost"))[0].payload.data.reason, "subscription-failed");
  });

  it("in the middle of a conversation is found by its heartbeat", async () => {
    const chat = await suite.connected({ clock: true });
    await chat.talk("before");
    await chat.forward(HEARTBEAT_MS);
    await chat.event("onDeepHeartbeatSuccess", 2);
    await chat.control("heartbeats", { answer: false });
    await chat.forward(HEARTBEAT_MS);
    assert.equal((await chat.events("onConnectionLost")).length, 0, "one beat has time until the next");
    await chat.forward(HEARTBEAT_MS);
    const lost = await chat.event("onConnectionLost");
    assert.equal(lost.data.reason, "heartbeat-missed");
    await chat.control("heartbeats", { answer: true });
    await until("another socket", async () => {
      await chat.forward(200);
      return (await chat.sockets()).length === 2;
    });
    await chat.event("onConnectionEstablished", 3);
    await until("the old socket's end", async () => (await chat.sockets())[0].closedAt);
    await chat.talk("after");
    assert.deepEqual(await chat.texts(), ["Customer before", "Agent before", "Customer after", "Agent after"]);
  });

  it("on deep heartbeats alone is told, and kept", async () => {
    const chat = await suite.connected({ clock: true });
    await chat.control("pings", { answer: false });
    await chat.forward(HEARTBEAT_MS);
    await until("the answer to the heartbeat", async () => (await heartbeats(chat)) === 2);
    // What is heard on a socket comes in order: after this the page has heard of the heartbeat, too.
    await chat.talk("in between");
    await chat.forward(HEARTBEAT_MS);
    await chat.event("onDeepHeartbeatFailure");
    await chat.talk("all the same");
    assert.equal((await chat.sockets()).length, 1);
    assert.deepEqual(await chat.story(), ["ESTABLISHED", "ESTABLISHED"]);
  });
});

describe("a machine", () => {
  it("that slept finds its socket dead and replaces it", async () => {
    const chat = await suite.connected({ clock: true });
    // The service swallows every frame, as a network that forgot the connection does.
    await chat.control("heartbeats", { answer: false });
    await chat.control("pings", { answer: false });
    await chat.sleep(30 * MINUTE_MS);
    await until("the loss", async () => {
      await chat.forward(500);
      return (await chat.events("onConnectionLost")).length === 1;
    });
    await chat.control("heartbeats", { answer: true });
    await chat.control("pings", { answer: true });
    await until("another socket", async () => {
      await chat.forward(500);
      return (await chat.story()).at(-1) === "ESTABLISHED";
    });
    await chat.talk("awake");
  });

  it("that is offline waits for the network", async () => {
    const chat = await suite.connected();
    suite.expectComplaint(/net::ERR_INTERNET_DISCONNECTED/);
    await chat.offline(true);
    await chat.controlContact("drop");
    await chat.event("onConnectionLost");
    const tried = (await chat.requested()).length;
    await chat.offline(false);
    await chat.subscribed(2);
    assert.ok((await chat.requested()).length - tried <= 2, "one request for details and one socket");
    await chat.talk("online");
  });

  it("that slept for an hour changes sockets without a gap", async () => {
    const chat = await suite.connected({ clock: true });
    await chat.talk("before");
    await chat.sleep(60 * MINUTE_MS);
    await until("the first socket's end", async () => (await chat.sockets())[0].closedAt);
    const [first, second] = await chat.sockets();
    assert.equal(first.closeCode, 1000);
    const subscribed = second.frames.find(({ from, text }) => from === "server" && text.includes("aws/subscribe"));
    assert.ok(subscribed.time <= first.closedAt, "the second is subscribed before the first closes");
    await chat.talk("after");
    assert.deepEqual(await chat.story(), ["ESTABLISHED", "ESTABLISHED"], "nobody needs to know");
    assert.deepEqual(await chat.texts(), ["Customer before", "Agent before", "Customer after", "Agent after"]);
  });
});

describe("a connection token", () => {
  it("is renewed before it expires", async () => {
    const chat = await suite.open({ clock: true });
    await chat.configure();
    chat.details = await suite.service.startChat();
    await chat.control("config", { connectionTokenLifetimeMs: 10 * MINUTE_MS });
    await chat.create("customer");
    await chat.connect();
    await chat.send("With the first token");
    await chat.sleep(8.5 * MINUTE_MS);
    await chat.talk("a while later");
    assert.equal((await chat.requests("/participant/connection")).length, 1);
    await chat.sleep(MINUTE_MS);
    await until("the renewal", async () => (await chat.requests("/participant/connection")).length === 2);
    const bearers = async () => {
      const requests = await chat.requests("/participant/message");
      return new Set(requests.map(({ headers }) => headers["x-amz-bearer"]));
    };
    await until("a message with the other token", async () => {
      await chat.send("With which token?");
      return (await bearers()).size === 2;
    });
    assert.deepEqual(await chat.story(), ["ESTABLISHED", "ESTABLISHED"]);
  });
});
