/** Agent sessions: what is asked of a supplied websocket manager, and what one that lacks or adds something does. */
import { agentOf, connectedAgent, streamsManager } from "../page/agents.mjs";
import { event, PLAIN } from "../page/content-types.mjs";

export const heading = "agent sessions: the manager";

const message = (n) => ({ Id: `m${n}`, Type: "MESSAGE", ContentType: PLAIN, Content: `message ${n}` });
const status = (t, name, session) => t.value(name, session.controller.getConnectionStatus());

export const scenarios = [
  {
    id: "agent-manager/documented-methods-only",
    title: "of all that Streams' manager offers, what is called",
    async run(t) {
      const streams = streamsManager(t);
      const offered = ["sendMessage", "onConnectionOpen", "onConnectionClose", "onSubscriptionUpdate"];
      offered.push("onSubscriptionFailure", "onAllMessage", "onTopicFailure", "closeWebSocket", "init");
      for (const name of offered) {
        streams.manager[name] = () => {
          t.mark(`manager.${name}()`);
          return () => undefined;
        };
      }
      const { session, contactId } = await connectedAgent(t, streams);
      streams.item(contactId, message(1));
      streams.item(contactId, { Type: "EVENT", ContentType: event("chat.ended") });
      await t.settled();
      t.value("members", Object.keys(streams.manager).sort());
      t.value("same manager", session.controller.websocketManager === streams.manager);
    },
  },
  {
    id: "agent-manager/gain-on-registration",
    title: "a manager that calls back while it is being registered with",
    async run(t) {
      const streams = streamsManager(t);
      const { onConnectionGain } = streams.manager;
      streams.manager.onConnectionGain = (callback) => {
        const undo = onConnectionGain(callback);
        callback({});
        return undo;
      };
      const { session } = await agentOf(t, streams);
      await t.call("connect", () => session.connect());
      await t.settled();
      status(t, "status", session);
    },
  },
  {
    id: "agent-manager/no-unsubscribe-functions",
    title: "registrations that return nothing, and the end",
    async run(t) {
      const streams = streamsManager(t);
      for (const [name, register] of Object.entries(streams.manager)) {
        if (name.startsWith("on")) streams.manager[name] = (...args) => void register(...args);
      }
      const { session, contactId } = await connectedAgent(t, streams);
      streams.item(contactId, message(1));
      streams.item(contactId, { Type: "EVENT", ContentType: event("chat.ended") });
      await t.settled();
      await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
    },
  },
  {
    id: "agent-manager/odd-frames",
    title: "frames without content, with content that is no item, and what comes after them",
    async run(t) {
      const streams = streamsManager(t);
      const { contactId } = await connectedAgent(t, streams);
      streams.frame({ topic: "aws/chat", content: "not JSON" });
      streams.frame({ topic: "aws/chat", content: "{}" });
      streams.frame({ topic: "aws/chat", content: JSON.stringify({ ContactId: null, Type: "MESSAGE" }) });
      streams.item(contactId, message(1));
      await t.settled();
    },
  },
  {
    id: "agent-manager/frame-members",
    title: "members of a frame beside its content make no difference",
    async run(t) {
      const streams = streamsManager(t);
      const { contactId } = await connectedAgent(t, streams);
      const content = JSON.stringify({ ...message(1), ContactId: contactId, InitialContactId: contactId, Extra: { a: [1] } });
      streams.frame({ topic: "aws/chat", contentType: "application/json", content, statusCode: 200, more: true });
      streams.frame({ content });
      await t.settled();
    },
  },
  {
    id: "agent-manager/status",
    title: "what the status says after each word of the manager",
    async run(t) {
      const streams = streamsManager(t);
      const { session } = await connectedAgent(t, streams);
      status(t, "connected", session);
      for (const name of ["onConnectionGain", "onDeepHeartbeatSuccess", "onConnectionLost", "onConnectionGain", "onDeepHeartbeatFailure"]) {
        streams.emit(name, {});
        status(t, `after ${name}`, session);
      }
      streams.emit("onInitFailure", {});
      status(t, "after onInitFailure", session);
      await t.settled();
    },
  },
  {
    id: "agent-manager/later-session",
    title: "a session that connects after the manager has gained: what its event says",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const first = await connectedAgent(t, streams, { label: "first" });
      streams.emit("onConnectionGain", {});
      await t.settled();
      const second = await connectedAgent(t, streams, { label: "second" });
      status(t, "first", first.session);
      status(t, "second", second.session);
      streams.emit("onConnectionLost", {});
      await t.settled();
      const third = await connectedAgent(t, streams, { label: "third" });
      status(t, "third", third.session);
    },
  },
  {
    id: "agent-manager/left-alone-between-contacts",
    title: "after the last session has ended the next one finds the registrations in place",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const first = await connectedAgent(t, streams, { label: "first" });
      streams.emit("onConnectionGain", {});
      streams.item(first.contactId, { Type: "EVENT", ContentType: event("chat.ended") });
      await t.settled();
      t.mark("between");
      const second = await connectedAgent(t, streams, { label: "second" });
      streams.item(second.contactId, message(2));
      streams.emit("onConnectionLost", {});
      await t.settled();
    },
  },
  {
    id: "agent-manager/without-loss",
    title: "a manager that lacks onConnectionLost",
    async run(t) {
      const streams = streamsManager(t, { lacks: ["onConnectionLost"] });
      const { session, contactId } = await agentOf(t, streams);
      await t.call("connect", () => session.connect());
      await t.settled();
      streams.emit("onConnectionGain", {});
      streams.item(contactId, message(1));
      await t.settled();
    },
  },
  {
    id: "agent-manager/for-a-customer",
    title: "a customer session on a supplied manager: no socket of its own, its own token",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const { session, contactId } = await connectedAgent(t, streams, {
        create: { type: "CUSTOMER", disableCSM: true },
      });
      streams.emit("onConnectionGain", {});
      streams.item(contactId, message(1));
      streams.item(contactId, { Type: "EVENT", ContentType: event("transfer.succeeded") });
      streams.item(contactId, message(2));
      await t.settled();
      status(t, "status", session);
    },
  },
  {
    id: "agent-manager/new-manager-old-session",
    title: "after another manager took over, calls of the older session go on working",
    unordered: true,
    async run(t) {
      const first = await connectedAgent(t, streamsManager(t), { label: "first" });
      await connectedAgent(t, streamsManager(t), { label: "second" });
      await t.call("transcript of the first", () => first.session.getTranscript({ maxResults: 1 }));
    },
  },
];
