// An agent's page without Streams: sessions on a websocket manager of its own.
import { openManager } from "/ccp/manager.js";

const { connect } = window;
connect.ChatSession.setGlobalConfig({ endpoint: location.origin });

async function post(path) {
  const response = await fetch(path, { method: "POST", body: "{}" });
  return response.json();
}

const create = (contactId, websocketManager, getConnectionToken) =>
  connect.ChatSession.create({
    type: "AGENT",
    chatDetails: { contactId, participantId: `agent of ${contactId}`, getConnectionToken },
    websocketManager,
  });

/** Opens a session for each contact, all on one socket of connect-local. */
window.openDesk = async (agent, contactIds) => {
  const manager = openManager(`ws://${location.host}/agent/socket?agent=${agent}`);
  const items = Object.fromEntries(contactIds.map((id) => [id, []]));
  const [gained, ended] = [new Set(), new Set()];
  await Promise.all(
    contactIds.map((id) => {
      const session = create(id, manager, () => post(`/agent/contacts/${id}/token`));
      session.onMessage(({ data }) => items[id].push(data));
      session.onEnded(() => ended.add(id));
      session.onConnectionEstablished(() => gained.add(id));
      return session.connect();
    }),
  );
  window.desk = {
    gained: () => gained.size === contactIds.length,
    heard: (text) => Object.values(items).filter((list) => list.some(({ Content }) => Content === text)).length,
    all: () => items,
    ended: (id) => ended.has(id),
  };
};

/** A manager whose frames the page makes itself. */
function localManager() {
  const callbacks = new Set();
  const register = () => () => undefined;
  return {
    subscribeTopics: () => undefined,
    onMessage(topic, callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    onConnectionGain: register,
    onConnectionLost: register,
    onInitFailure: register,
    onDeepHeartbeatSuccess: register,
    onDeepHeartbeatFailure: register,
    hear: (content) => callbacks.forEach((callback) => callback({ topic: "aws/chat", content })),
    send(item) {
      this.hear(JSON.stringify(item));
    },
  };
}

const manager = localManager();
const token = (id) => async () => ({
  chatTokenTransport: { participantToken: `token of ${id}`, expiry: new Date(Date.now() + 86_400_000).toISOString() },
});
let contacts = 0;

/** A contact's life on an agent's page, from the first item to the one that ends it; the page keeps nothing of it. */
async function liveOne(ending) {
  contacts += 1;
  const id = `contact-${contacts}`;
  const session = create(id, manager, token(id));
  const item = (n, more) => ({ Id: `${id}-${n}`, ContactId: id, InitialContactId: id, Type: "MESSAGE", ...more });
  const over = new Promise((resolve) => {
    session.onMessage(({ data }) => data.ContentType === ending && resolve());
  });
  session.onTranscriptUpdated(() => undefined);
  await session.connect();
  for (let n = 0; n < 5; n += 1) manager.send(item(n, { ContentType: "text/plain", Content: `message ${n}` }));
  const receipt = JSON.stringify({ messageId: `${id}-4` });
  void session.sendEvent({ contentType: "application/vnd.amazonaws.connect.event.message.read", content: receipt });
  manager.send(item("last", { Type: "EVENT", ContentType: ending }));
  await over;
}

/**
 * Connects `count` sessions to one manager. What is given back makes so many items, spread over them, and gives a
 * function that sends these and waits until all are handled: making them is no part of what a library costs.
 */
window.openMany = async (count) => {
  const many = localManager();
  const ids = Array.from({ length: count }, (_, n) => `one of many ${n}`);
  let [wanted, handled, done] = [0, 0, () => undefined];
  await Promise.all(
    ids.map((id) => {
      const session = create(id, many, token(id));
      session.onMessage(() => (handled += 1) === wanted && done());
      return session.connect();
    }),
  );
  return (items) => {
    const contents = Array.from({ length: items }, (_, n) => {
      const id = ids[n % count];
      const text = { Type: "MESSAGE", ContentType: "text/plain", Content: `message ${n}`, DisplayName: "Maria" };
      const item = { ...text, Id: `item-${n}`, AbsoluteTime: new Date().toISOString() };
      return JSON.stringify({ ...item, ContactId: id, InitialContactId: id });
    });
    return async () => {
      [wanted, handled] = [items, 0];
      const all = new Promise((resolve) => (done = resolve));
      contents.forEach(many.hear);
      await all;
    };
  };
};

/**
 * Opens a session whose page listens to its transcript, with so many messages in it. The function that it gives brings
 * so many more in one task, and waits until the page has been told of all.
 */
window.openTranscript = async (listed) => {
  contacts += 1;
  const id = `contact with a transcript ${contacts}`;
  const session = create(id, manager, token(id));
  let [sent, told] = [0, () => undefined];
  session.onTranscriptUpdated(({ data }) => data.transcript.length >= sent && told());
  await session.connect();
  async function bring(messages) {
    const all = new Promise((resolve) => (told = resolve));
    for (let n = 0; n < messages; n += 1) {
      sent += 1;
      const text = { Type: "MESSAGE", ContentType: "text/plain", Content: `message ${sent}`, DisplayName: "Maria" };
      const ids = { Id: crypto.randomUUID(), ContactId: id, InitialContactId: id };
      manager.send({ ...text, ...ids, AbsoluteTime: new Date().toISOString() });
    }
    await all;
  }
  await bring(listed);
  return bring;
};

/** Lets `count` sessions come and go, ten at a time. */
window.comeAndGo = async (count, ending) => {
  for (let done = 0; done < count; done += 10) {
    await Promise.all(Array.from({ length: 10 }, () => liveOne(ending)));
  }
};
