/** What scenarios of agents share: a manager as Streams supplies it, and sessions whose tokens come from the page. */

/**
 * A websocket manager of the page. It marks how it is used; the scenario plays the socket's part through it.
 *
 * @param {object} t the scenario's kit
 * @param {object} [options]
 * @param {boolean} [options.deepHeartbeat] whether it has the two methods for deep heartbeats
 * @param {string[]} [options.lacks] methods that it does not have
 */
export function streamsManager(t, { deepHeartbeat = true, lacks = [] } = {}) {
  const callbacks = {};
  const registered = (name) => (...args) => {
    t.mark(`manager.${name}(${args.filter((arg) => typeof arg === "string").join()})`);
    (callbacks[name] ??= []).push(args.at(-1));
    return () => {
      t.mark(`unsubscribed ${name}`);
      callbacks[name] = callbacks[name].filter((callback) => callback !== args.at(-1));
    };
  };
  const manager = {
    subscribeTopics: (topics) => t.mark(`manager.subscribeTopics(${JSON.stringify(topics)})`),
  };
  const names = ["onMessage", "onConnectionGain", "onConnectionLost", "onInitFailure"];
  if (deepHeartbeat) names.push("onDeepHeartbeatSuccess", "onDeepHeartbeatFailure");
  for (const name of names) manager[name] = registered(name);
  for (const name of lacks) delete manager[name];
  return {
    manager,
    emit: (name, value) => (callbacks[name] ?? []).forEach((callback) => callback(value)),
    /** A frame on the chat's topic, as the manager hands it on. */
    frame(frame) {
      this.emit("onMessage", frame);
    },
    /** An item of a contact that began its chain, unless the item says otherwise. */
    item(contactId, item) {
      const full = { ContactId: contactId, InitialContactId: contactId, ...item };
      this.frame({ topic: "aws/chat", content: JSON.stringify(full) });
    },
  };
}

/** What Streams' `getConnectionToken` resolves with: a token that is good for a day. */
export const granted = (token, expiry = new Date(Date.now() + 86_400_000).toISOString()) => ({
  chatTokenTransport: { participantToken: token, expiry },
});

/** Another connection token of a contact that the service knows. */
export async function newToken(t, { participantToken }) {
  const connection = await t.service.connection(participantToken);
  return connection.ConnectionCredentials.ConnectionToken;
}

/**
 * An agent session on a contact of its own, whose token is one that the service knows; not connected yet.
 *
 * @param {object} [options]
 * @param {Function} [options.getConnectionToken] instead of one that grants that token
 * @param {string} [options.label] under which its events are recorded
 * @param {object} [options.details] members over those of the chat details
 * @param {object} [options.contact] a contact that is there already
 * @param {object} [options.create] members over those of `create`'s argument
 */
export async function agentOf(t, streams, options = {}) {
  const { getConnectionToken, label = "agent", details, create } = options;
  const contact = options.contact ?? (await t.contact());
  const token = await newToken(t, contact);
  const session = window.connect.ChatSession.create({
    chatDetails: {
      contactId: contact.contactId,
      participantId: contact.participantId,
      participantToken: contact.participantToken,
      getConnectionToken: getConnectionToken ?? (async () => granted(token)),
      ...details,
    },
    type: "AGENT",
    websocketManager: streams.manager,
    ...create,
  });
  t.listen(label, session);
  return { session, contactId: contact.contactId, contact, token };
}

/** The same, connected, and everything that follows from that over. */
export async function connectedAgent(t, streams, options) {
  const agent = await agentOf(t, streams, options);
  await t.call(`connect ${options?.label ?? "agent"}`, () => agent.session.connect());
  await t.settled();
  return agent;
}
