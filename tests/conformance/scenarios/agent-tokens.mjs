/** Agent sessions: where the connection token comes from, how it is renewed, and the acknowledgement. */
import { agentOf, connectedAgent, granted, newToken, streamsManager } from "../page/agents.mjs";
import { event } from "../page/content-types.mjs";

export const heading = "agent sessions: tokens";

const A_DAY = 86_400_000;
const inMs = (ms) => new Date(Date.now() + ms).toISOString();
/** Any call will do: what counts is the bearer of its request. */
const send = (t, name, session) => t.call(name, () => session.getTranscript({ maxResults: 1 }));

/** A session whose source of tokens answers `answers` one after the other, the last one again and again. */
async function withAnswers(t, answers) {
  const streams = streamsManager(t);
  const calls = [];
  const getConnectionToken = (...args) => {
    const answer = answers[Math.min(calls.length, answers.length - 1)];
    calls.push(args);
    return answer();
  };
  return { ...(await agentOf(t, streams, { getConnectionToken })), streams, calls };
}

/** A session whose first token expires so soon that a renewal is due, and its next answer. */
const renewal = (id, title, second) => ({
  id: `agent-tokens/${id}`,
  title,
  clock: true,
  async run(t) {
    const contact = await t.contact();
    const [first, renewed] = [await newToken(t, contact), await newToken(t, contact)];
    const answers = [
      () => Promise.resolve(granted(first, inMs(100_000))),
      () => second(granted(renewed, inMs(A_DAY))),
    ];
    let asked = 0;
    const getConnectionToken = () => {
      asked += 1;
      return answers[Math.min(asked, 2) - 1]();
    };
    const streams = streamsManager(t);
    const { session } = await connectedAgent(t, streams, { contact, getConnectionToken });
    await t.forward(35_000);
    await t.settled();
    t.value("asked before it is due", asked);
    await t.forward(6_000);
    await t.settled();
    t.value("asked when it is due", asked);
    await send(t, "afterwards", session);
    t.value("details", session.getChatDetails().connectionDetails.connectionToken === first);
  },
});

/** `connect()` with a source that gives this. */
const source = (id, title, getConnectionToken, options) => ({
  id: `agent-tokens/${id}`,
  title,
  async run(t) {
    const streams = streamsManager(t);
    const { session } = await connectedAgent(t, streams, { getConnectionToken, ...options });
    t.value("details", session.getChatDetails());
  },
});

/** A token that would be renewed, had this event not come. */
const noRenewalAfter = (id, title, name) => ({
  id: `agent-tokens/${id}`,
  title,
  clock: true,
  async run(t) {
    const answers = [() => Promise.resolve(granted("first-token-of-streams", inMs(100_000)))];
    const { session, streams, calls, contactId } = await withAnswers(t, answers);
    await t.call("connect", () => session.connect());
    await t.settled();
    streams.item(contactId, { Type: "EVENT", ContentType: event(name) });
    await t.forward(120_000);
    await t.settled();
    t.value("asked", calls.length);
  },
});

export const scenarios = [
  {
    id: "agent-tokens/asked-once",
    title: "how often the source is asked, and with what",
    async run(t) {
      const { session, calls } = await withAnswers(t, [() => Promise.resolve(granted("a-token-of-streams", inMs(A_DAY)))]);
      t.value("before connect", calls.length);
      await t.call("connect", () => session.connect());
      await t.settled();
      t.value("arguments", calls);
    },
  },
  {
    id: "agent-tokens/slow",
    title: "connect waits for the source, and events for connect",
    async run(t) {
      let answer;
      const slow = new Promise((resolve) => (answer = resolve));
      const { session, token } = await withAnswers(t, [() => slow]);
      const connecting = t.call("connect", () => session.connect());
      await t.settled();
      await send(t, "too early", session);
      answer(granted(token, inMs(A_DAY)));
      await connecting;
      await t.settled();
      await send(t, "in time", session);
    },
  },
  source("null", "the source resolves with null", () => Promise.resolve(null)),
  source("undefined", "the source resolves with nothing", () => Promise.resolve(undefined)),
  source("empty-transport", "a transport without members", () => Promise.resolve({ chatTokenTransport: {} })),
  source("further-members", "members beside the transport, and in it", () => {
    const { chatTokenTransport } = granted("t", inMs(A_DAY));
    return Promise.resolve({ chatTokenTransport: { ...chatTokenTransport, more: 1 }, more: 2 });
  }),
  source("rejected-with-nothing", "the source rejects with undefined", () => Promise.reject(undefined)),
  source("thenable", "the source gives a thenable that is no promise", () => ({
    then: (...handlers) => Promise.resolve(granted("of-a-thenable", inMs(A_DAY))).then(...handlers),
  })),
  source(
    "no-participant-token",
    "the source rejects, and there is no participant token for the service",
    () => Promise.reject(new Error("getConnectionToken failed")),
    { details: { participantToken: null } },
  ),
  renewal("renewed", "a token is renewed from the source a minute before it expires", (answer) => Promise.resolve(answer)),
  renewal("renewal-rejected", "a renewal that the source rejects is asked of the service", () =>
    Promise.reject(new Error("getConnectionToken failed")),
  ),
  renewal("renewal-of-another-shape", "a renewal in another shape is asked of the service", () => Promise.resolve({})),
  renewal("renewal-throws", "a renewal that throws leaves the token as it was", () => {
    throw new Error("thrown at once");
  }),
  noRenewalAfter("no-renewal-after-the-end", "after the end the source is not asked again", "chat.ended"),
  noRenewalAfter("no-renewal-after-a-transfer", "after a transfer the source is not asked again", "transfer.succeeded"),
  {
    id: "agent-tokens/acknowledgement-fails-with-500",
    title: "the acknowledgement meets a failing service: repeats, result, lines",
    async run(t) {
      const streams = streamsManager(t);
      const { session, contactId } = await agentOf(t, streams);
      await t.service.fault(contactId, "connection", { status: 500, errorType: "InternalServerException", times: 2 });
      await t.call("connect", () => session.connect());
      await t.pause(1500);
      await t.settled();
    },
  },
  {
    id: "agent-tokens/acknowledgement-of-each",
    title: "each session of a contact acknowledges for itself",
    unordered: true,
    async run(t) {
      const streams = streamsManager(t);
      const first = await connectedAgent(t, streams, { label: "first" });
      await connectedAgent(t, streams, { label: "second", contact: first.contact });
    },
  },
];
