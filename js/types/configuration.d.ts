/** What `connect.ChatSession.setGlobalConfig` takes. */
declare namespace connect {
  interface ChatLogLevel {
    readonly DEBUG: 10;
    readonly INFO: 20;
    readonly WARN: 30;
    readonly ERROR: 40;
  }

  interface ChatGlobalConfig extends ChatSessionOptions {
    readonly loggerConfig?: {
      /** Where statements go. Every method gets one line of text. */
      readonly customizedLogger?: {
        debug: (...msg: any[]) => void;
        info: (...msg: any[]) => void;
        warn: (...msg: any[]) => void;
        error: (...msg: any[]) => void;
      };
      /** The same as `customizedLogger`, which wins over it. */
      readonly logger?: object;
      /** Statements below this level are not written. Default: INFO. Level names work at run time too. */
      readonly level?: ChatLogLevel[keyof ChatLogLevel];
      /** Write to the console. Default: false, nothing is logged. */
      readonly useDefaultLogger?: boolean;
      /** The logger's method that gets ADVANCED_LOG lines. */
      readonly advancedLogWriter?: "warn" | "info" | "debug" | "log" | "error" | null;
      /** With level DEBUG: write tokens and message contents too. Default: false, they are redacted. */
      readonly logContent?: boolean;
    };
    readonly region?: string;
    readonly features?: ChatFeatures & {
      messageReceipts?: {
        /** Send delivered and read receipts. Default: true. */
        shouldSendMessageReceipts?: boolean;
        /** Receipts are collected for this long, in ms. Default: 5000. */
        throttleTime?: number;
      };
    };
    /** Added to the `x-amz-user-agent` header of requests. */
    readonly customUserAgentSuffix?: string;
    readonly webSocketManagerConfig?: {
      /** Tells whether there is a network, where the browser does not: React Native. May be async. */
      isNetworkOnline: () => boolean | Promise<boolean>;
    };
    /** Base URL of the service. Default: the region's own. */
    readonly endpoint?: string;
    readonly stage?: string;
    readonly cell?: string;
    readonly csmConfig?: {
      /** Dimension `WidgetType` of metrics. Default: `"CustomChatWidget"`. */
      readonly widgetType?: string;
      /** Gets every metric. Without it metrics go nowhere. */
      readonly onMetric?: (metric: ChatMetric) => void;
    };
  }
}
