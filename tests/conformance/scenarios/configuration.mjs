/** setGlobalConfig, regions, endpoints, user agent, feature flags. */
import { PLAIN, READ } from "../page/content-types.mjs";

export const heading = "configuration, region, feature flags";

/** How long a request may take to show up in the page's record of requests. */
const PATIENCE_MS = 10_000;
const DETAILS = { contactId: "c", participantId: "p", participantToken: "t" };

/** Where a request of a session without a configured endpoint would go. */
async function hostOf(t, session) {
  const seen = new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const entry = list.getEntries().find(({ name }) => name.includes("amazonaws.com"));
      if (!entry) return;
      observer.disconnect();
      resolve(entry.name);
    }).observe({ type: "resource", buffered: false });
  });
  void session.connect()?.catch(() => {});
  return Promise.race([seen, t.pause(PATIENCE_MS).then(() => "nowhere")]);
}

const region = (id, title, prepare) => ({
  id: `region/${id}`,
  title,
  loads: true,
  async run(t) {
    await t.load();
    const { ChatSession } = window.connect;
    const options = prepare(ChatSession, (args) =>
      ChatSession.create({ chatDetails: DETAILS, type: "CUSTOMER", disableCSM: true, ...args }),
    );
    const session = t.customer(DETAILS, options);
    t.value("address", await hostOf(t, session));
  },
});

export const scenarios = [
  region("default", "us-west-2 when nobody says anything", () => ({})),
  region("global", "the global region", (chat) => {
    chat.setGlobalConfig({ region: "eu-west-1" });
    return {};
  }),
  region("option", "options.region beats the global one", (chat) => {
    chat.setGlobalConfig({ region: "eu-west-1" });
    return { options: { region: "ap-southeast-2" } };
  }),
  region("override", "the override beats everything", (chat) => {
    chat.setGlobalConfig({ region: "eu-west-1" });
    chat.setRegionOverride("ca-central-1");
    return { options: { region: "ap-southeast-2" } };
  }),
  region("override-cleared", "a cleared override", (chat) => {
    chat.setRegionOverride("ca-central-1");
    chat.setRegionOverride(null);
    return {};
  }),
  region("earlier-option", "an earlier session's region stays", (chat, create) => {
    create({ options: { region: "eu-central-1" } });
    return {};
  }),
  region("any-string", "no region is checked", (chat) => {
    chat.setGlobalConfig({ region: "cn-north-1" });
    return {};
  }),
  region("empty-options", "empty and missing options", (chat) => {
    chat.setGlobalConfig({ region: "" });
    return { options: { region: undefined } };
  }),
  {
    id: "config/arguments",
    title: "nothing and null throw, anything else is fine",
    async run(t) {
      const { setGlobalConfig } = window.connect.ChatSession;
      await t.call("nothing", () => setGlobalConfig());
      await t.call("null", () => setGlobalConfig(null));
      await t.call("empty", () => setGlobalConfig({}));
      await t.call("unknown keys", () => setGlobalConfig({ unknown: 1, features: null, loggerConfig: null }));
    },
  },
  {
    id: "config/endpoint-path",
    title: "port and base path of the endpoint are honoured",
    async run(t) {
      const seen = [];
      const observer = new PerformanceObserver((list) => {
        for (const { name } of list.getEntries()) seen.push(name);
      });
      observer.observe({ type: "resource" });
      t.configure({ endpoint: `${location.origin}/base/path/` });
      const session = t.customer(DETAILS);
      const { value } = await t.call("connect", () => session.connect());
      t.value("failed", value.connectSuccess);
      await t.until(() => seen.some((name) => name.includes("/base/")), "the request");
      t.value("address", seen.find((name) => name.includes("/base/")));
    },
  },
  {
    id: "config/invalid-endpoint",
    title: "an endpoint that is no URL",
    async run(t) {
      t.configure({ endpoint: "not a url", region: "xx-invalid-1" });
      const session = t.customer(DETAILS);
      await t.call("connect", () => session.connect());
    },
  },
  {
    id: "config/user-agent-suffix",
    title: "customUserAgentSuffix in x-amz-user-agent",
    async run(t) {
      t.configure({ customUserAgentSuffix: "My Suffix/1.0 (x)" });
      const { session } = await t.open("main", { options: { region: "xx-suffix-1" } });
      await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
    },
  },
  {
    id: "config/changed-later",
    title: "endpoint and suffix changed after the first session of a region",
    unordered: true,
    async run(t) {
      await t.open("first");
      t.configure({ customUserAgentSuffix: "Later/2" });
      const { session } = await t.open("second");
      await t.call("send", () => session.sendMessage({ message: "x", contentType: PLAIN }));
    },
  },
  {
    id: "config/throttle-time",
    title: "throttleTime at the top level and in features",
    clock: true,
    async run(t) {
      const { session } = await t.open();
      const read = (name, messageId) =>
        t.call(name, () => session.sendEvent({ contentType: READ, content: JSON.stringify({ messageId }) }));
      const takes = async (name, ms) => {
        void read(name, name);
        await t.forward(ms - 200);
        const early = t.trace.calls[name].outcome;
        await t.forward(400);
        await t.until(() => t.trace.calls[name].outcome !== "pending", name);
        t.value(name, early);
      };
      t.configure({ features: { messageReceipts: { throttleTime: 2_000 } } });
      await takes("two seconds in features", 2_000);
      t.configure({ throttleTime: 1_500, features: undefined });
      await takes("at the top level", 1_500);
    },
  },
  {
    id: "config/features-list",
    title: "features as a list of flags",
    async run(t) {
      t.configure({ features: ["SOMETHING_ELSE"] });
      const { session } = await t.open();
      const content = JSON.stringify({ messageId: "m", disableThrottle: true });
      await t.call("read", () => session.sendEvent({ contentType: READ, content }));
    },
  },
  {
    id: "config/flags",
    title: "setFeatureFlag logs what changed",
    async run(t) {
      await t.call("new", () => window.connect.ChatSession.setFeatureFlag("MY_FLAG"));
      await t.call("again", () => window.connect.ChatSession.setFeatureFlag("MY_FLAG"));
      await t.call("nothing", () => window.connect.ChatSession.setFeatureFlag());
      t.configure();
    },
  },
];
