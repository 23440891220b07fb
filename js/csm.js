import { defineHidden } from "./hidden.js";

const dimension = (name, value) => ({ name, value });

/** What a page hands in as further dimensions; anything but a list counts as none. */
const listOf = (dimensions) => (Array.isArray(dimensions) ? dimensions : []);

/** A metric in the form that ChatJS sends; its dimensions come in lists. */
const metric = (metricName, unit, value, dimensions) => ({
  metricName,
  unit,
  value,
  timestamp: new Date().toISOString(),
  dimensions: dimensions.flatMap(listOf),
  namespace: "chat-widget",
  dedupeOptions: undefined,
  optionalDimensions: [],
});

/**
 * `connect.csmService`: the client-side metrics of ChatJS, without its injected script, worker and endpoint.
 *
 * Nothing is sent anywhere. A page that wants the metrics takes them itself, with
 * `setGlobalConfig({ csmConfig: { onMetric } })`: from then on `onMetric(metric)` gets each metric, once a customer
 * session was created without `disableCSM`. No method throws, nothing is queued.
 */
export class CsmService {
  /** `global` is where Streams puts its own `csm`, `logger` hears of an `onMetric` that throws. */
  constructor(global, logger) {
    this.widgetType = "CustomChatWidget";
    this.logger = logger;
    this.csmInitialized = false;
    this.metricsToBePublished = [];
    this.agentMetricToBePublished = [];
    this.MAX_RETRY = 5;
    defineHidden(this, { _global: global, _onMetric: undefined });
  }

  loadCsmScriptAndExecute() {
    this.initializeCSM();
  }

  initializeCSM() {
    this.csmInitialized = true;
    this.metricsToBePublished = null;
  }

  /** An absent `widgetType` clears it, as in ChatJS; an absent `onMetric` keeps the one there is. */
  updateCsmConfig(csmConfig) {
    if (typeof csmConfig === "object" && csmConfig && !Array.isArray(csmConfig)) {
      this.widgetType = csmConfig.widgetType;
      if ("onMetric" in csmConfig) {
        this._onMetric = csmConfig.onMetric;
      }
    }
  }

  _hasCSMFailedToImport() {
    return !this.csmInitialized;
  }

  getDefaultDimensions() {
    return [dimension("WidgetType", this.widgetType)];
  }

  /** Hands a metric to the page. */
  addMetric(measured) {
    if (this.csmInitialized && typeof this._onMetric === "function") {
      try {
        this._onMetric(measured);
      } catch (error) {
        this.logger.error("Failed to addMetric csm: ", error);
      }
    }
  }

  setDimensions(measured, dimensions) {
    listOf(measured?.dimensions).push(...listOf(dimensions));
  }

  addLatencyMetric(method, timeDifference, category, otherDimensions) {
    const own = [dimension("Metric", "Latency"), dimension("Category", category)];
    this.addMetric(metric(method, "Milliseconds", timeDifference, [this.getDefaultDimensions(), own, otherDimensions]));
  }

  addLatencyMetricWithStartTime(method, startTime, category, otherDimensions) {
    this.addLatencyMetric(method, Date.now() - startTime, category, otherDimensions);
  }

  addCountAndErrorMetric(method, category, error, otherDimensions) {
    this.addCountMetric(method, category, otherDimensions);
    this._addCount(method, category, otherDimensions, "Error", error ? 1 : 0);
  }

  addCountMetric(method, category, otherDimensions) {
    this._addCount(method, category, otherDimensions, "Count", 1);
  }

  /** Counts of agent sessions also go to the `csm` that Streams brings along. */
  addAgentCountMetric(metricName, count) {
    this.addMetric(metric(metricName, "Count", count, []));
    try {
      this._global.csm?.API.addCount(metricName, count);
    } catch {
      // One that refuses: telemetry never breaks a call.
    }
  }

  /** What the library itself measures of one request: how long it took, that it was made, whether it failed. */
  _measure(method, milliseconds, failed, contentType) {
    const dimensions = contentType ? [dimension("ContentType", contentType)] : [];
    this.addLatencyMetric(method, milliseconds, "API", dimensions);
    this.addCountAndErrorMetric(method, "API", failed, dimensions);
  }

  _addCount(method, category, otherDimensions, kind, value) {
    const [first, last] = [dimension("Category", category), dimension("Metric", kind)];
    this.addMetric(metric(method, "Count", value, [this.getDefaultDimensions(), [first], otherDimensions, [last]]));
  }
}
