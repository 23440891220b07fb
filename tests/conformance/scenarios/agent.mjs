/** Agent sessions: a supplied WebSocket manager, tokens of Streams, acknowledgement, transfer. */
import { agentOf, connectedAgent, granted, streamsManager } from "../page/agents.mjs";
import { event, PLAIN, TYPING } from "../page/content-types.mjs";

export const heading = "agent sessions";

const settled = (t) => t.settled();
const message = (n) => ({ Id: `m${n}`, Type: "MESSAGE", ContentType: PLAIN, Content: `message ${n}` });

const tokenSource = (id, title, getConnectionToken, before) => ({
  id: `agent/${id}`,
  title,
  async run(t) {
    const streams = streamsManager(t);
    const { session, contactId } = await agentOf(t, streams, { getConnectionToken });
    if (before) await before(t, contactId);
    await t.call("connect", () => session.connect({ metadata: "m" }));
    await settled(t);
    t.value("details", session.getChatDetails());
  },
});

export const scenarios = [
  {
    id: "agent/connect",
    title: "order of calls to the manager, result, event, acknowledgement",
    async run(t) {
      const streams = streamsManager(t);
      const { session } = await agentOf(t, streams);
      await t.call("connect", () => session.connect({ metadata: { a: 1 } }));
      t.mark("connect settled");
      await settled(t);
      t.value("details", session.getChatDetails());
    },
  },
  tokenSource("token-rejected", "getConnectionToken rejects: CreateParticipantConnection instead", () =>
    Promise.reject(new Error("getConnectionToken failed")),
  ),
  tokenSource("token-of-another-shape", "getConnectionToken gives something else", () => Promise.resolve({})),
  tokenSource("token-throws", "getConnectionToken throws", () => {
    throw new Error("thrown at once");
  }),
  tokenSource("token-not-a-promise", "getConnectionToken returns no promise", () => granted("t")),
  tokenSource("token-source-not-a-function", "getConnectionToken is no function", "token"),
  tokenSource(
    "both-sources-fail",
    "getConnectionToken rejects and CreateParticipantConnection is refused",
    () => Promise.reject(new Error("getConnectionToken failed")),
    (t, contactId) =>
      t.service.fault(contactId, "connection", { status: 403, errorType: "AccessDeniedException", message: "no" }),
  ),
  {
    id: "agent/without-token-source",
    title: "no getConnectionToken at all",
    async run(t) {
      const streams = streamsManager(t);
      const session = window.connect.ChatSession.create({
        chatDetails: { contactId: "c", participantId: "p" },
        type: "AGENT",
        websocketManager: streams.manager,
      });
      await t.call("connect", () => session.connect());
    },
  },
  {
    id: "agent/acknowledgement-refused",
    title: "the acknowledgement is refused: connect resolved all the same",
    async run(t) {
      const streams = streamsManager(t);
      const { session, contactId } = await agentOf(t, streams);
      await t.service.fault(contactId, "connection", { status: 400, errorType: "ValidationException" });
      await t.call("connect", () => session.connect());
      await settled(t);
    },
  },
  {
    id: "agent/events",
    title: "gain, loss, deep heartbeats and items of the manager",
    async run(t) {
      const streams = streamsManager(t);
      const { session, contactId } = await connectedAgent(t, streams);
      streams.emit("onConnectionGain", { any: "thing" });
      streams.emit("onDeepHeartbeatSuccess", {});
      streams.item(contactId, message(1));
      streams.emit("onDeepHeartbeatFailure", {});
      streams.emit("onConnectionLost", {});
      t.value("status", session.controller.getConnectionStatus());
      streams.emit("onConnectionGain", {});
      streams.item(contactId, { Type: "EVENT", ContentType: event("typing") });
      await settled(t);
      t.value("status at the end", session.controller.getConnectionStatus());
    },
  },
  {
    id: "agent/init-failure",
    title: "the manager gives up: broken, the session leaves it",
    async run(t) {
      const streams = streamsManager(t);
      const { session, contactId } = await connectedAgent(t, streams);
      streams.emit("onInitFailure", {});
      streams.item(contactId, message(1));
      await settled(t);
      t.value("status", session.controller.getConnectionStatus());
    },
  },
  {
    id: "agent/two-sessions",
    title: "two contacts share one manager; each hears its own",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const first = await agentOf(t, streams, { label: "first" });
      const second = await agentOf(t, streams, { label: "second" });
      await t.call("first", () => first.session.connect());
      await t.call("second", () => second.session.connect());
      await settled(t);
      streams.emit("onConnectionGain", {});
      streams.item(first.contactId, message(1));
      streams.item(second.contactId, message(2));
      streams.item("somebody else", message(3));
      await settled(t);
    },
  },
  {
    id: "agent/receipts-across-chats",
    title: "a receipt of another chat, with its ids and without",
    async run(t) {
      const streams = streamsManager(t);
      await connectedAgent(t, streams);
      const receipt = {
        Type: "MESSAGEMETADATA",
        MessageMetadata: { MessageId: "m", Receipts: [{ ReadTimestamp: "2026-01-01T00:00:00.000Z" }] },
      };
      streams.item("another chat", receipt);
      streams.item(undefined, receipt);
      await settled(t);
    },
  },
  {
    id: "agent/transfer",
    title: "after transfer.succeeded nothing more is heard",
    async run(t) {
      const streams = streamsManager(t);
      const { contactId } = await connectedAgent(t, streams);
      streams.item(contactId, { Type: "EVENT", ContentType: event("transfer.succeeded") });
      streams.item(contactId, message(1));
      await settled(t);
    },
  },
  {
    id: "agent/ended",
    title: "chat.ended: events, the shared socket is left alone",
    async run(t) {
      const streams = streamsManager(t);
      let closed = 0;
      streams.manager.closeWebSocket = () => (closed += 1);
      const { session, contactId } = await connectedAgent(t, streams);
      streams.item(contactId, { Type: "EVENT", ContentType: event("chat.ended") });
      streams.item(contactId, message(1));
      await settled(t);
      t.value("closed", closed);
      await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
    },
  },
  {
    id: "agent/clean-up",
    title: "cleanUpOnParticipantDisconnect removes the handlers",
    async run(t) {
      const streams = streamsManager(t);
      const { session, contactId } = await connectedAgent(t, streams);
      await t.call("clean up", () => session.cleanUpOnParticipantDisconnect());
      streams.item(contactId, message(1));
      await settled(t);
      session.onMessage(({ data }) => t.mark(`registered afterwards: ${data.Content}`));
      streams.item(contactId, message(2));
      await settled(t);
    },
  },
  {
    id: "agent/own-disconnect",
    title: "disconnectParticipant is not on the session but on its controller",
    async run(t) {
      const streams = streamsManager(t);
      const { session } = await agentOf(t, streams);
      await t.call("connect", () => session.connect());
      await t.call("session", () => session.disconnectParticipant());
      t.value("controller", typeof session.controller.disconnectParticipant);
      t.value("cleanUp", typeof session.controller.cleanUp);
    },
  },
  {
    id: "agent/new-manager",
    title: "a new manager at the next connect: what the older session hears",
    unordered: true,
    async run(t) {
      const older = streamsManager(t);
      const first = await agentOf(t, older, { label: "first" });
      await t.call("first", () => first.session.connect());
      await settled(t);
      const newer = streamsManager(t);
      const second = await agentOf(t, newer, { label: "second" });
      await t.call("second", () => second.session.connect());
      await settled(t);
      newer.item(second.contactId, message(2));
      newer.item(first.contactId, message(1));
      older.item(first.contactId, message(0));
      await settled(t);
    },
  },
  {
    id: "agent/manager-without-deep-heartbeat",
    title: "a manager without deep heartbeats, replaced by another",
    unordered: true,
    async run(t) {
      const older = streamsManager(t, { deepHeartbeat: false });
      const first = await agentOf(t, older, { label: "first" });
      await t.call("first", () => first.session.connect());
      await settled(t);
      const newer = streamsManager(t);
      const second = await agentOf(t, newer, { label: "second" });
      await t.call("second", () => second.session.connect());
      await settled(t);
    },
  },
  {
    id: "agent/without-manager",
    title: "no manager: a private one that cannot connect",
    async run(t) {
      const details = await t.contact();
      const session = window.connect.ChatSession.create({
        chatDetails: {
          contactId: details.contactId,
          participantId: details.participantId,
          participantToken: details.participantToken,
          getConnectionToken: async () => granted("agent-token"),
        },
        type: "AGENT",
      });
      t.listen("agent", session);
      await t.call("connect", () => session.connect());
      await t.event("agent", "CONNECTION_BROKEN");
      await settled(t);
    },
  },
  {
    id: "agent/messages",
    title: "an agent's sendMessage and typing carry the token of Streams",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const { session } = await agentOf(t, streams);
      await t.call("connect", () => session.connect());
      await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN, metadata: 1 }));
      await t.call("typing", () => session.sendEvent({ contentType: TYPING }));
    },
  },
  {
    id: "agent/transcript-role",
    title: "a sent message in the transcript of an agent",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const { session } = await agentOf(t, streams);
      const updates = [];
      session.onTranscriptUpdated(({ data }) => updates.push(data.transcript.map(({ ParticipantRole }) => ParticipantRole)));
      await t.call("connect", () => session.connect());
      void t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
      await t.until(() => updates.length > 0, "the update");
      t.value("roles", updates[0]);
      await settled(t);
    },
  },
];
