import { API_VERSION } from "./about.js";
import { INFO, WARN } from "./level.js";
import { GLOBAL_CONFIG } from "./logs.js";

/**
 * Telemetry through `connect.publishMetric`, which Amazon Connect Streams brings along. It throws until the agent's
 * panel is initialised: that is logged, and breaks no call.
 */
export function createStreams(connect, logs) {
  const log = (...args) => logs.write(INFO, GLOBAL_CONFIG, undefined, ...args);

  function publish(line, metric) {
    if (connect.publishMetric) {
      try {
        connect.publishMetric({ ...metric, customCCPName: "ChatJS" });
        log("publishMetric - The published Metric is", metric);
      } catch (error) {
        logs.write(WARN, GLOBAL_CONFIG, undefined, "publishMetric failed", error);
      }
    }
    log(line, metric);
  }

  const dimensions = (category, errorType, chatJSVersion) => ({
    category: `StreamsJS-${connect.version}-ChatJS${category}`,
    ...(errorType && { errorType }),
    streamsJSVersion: connect.version,
    chatJSVersion,
  });

  return {
    sessionCreated() {
      publish("publishEventMetric - The Event Metric is", {
        name: "ChatJSEventMetric",
        data: { count: 1 },
        dimensions: dimensions("ConnectSessionSuccess", undefined, API_VERSION),
      });
    },

    /** `category` is `"CreateSessionError"` or `"ConnectSessionError"`. */
    failed(category) {
      publish("publishErrorMetric - The Error Metric is", {
        name: "ChatJSSuccessMetric",
        data: { count: 0 },
        dimensions: dimensions(category, "InternalServerError"),
      });
    },
  };
}
