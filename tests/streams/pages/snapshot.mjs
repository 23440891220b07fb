// What the Contact Control Panel publishes: the agent with its contacts, in the shape that Streams reads.

const ACCOUNT = "arn:aws:connect:us-west-2:000000000000:instance/local";

const at = (type, timestamp) => ({ type, timestamp });

/**
 * @param {object} contact
 * @param {string} contact.contactId
 * @param {string} [contact.initialContactId]
 * @param {string} contact.participantId the agent's participant, which is also the id of its connection
 * @param {"connecting" | "connected" | "ended"} contact.state
 * @param {string} contact.since ISO time of that state
 */
function describeContact({ contactId, initialContactId = contactId, participantId, state, since }) {
  const ended = state === "ended";
  const connection = (type, connectionId) => ({
    connectionId,
    type,
    state: at(ended ? "disconnected" : state, since),
    endpoint: null,
    mute: false,
    softphoneMediaInfo: null,
  });
  return {
    contactId,
    initialContactId,
    type: "chat",
    initiationMethod: "API",
    state: at(state, since),
    queue: { name: "Support", queueARN: `${ACCOUNT}/queue/support`, queueId: "support" },
    queueTimestamp: since,
    attributes: {},
    contactFeatures: {},
    connections: [
      {
        ...connection("agent", participantId),
        chatMediaInfo: { contactId, initialContactId, participantId, customerName: "Maria" },
      },
      connection("inbound", `customer-of-${contactId}`),
    ],
  };
}

/** The data of an `agent::update`. */
export function describeAgent(name, contacts) {
  const snapshotTimestamp = new Date().toISOString();
  return {
    configuration: {
      name,
      username: name.toLowerCase(),
      agentARN: `${ACCOUNT}/agent/${name}`,
      softphoneEnabled: false,
      permissions: [],
      dialableCountries: [],
      agentPreferences: {},
      routingProfile: {
        name: "Chats",
        routingProfileARN: `${ACCOUNT}/routing-profile/chats`,
        routingProfileId: "chats",
        channelConcurrencyMap: { CHAT: 10 },
        defaultOutboundQueue: null,
        queues: [{ name: null, queueARN: `${ACCOUNT}/queue/agent/${name}`, queueId: "own" }],
      },
    },
    snapshot: {
      snapshotTimestamp,
      nextState: null,
      state: {
        name: "Available",
        agentStateARN: `${ACCOUNT}/agent-state/available`,
        type: "routable",
        startTimestamp: snapshotTimestamp,
      },
      contacts: contacts.map(describeContact),
    },
  };
}
