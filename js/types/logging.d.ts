/** Loggers. */
declare namespace connect {
  interface ChatLogger {
    debug(message: string): void;
    info(message: string): void;
    warn(message: string): void;
    error(message: string): void;
  }

  /** `connect.LogManager`. */
  interface ChatLogManager {
    /** A logger that follows the configuration; it exists even while nothing is logged. */
    getLogger(options?: { prefix?: string; logMetaData?: object }): ChatManagedLogger;
    /** Takes the `loggerConfig` of `setGlobalConfig`. */
    updateLoggerConfig(loggerConfig?: ChatGlobalConfig["loggerConfig"]): void;
    writeToClientLogger(level: number, statement: string, metaData?: string): unknown;
    isLevelEnabled(level: number): boolean;
    hasClientLogger(): boolean;
    selectLogger(loggerConfig: NonNullable<ChatGlobalConfig["loggerConfig"]>): object | null;
  }

  /** A logger of `LogManager.getLogger()`. Returns what the configured logger returns, or the line that was written. */
  interface ChatManagedLogger {
    options: { prefix?: string; logMetaData?: object };
    debug(...args: unknown[]): unknown;
    info(...args: unknown[]): unknown;
    warn(...args: unknown[]): unknown;
    error(...args: unknown[]): unknown;
    advancedLog(...args: unknown[]): unknown;
  }
}
