/** csmService and the telemetry that Streams receives. */
import { PLAIN } from "../page/content-types.mjs";

export const heading = "csmService and telemetry";

const DETAILS = { contactId: "c", participantId: "p", participantToken: "t" };

/** A page's own `csm` that keeps what it is given. */
function foreignCsm(added, counted) {
  class Metric {
    constructor(...args) {
      this.args = args;
      this.dimensions = [];
    }
    addDimension(name, value) {
      this.dimensions.push([name, value]);
    }
  }
  return { Metric, API: { addMetric: (m) => added.push(m), addCount: (name, n) => counted.push([name, n]) } };
}

const UNITS = { COUNT: "Count", MILLISECONDS: "Milliseconds" };

export const scenarios = [
  {
    id: "csm/members",
    title: "members and their initial values",
    async run(t) {
      const { csmService } = window.connect;
      for (const name of ["widgetType", "csmInitialized", "metricsToBePublished", "agentMetricToBePublished", "MAX_RETRY"]) {
        t.value(name, csmService[name]);
      }
      t.value("logger", ["debug", "info", "warn", "error"].map((name) => typeof csmService.logger[name]));
      const methods = [
        "loadCsmScriptAndExecute", "initializeCSM", "updateCsmConfig", "_hasCSMFailedToImport",
        "getDefaultDimensions", "addMetric", "setDimensions", "addLatencyMetric",
        "addLatencyMetricWithStartTime", "addCountAndErrorMetric", "addCountMetric", "addAgentCountMetric",
      ];
      t.value("methods", methods.map((name) => typeof csmService[name]));
    },
  },
  {
    id: "csm/callable",
    title: "every method can be called at any time",
    async run(t) {
      const { csmService } = window.connect;
      await t.call("addCountMetric", () => csmService.addCountMetric("Name", "UI"));
      await t.call("addCountAndErrorMetric", () => csmService.addCountAndErrorMetric("Name", "UI", false));
      await t.call("addLatencyMetric", () => csmService.addLatencyMetric("Name", 5, "API"));
      await t.call("addLatencyMetricWithStartTime", () => csmService.addLatencyMetricWithStartTime("Name", 5, "API"));
      await t.call("addAgentCountMetric", () => csmService.addAgentCountMetric("Name", 1));
      await t.call("addMetric", () => csmService.addMetric({}));
      await t.call("getDefaultDimensions", () => csmService.getDefaultDimensions());
      await t.call("setDimensions", () => csmService.setDimensions({}, []));
      await t.call("updateCsmConfig", () => csmService.updateCsmConfig({ widgetType: "Mine" }));
      t.value("widgetType", csmService.widgetType);
      t.value("dimensions", csmService.getDefaultDimensions());
      await t.call("failed to import", () => csmService._hasCSMFailedToImport());
    },
  },
  {
    id: "csm/widget-type",
    title: "csmConfig sets the widget type",
    async run(t) {
      t.configure({ csmConfig: { widgetType: "ChatWidget" } });
      t.value("object", window.connect.csmService.widgetType);
      t.configure({ csmConfig: ["list"] });
      t.value("list", window.connect.csmService.widgetType);
      t.configure({});
      t.value("absent", window.connect.csmService.widgetType);
    },
  },
  {
    id: "csm/disabled",
    title: "disableCSM: nothing is added to the page",
    async run(t) {
      const scripts = document.scripts.length;
      t.customer(DETAILS);
      t.customer(DETAILS);
      t.value("scripts", document.scripts.length - scripts);
      t.value("csm", typeof window.csm);
      t.value("onbeforeunload", window.onbeforeunload);
    },
  },
  {
    id: "csm/enabled",
    title: "what create adds to the page when CSM is not disabled",
    async run(t) {
      const scripts = document.scripts.length;
      t.customer(DETAILS, { disableCSM: false });
      t.customer(DETAILS, { disableCSM: undefined });
      await t.pause(200);
      t.value("scripts", document.scripts.length - scripts);
      t.value("csm", typeof window.csm);
      t.value("onbeforeunload", typeof window.onbeforeunload);
      t.value("initialized", window.connect.csmService.csmInitialized);
    },
  },
  {
    id: "csm/authentication",
    title: "authentication calls while CSM is on: lines about metrics",
    async run(t) {
      const { session } = await t.open("main", { disableCSM: false });
      await t.call("url", () => session.getAuthenticationUrl({ redirectUri: "https://a", sessionId: "s" }));
      t.value("failures", t.trace.logs.filter(({ args }) => String(args[0]).includes("csm: ")).length);
    },
  },
  {
    id: "csm/agent",
    title: "an agent session adds nothing to the page",
    async run(t) {
      const scripts = document.scripts.length;
      window.connect.ChatSession.create({ chatDetails: DETAILS, type: "AGENT" });
      t.value("scripts", document.scripts.length - scripts);
      t.value("csm", typeof window.csm);
    },
  },
  {
    id: "csm/foreign-queue",
    title: "a foreign global csm while CSM is off: the queue of metrics",
    async run(t) {
      window.csm = { ...foreignCsm([], []), UNIT: UNITS, Unit: UNITS };
      const { session } = await t.open();
      for (let n = 0; n < 3; n += 1) await session.sendMessage({ message: "x", contentType: PLAIN });
      t.value("queued", (window.connect.csmService.metricsToBePublished?.length ?? 0) > 0);
    },
  },
  {
    id: "streams/metric-of-create",
    title: "publishMetric of Streams is told about each create",
    async run(t) {
      const published = [];
      window.connect.version = "2.28.0";
      window.connect.publishMetric = (metric) => published.push(metric);
      t.customer(DETAILS);
      window.connect.ChatSession.create({ chatDetails: DETAILS, type: "AGENT" });
      t.value("published", published);
    },
  },
  {
    id: "streams/metric-of-failures",
    title: "failed create and failed connect",
    async run(t) {
      const published = [];
      window.connect.publishMetric = (metric) => published.push(metric);
      t.customer({ contactId: 5, participantId: "p" });
      const details = await t.contact();
      await t.service.fault(details.contactId, "connection", { status: 400, errorType: "ValidationException" });
      await t.call("connect", () => t.customer(details).connect());
      t.value("published", published);
    },
  },
  {
    id: "streams/not-initialised",
    title: "a publishMetric that throws",
    async run(t) {
      window.connect.publishMetric = () => {
        throw new Error("There is no upstream conduit!");
      };
      await t.call("create", () => typeof t.customer(DETAILS).connect);
      await t.call("create broken", () => typeof t.customer({}).connect);
    },
  },
];
