/** Client-side metrics. */
declare namespace connect {
  /** A metric as `csmConfig.onMetric` gets it. */
  interface ChatMetric {
    readonly metricName: string;
    readonly unit: "Count" | "Milliseconds";
    readonly value: number;
    /** ISO 8601. */
    readonly timestamp: string;
    readonly dimensions: { name: string; value: string }[];
    readonly namespace: string;
    readonly dedupeOptions: unknown;
    readonly optionalDimensions: { name: string; value: string }[];
  }

  /** Client-side metrics. No method throws; without `csmConfig.onMetric` none has an effect. */
  interface CSMService {
    widgetType: string;
    logger: {
      options: Record<string, unknown>;
      debug(...args: unknown[]): void;
      info(...args: unknown[]): void;
      warn(...args: unknown[]): void;
      error(...args: unknown[]): void;
      advancedLog(...args: unknown[]): void;
      _shouldLog(level: number): boolean;
      _writeToClientLogger(level: number, logStatement: string): void;
      _log(level: number, args: unknown[]): void;
      _convertToSingleStatement(args: unknown[]): string;
      _convertToString(arg: unknown): string;
    };
    csmInitialized: boolean;
    metricsToBePublished: Record<string, unknown>[];
    agentMetricToBePublished: Record<string, unknown>[];
    MAX_RETRY: number;
    loadCsmScriptAndExecute(): void;
    initializeCSM(): void;
    updateCsmConfig(csmConfig: Record<string, unknown>): void;
    _hasCSMFailedToImport(): boolean;
    getDefaultDimensions(): { name: string; value: string }[];
    addMetric(metric: Record<string, unknown>): void;
    setDimensions(metric: Record<string, unknown>, dimensions: Array<{ name: string; value: string }>): void;
    addLatencyMetric(
      method: string,
      timeDifference: number,
      category: string,
      otherDimensions?: Array<{ name: string; value: string }>,
    ): void;
    addLatencyMetricWithStartTime(
      method: string,
      startTime: number,
      category: string,
      otherDimensions?: Array<{ name: string; value: string }>,
    ): void;
    addCountAndErrorMetric(
      method: string,
      category: string,
      error: boolean,
      otherDimensions?: Array<{ name: string; value: string }>,
    ): void;
    addCountMetric(method: string, category: string, otherDimensions?: Array<{ name: string; value: string }>): void;
    addAgentCountMetric(metricName: string, count: number): void;
  }
}
