/** What an agent session tells the `csm` and the `publishMetric` that Streams brings along. */
import { agentOf, connectedAgent, granted, streamsManager } from "../page/agents.mjs";

export const heading = "agent sessions: telemetry";

/** Puts a global `csm` on the page, as Streams' panel has one; resolves with what it is given. */
function countingCsm() {
  const counted = [];
  window.csm = { API: { addCount: (name, count) => counted.push([name, count]) } };
  return counted;
}

/** `connect()` while a `csm` counts. */
const counts = (id, title, options, before) => ({
  id: `agent-telemetry/${id}`,
  title,
  async run(t) {
    const counted = countingCsm();
    const streams = streamsManager(t);
    const { session, contactId } = await agentOf(t, streams, options);
    if (before) await before(t, contactId);
    await t.call("connect", () => session.connect());
    await t.settled();
    t.value("counted", counted);
  },
});

const rejected = { getConnectionToken: () => Promise.reject(new Error("getConnectionToken failed")) };
const refuse = (fault) => (t, contactId) => t.service.fault(contactId, "connection", { times: 9, ...fault });

export const scenarios = [
  counts("token", "a token of Streams, an acknowledgement"),
  counts("token-rejected", "the source rejects, the service gives a token", rejected),
  counts("token-of-another-shape", "the source gives something else", { getConnectionToken: async () => ({}) }),
  counts("refused", "the service refuses, too", rejected, refuse({ status: 403, errorType: "AccessDeniedException" })),
  counts("acknowledgement-refused", "the acknowledgement is refused", {}, refuse({ status: 400, errorType: "ValidationException" })),
  counts("acknowledgement-fails", "the acknowledgement meets a failing service", {}, refuse({ status: 500, errorType: "InternalServerException" })),
  counts("both-fail", "the source rejects, the service fails", rejected, refuse({ status: 500, errorType: "InternalServerException" })),
  {
    id: "agent-telemetry/csm-that-throws",
    title: "a csm that throws harms nobody",
    async run(t) {
      window.csm = {
        API: {
          addCount() {
            throw new Error("no telemetry today");
          },
        },
      };
      await connectedAgent(t, streamsManager(t));
    },
  },
  {
    id: "agent-telemetry/csm-service",
    title: "the service object of the library counts for agents, too",
    async run(t) {
      const counted = countingCsm();
      await t.call("count", () => window.connect.csmService.addAgentCountMetric("MY_COUNT", 3));
      t.value("counted", counted);
      t.value("same object", window.connect.csmService === window.connect.ChatSession.csmService);
    },
  },
  {
    id: "agent-telemetry/publish-metric",
    title: "what publishMetric gets of an agent's create, connect and failed connect",
    async run(t) {
      const published = [];
      window.connect.version = "2.28.2";
      window.connect.publishMetric = (metric) => published.push(metric);
      await connectedAgent(t, streamsManager(t), { label: "good" });
      t.value("after a good one", published.splice(0));
      await connectedAgent(t, streamsManager(t), { label: "bad", getConnectionToken: () => granted("no promise") });
      t.value("after a bad one", published.splice(0));
    },
  },
];
