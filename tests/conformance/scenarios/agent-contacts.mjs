/** Agent sessions: several contacts and participants, chains of contacts, transfer, cleaning up, calls. */
import { agentOf, connectedAgent, streamsManager } from "../page/agents.mjs";
import { DELIVERED, event, PLAIN, READ, TYPING } from "../page/content-types.mjs";

export const heading = "agent sessions: contacts";

const message = (n, more) => ({ Id: `m${n}`, Type: "MESSAGE", ContentType: PLAIN, Content: `message ${n}`, ...more });
const notice = (name, more) => ({ Id: name, Type: "EVENT", ContentType: event(name), ...more });
const by = (role, id) => ({ ParticipantRole: role, ParticipantId: id, DisplayName: `${role} ${id}` });
const transfer = notice("transfer.succeeded", by("AGENT", "agent-1"));
/** Calls whose requests say which token is in use, and which add nothing to the conversation. */
const ask = (t, name, session) => t.call(name, () => session.getTranscript({ maxResults: 1 }));

export const scenarios = [
  {
    id: "agent-contacts/chain",
    title: "a contact further down a chain: which items are its own",
    async run(t) {
      const streams = streamsManager(t);
      const { contactId } = await connectedAgent(t, streams, { details: { initialContactId: "the-first-contact" } });
      const items = [
        ["both ids", { ContactId: contactId, InitialContactId: "the-first-contact" }],
        ["another contact of the chain", { ContactId: "the-second-contact", InitialContactId: "the-first-contact" }],
        ["its contact in another chain", { ContactId: contactId, InitialContactId: "another-chain" }],
        ["neither", { ContactId: "the-second-contact", InitialContactId: "another-chain" }],
        ["its contact alone", { ContactId: contactId, InitialContactId: undefined }],
        ["its chain alone", { ContactId: undefined, InitialContactId: "the-first-contact" }],
        ["the chain's id as contact", { ContactId: "the-first-contact", InitialContactId: undefined }],
        ["its contact's id as chain", { ContactId: undefined, InitialContactId: contactId }],
        ["no ids", { ContactId: undefined, InitialContactId: undefined }],
      ];
      for (const [Content, ids] of items) streams.item(contactId, { ...message(1), Content, ...ids });
      await t.settled();
      t.value("heard", t.events("agent").map(({ payload }) => payload.data?.Content).filter(Boolean));
    },
  },
  {
    id: "agent-contacts/one-chain-two-sessions",
    title: "two sessions of one chain on one page: both hear it, in the order in which they connected",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const order = [];
      const later = await agentOf(t, streams, { label: "created first", details: { initialContactId: "chain" } });
      const sooner = await agentOf(t, streams, { label: "connected first", details: { initialContactId: "chain" } });
      later.session.onMessage(() => order.push("created first"));
      sooner.session.onMessage(() => order.push("connected first"));
      await t.call("connected first", () => sooner.session.connect());
      await t.call("created first", () => later.session.connect());
      await t.settled();
      streams.item(sooner.contactId, message(1, { InitialContactId: "chain" }));
      streams.item(later.contactId, message(2, { InitialContactId: "chain" }));
      await t.settled();
      t.value("order", order);
    },
  },
  {
    id: "agent-contacts/twice",
    title: "two sessions on one contact: each hears everything, the end ends both",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const first = await connectedAgent(t, streams, { label: "first" });
      await connectedAgent(t, streams, { label: "second", contact: first.contact });
      streams.item(first.contactId, message(1));
      streams.item(first.contactId, notice("typing", by("CUSTOMER", "customer")));
      streams.item(first.contactId, notice("chat.ended"));
      streams.item(first.contactId, message(2));
      await t.settled();
    },
  },
  {
    id: "agent-contacts/supervisor",
    title: "a supervisor looks in, takes the floor and leaves",
    async run(t) {
      const streams = streamsManager(t);
      const { contactId } = await connectedAgent(t, streams);
      const supervisor = by("SUPERVISOR", "supervisor-1");
      streams.item(contactId, notice("participant.joined", supervisor));
      streams.item(contactId, message(1, supervisor));
      streams.item(contactId, notice("typing", supervisor));
      streams.item(contactId, notice("participant.left", supervisor));
      await t.settled();
    },
  },
  {
    id: "agent-contacts/multi-party",
    title: "customer, two agents, a bot and a further participant in one contact",
    async run(t) {
      const streams = streamsManager(t);
      const { contactId, contact } = await connectedAgent(t, streams);
      const parties = [by("CUSTOMER", "c"), by("AGENT", contact.participantId), by("AGENT", "agent-2"), by("CUSTOM_BOT", "bot")];
      parties.forEach((party, n) => {
        streams.item(contactId, notice("participant.joined", party));
        streams.item(contactId, message(n, party));
        streams.item(contactId, notice("typing", party));
      });
      streams.item(contactId, notice("participant.invited", by("SYSTEM", "s")));
      streams.item(contactId, notice("participant.displayname.updated", by("CUSTOMER", "c")));
      streams.item(contactId, notice("participant.left", by("AGENT", "agent-2")));
      streams.item(contactId, message(9, by("CUSTOMER", "c")));
      await t.settled();
    },
  },
  {
    id: "agent-contacts/multi-party-receipts",
    title: "receipts of several recipients: one's own is dropped, the others are told",
    async run(t) {
      const streams = streamsManager(t);
      const { contactId, contact } = await connectedAgent(t, streams);
      const receipt = (recipient, kind) => ({
        Type: "MESSAGEMETADATA",
        Id: "r",
        MessageMetadata: {
          MessageId: "m1",
          Receipts: [{ RecipientParticipantId: recipient, [kind]: "2026-01-01T00:00:00.000Z" }],
        },
      });
      streams.item(contactId, receipt("customer", "DeliveredTimestamp"));
      streams.item(contactId, receipt("agent-2", "ReadTimestamp"));
      streams.item(contactId, receipt(contact.participantId, "ReadTimestamp"));
      streams.item(contactId, receipt("customer", "ReadTimestamp"));
      await t.settled();
    },
  },
  {
    id: "agent-contacts/ten-at-once",
    title: "ten contacts, items interleaved, three of them end",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const agents = [];
      for (let n = 0; n < 10; n += 1) agents.push(await agentOf(t, streams, { label: `contact ${n}` }));
      await Promise.all(agents.map(({ session }, n) => t.call(`connect ${n}`, () => session.connect())));
      await t.settled();
      for (let round = 0; round < 3; round += 1) {
        agents.forEach(({ contactId }, n) => streams.item(contactId, message(10 * round + n)));
        streams.item(agents[round].contactId, notice("chat.ended"));
      }
      await t.settled();
    },
  },
  {
    id: "agent-contacts/transfer-of-one",
    title: "a transfer takes one contact off, the others go on",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const first = await connectedAgent(t, streams, { label: "first" });
      const second = await connectedAgent(t, streams, { label: "second" });
      streams.item(first.contactId, transfer);
      streams.item(first.contactId, message(1));
      streams.item(second.contactId, message(2));
      streams.emit("onConnectionLost", {});
      await t.settled();
      t.value("first", first.session.controller.getConnectionStatus());
      t.value("second", second.session.controller.getConnectionStatus());
    },
  },
  {
    id: "agent-contacts/transfer-failed",
    title: "a transfer that failed changes nothing",
    async run(t) {
      const streams = streamsManager(t);
      const { contactId } = await connectedAgent(t, streams);
      streams.item(contactId, notice("transfer.failed"));
      streams.item(contactId, message(1));
      await t.settled();
    },
  },
  {
    id: "agent-contacts/calls-after-transfer",
    title: "after a transfer calls work with the same token",
    async run(t) {
      const streams = streamsManager(t);
      const { session, contactId } = await connectedAgent(t, streams);
      streams.item(contactId, transfer);
      await t.settled();
      await ask(t, "transcript", session);
      await t.call("view", () => session.describeView({ viewToken: "view-token-1" }));
      t.value("details", session.getChatDetails());
    },
  },
  {
    id: "agent-contacts/transferred-back",
    title: "a contact that comes back gets a session of its own, the old one stays silent",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const first = await connectedAgent(t, streams, { label: "first" });
      streams.item(first.contactId, transfer);
      await t.settled();
      await connectedAgent(t, streams, { label: "again", contact: first.contact });
      streams.item(first.contactId, message(1));
      await t.settled();
    },
  },
  {
    id: "agent-contacts/clean-up-with-others",
    title: "cleaning up one session leaves the other's handlers alone",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const first = await connectedAgent(t, streams, { label: "first" });
      const second = await connectedAgent(t, streams, { label: "second", contact: first.contact });
      await t.call("clean up", () => first.session.cleanUpOnParticipantDisconnect());
      streams.item(second.contactId, message(1));
      await t.settled();
      await ask(t, "transcript", first.session);
    },
  },
  {
    id: "agent-contacts/clean-up-early-and-late",
    title: "cleaning up before connect, after the end, and twice",
    async run(t) {
      const streams = streamsManager(t);
      const { session, contactId } = await agentOf(t, streams);
      await t.call("before", () => session.cleanUpOnParticipantDisconnect());
      t.listen("registered again", session);
      await t.call("connect", () => session.connect());
      streams.item(contactId, notice("chat.ended"));
      await t.settled();
      await t.call("after", () => session.cleanUpOnParticipantDisconnect());
      await t.call("twice", () => session.cleanUpOnParticipantDisconnect());
    },
  },
  {
    id: "agent-contacts/receipts",
    title: "an agent's read and delivered receipts: results and requests",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const { session } = await connectedAgent(t, streams);
      const send = (name, contentType, messageId) =>
        t.call(name, () => session.sendEvent({ contentType, content: JSON.stringify({ messageId }) }));
      await send("read", READ, "m1");
      await send("delivered afterwards", DELIVERED, "m1");
      await send("delivered", DELIVERED, "m2");
    },
  },
  {
    id: "agent-contacts/attachment",
    title: "an agent sends a file",
    async run(t) {
      const streams = streamsManager(t);
      const { session } = await connectedAgent(t, streams);
      const attachment = new File(["from the agent"], "note.txt", { type: "text/plain" });
      await t.call("attachment", () => session.sendAttachment({ attachment, metadata: 1 }));
      await t.settled();
    },
  },
  {
    id: "agent-contacts/streams-way",
    title: "the session as Streams treats it: two handlers, connect, the rest afterwards",
    async run(t) {
      const streams = streamsManager(t);
      const { session, contactId } = await agentOf(t, streams);
      const seen = [];
      session.onConnectionBroken((payload) => seen.push(["broken", payload]));
      session.onConnectionEstablished((payload) => seen.push(["established", payload]));
      const media = await session.connect().then((data) => {
        t.value("result", data);
        return session;
      });
      media.onMessage((payload) => seen.push(["message", payload]));
      media.onConnectionEstablished((payload) => seen.push(["established, late", payload]));
      streams.item(contactId, message(1));
      await t.settled();
      t.value("seen", seen);
      t.value("cleanUp", typeof media.cleanUp);
      t.value("then", typeof media.then);
    },
  },
  {
    id: "agent-contacts/default-type",
    title: "without a type and with a manager it is an agent's",
    async run(t) {
      const streams = streamsManager(t);
      const { session, contactId } = await connectedAgent(t, streams, { create: { type: undefined } });
      streams.item(contactId, transfer);
      streams.item(contactId, message(1));
      await t.settled();
      t.value("type", session.controller.sessionType);
      t.value("methods", ["disconnectParticipant", "cleanUpOnParticipantDisconnect"].map((name) => typeof session[name]));
    },
  },
  {
    id: "agent-contacts/pascal-case",
    title: "details as StartChatContact spells them, with a token source",
    async run(t) {
      const streams = streamsManager(t);
      const { contactId, participantId, participantToken } = await t.contact();
      const { session } = await agentOf(t, streams, {
        details: { ContactId: contactId, ParticipantId: participantId, ParticipantToken: participantToken, InitialContactId: "first" },
      });
      await t.call("connect", () => session.connect());
      await t.settled();
      t.value("details", session.getChatDetails());
    },
  },
  {
    id: "agent-contacts/own-typing",
    title: "an agent's own echo of typing is told like any other",
    async run(t) {
      const streams = streamsManager(t);
      const { session, contactId, contact } = await connectedAgent(t, streams);
      await t.call("typing", () => session.sendEvent({ contentType: TYPING }));
      streams.item(contactId, notice("typing", by("AGENT", contact.participantId)));
      await t.settled();
    },
  },
];
