import { userAgent } from "./about.js";
import { readFeatures } from "./features.js";
import { INFO, WARN } from "./level.js";
import { GLOBAL_CONFIG } from "./logs.js";

const RECEIPTS_FLAG = "MESSAGE_RECEIPTS_ENABLED";
const DEFAULT_REGION = "us-west-2";
const DEFAULT_THROTTLE_MS = 5000;

/** Keys that ChatJS misunderstands in silence when they hold something else. */
const EXPECTED = {
  region: "string",
  endpoint: "string",
  customUserAgentSuffix: "string",
  "webSocketManagerConfig.isNetworkOnline": "function",
  "csmConfig.onMetric": "function",
};

/**
 * The configuration of a page: what `setGlobalConfig`, `setFeatureFlag`, `setRegionOverride` and the options of
 * `create` set. Sessions created later see it; endpoint, user agent, receipts and network probe reach all sessions.
 */
export function createConfig(configure, logs, csm) {
  let stage = "prod";
  let region = DEFAULT_REGION;
  let regionOverride;
  let endpoint;
  let suffix;
  let features = [RECEIPTS_FLAG];
  const sessionFeatures = {};
  let throttleMs = DEFAULT_THROTTLE_MS;

  const receiptsEnabled = () => features.includes(RECEIPTS_FLAG);
  const log = (level, ...args) => logs.write(level, GLOBAL_CONFIG, undefined, ...args);

  function tellCore() {
    configure({
      endpoint,
      userAgent: userAgent(suffix),
      receiptsEnabled: receiptsEnabled(),
      receiptsThrottle: throttleMs,
    });
  }

  function setFeatures(list) {
    if (stage !== "test-stage2") {
      log(INFO, `new features added, initialValue: ${features} , newValue: ${list}`, true);
    }
    features = list;
  }

  function addFeature(name) {
    if (!features.includes(name)) {
      setFeatures([...features, name]);
    }
  }

  function setReceipts(enabled) {
    if (enabled) {
      addFeature(RECEIPTS_FLAG);
    } else {
      features = features.filter((name) => name !== RECEIPTS_FLAG);
    }
  }

  /** The options of a session become the page's own: later sessions without a region follow the last one given. */
  function adopt(options) {
    stage = options.stage || stage;
    region = options.region || region;
  }

  function setNetworkProbe(managerConfig) {
    const probe = managerConfig?.isNetworkOnline;
    if (typeof probe === "function") {
      configure({ isNetworkOnline: probe });
    }
  }

  function warnOfMisfits(config) {
    for (const path of Object.keys(EXPECTED)) {
      const value = path.split(".").reduce((object, key) => object?.[key], config);
      if (value && typeof value !== EXPECTED[path]) {
        log(WARN, `setGlobalConfig: ${path} should be a ${EXPECTED[path]}, not a ${typeof value}`);
      }
    }
  }

  /**
   * What a call leaves out of `loggerConfig` goes back to its default. Receipts keep what an earlier call configured
   * until `features.messageReceipts` says otherwise (ChatJS does so since 5.1.1).
   */
  function setGlobalConfig(config) {
    const loggerConfig = config.loggerConfig;
    const messageReceipts = config.features?.messageReceipts;
    const enabled = messageReceipts ? messageReceipts.shouldSendMessageReceipts !== false : receiptsEnabled();

    adopt(config);
    endpoint = config.endpoint ? String(config.endpoint) : endpoint;
    suffix = config.customUserAgentSuffix || suffix;
    setFeatures(Array.isArray(config.features) ? config.features : features);
    Object.assign(sessionFeatures, config.features);
    configureConnection(config);
    logs.main.updateLoggerConfig(loggerConfig);
    csm.updateCsmConfig(config.csmConfig);
    log(
      WARN,
      "enabling message-receipts by default; to disable set config.features.messageReceipts.shouldSendMessageReceipts = false",
    );
    warnOfMisfits(config);
    if (messageReceipts || config.throttleTime) {
      throttleMs = messageReceipts?.throttleTime || config.throttleTime || DEFAULT_THROTTLE_MS;
    }
    setReceipts(enabled);
    tellCore();
  }

  /** The part that `connect.WebSocketManager.setGlobalConfig` offers too. */
  function configureConnection({ loggerConfig, webSocketManagerConfig }) {
    logs.connection.updateLoggerConfig(loggerConfig);
    setNetworkProbe(webSocketManagerConfig);
  }

  tellCore();

  return {
    adopt,
    configureConnection,
    receiptsEnabled,
    setGlobalConfig,

    setFeatureFlag(feature) {
      addFeature(feature);
      tellCore();
    },

    setRegionOverride(override) {
      regionOverride = override;
    },

    /** What a session created now does beyond ChatJS. */
    features: (options) => readFeatures({ ...sessionFeatures, ...options }),

    /** The region of a session created now. */
    region: (options) => String(regionOverride || options.region || region),

    /** The service's address for a region. */
    endpoint: (forRegion) => endpoint || `https://participant.connect.${forRegion}.amazonaws.com`,
  };
}
