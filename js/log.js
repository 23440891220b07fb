import { defineHidden } from "./hidden.js";
import { ADVANCED_LOG, DEBUG, ERROR, INFO, LogLevel, WARN } from "./level.js";
import { toJson, toText } from "./log-format.js";

const LEVEL_NAMES = Object.keys(LogLevel);

/** Methods of a logger, by the level they write at. */
const METHODS = { debug: DEBUG, info: INFO, warn: WARN, error: ERROR, advancedLog: ADVANCED_LOG };

/** Methods of a sink that can take ADVANCED_LOG lines. */
const WRITERS = ["warn", "info", "debug", "log", "error"];

const isObject = (value) => typeof value === "object" && value !== null;

/** A number, or a level's name: with Streams on the page `connect.LogLevel.INFO` is the string `"INFO"`. */
const toLevel = (level) => LogLevel[String(level).toUpperCase()] || Number(level) || INFO;

/** A logger of `LogManager.getLogger()`. It asks its manager at every call, so it follows later configuration. */
class ManagedLogger {
  constructor(manager, options) {
    this.options = options;
    defineHidden(this, { _manager: manager });
  }

  _shouldLog(level) {
    return this._manager.hasClientLogger() && this._manager.isLevelEnabled(level);
  }

  _log(level, args) {
    if (this._shouldLog(level)) {
      return this._writeToClientLogger(level, this._convertToSingleStatement(args));
    }
  }

  _writeToClientLogger(level, statement) {
    const { logMetaData } = this.options;
    return this._manager.writeToClientLogger(level, statement, logMetaData && toJson(logMetaData));
  }

  /** A page's own sink gets the arguments as one JSON array, the console gets text with the time. */
  _convertToSingleStatement(args) {
    return this._manager.useClientLogger
      ? toJson(args)
      : this._manager._toText(this.options.prefix, args.map(this._convertToString));
  }

  _convertToString(arg) {
    return toText(arg);
  }
}

for (const method of Object.keys(METHODS)) {
  defineHidden(ManagedLogger.prototype, {
    [method](...args) {
      return this._log(METHODS[method], args);
    },
  });
}

/**
 * `connect.LogManager`: decides whether a statement is written, in which form and where to.
 *
 * Nothing is logged until a configuration names a sink: `customizedLogger` or `logger` (objects with `debug`, `info`,
 * `warn` and `error`), or the console by `useDefaultLogger`.
 */
export class LogManager {
  /** `onChange` hears of every configuration, after it took effect. */
  constructor(onChange) {
    this._level = INFO;
    this._advancedLogWriter = undefined;
    this._clientLogger = null;
    defineHidden(this, { _onChange: onChange, _logContent: false, _reported: false });
  }

  getLogger(options = {}) {
    return new ManagedLogger(this, options);
  }

  /** Takes the inner `loggerConfig` object of `setGlobalConfig`; what it leaves out goes back to its default. */
  updateLoggerConfig(loggerConfig) {
    const config = loggerConfig || {};
    this._level = toLevel(config.level);
    this._clientLogger = this.selectLogger(config);
    this.useClientLogger = this._isClientFormat(config);
    this._advancedLogWriter = this._selectWriter(config);
    this._logContent = this._level === DEBUG && config.logContent === true;
    this._reported = false;
    this._onChange();
  }

  selectLogger({ customizedLogger, logger, useDefaultLogger }) {
    return [customizedLogger, logger].find(isObject) || (useDefaultLogger ? console : null);
  }

  isLevelEnabled(level) {
    return level >= this._level;
  }

  hasClientLogger() {
    return this._clientLogger !== null;
  }

  /**
   * Writes one line, whatever its level. Returns what the sink returned, or the line. A sink that throws breaks no
   * call of the page: it is reported once per configuration.
   */
  writeToClientLogger(level, statement, metaData) {
    if (!this.hasClientLogger()) {
      return undefined;
    }
    const name = LEVEL_NAMES.find((key) => LogLevel[key] === level);
    const method = level === ADVANCED_LOG ? this._advancedLogWriter : name && name.toLowerCase();
    const line = this._toLine(name, statement, metaData);
    if (!method) {
      return name && line;
    }
    try {
      return this._clientLogger[method](line) || line;
    } catch (error) {
      if (!this._reported) {
        this._reported = true;
        console.error(`ChatJS could not write to the logger of loggerConfig with ${method}()`, error);
      }
      return line;
    }
  }

  _isClientFormat({ customizedLogger, logger }) {
    return isObject(customizedLogger) || isObject(logger);
  }

  /**
   * The sink's method for ADVANCED_LOG lines. Without `customizedLogger` none is chosen unless asked for: these lines
   * are then returned to whoever logged them and written nowhere.
   */
  _selectWriter({ advancedLogWriter, customizedLogger }) {
    const custom = isObject(customizedLogger);
    if (advancedLogWriter === undefined || advancedLogWriter === null) {
      return custom ? "warn" : undefined;
    }
    if (this._canWrite(advancedLogWriter)) {
      return advancedLogWriter;
    }
    console.error(
      `${custom ? "customizedLogger: " : ""}incorrect value for loggerConfig:advancedLogWriter; ` +
        `use valid values from list ${custom ? Object.keys(customizedLogger) : WRITERS} but used ${advancedLogWriter}`,
    );
    return "warn";
  }

  _canWrite(method) {
    return WRITERS.includes(method) && (!this._clientLogger || typeof this._clientLogger[method] === "function");
  }

  _toText(prefix, texts) {
    return [`[${new Date().toISOString()}]${prefix ? ` ${prefix}:` : ""}`, ...texts].join(" ");
  }

  _toLine(name, statement, metaData = "") {
    return `${name} ${statement} ${metaData}`;
  }
}

/**
 * The manager of the connection's own lines, which ChatJS configures and formats apart: `logger` goes first, only a
 * `customizedLogger` gets arrays, text has no time, and ADVANCED_LOG goes to `warn` by default.
 */
export class ConnectionLogManager extends LogManager {
  selectLogger({ customizedLogger, logger, useDefaultLogger }) {
    return super.selectLogger({ customizedLogger: logger, logger: customizedLogger, useDefaultLogger });
  }

  _isClientFormat({ customizedLogger }) {
    return isObject(customizedLogger);
  }

  _selectWriter({ advancedLogWriter }) {
    return this._canWrite(advancedLogWriter) ? advancedLogWriter : "warn";
  }

  _toText(prefix, texts) {
    return `${prefix}:${texts.map((text) => `${text} `).join("")}`;
  }

  _toLine(name, statement, metaData) {
    return `${name} ${statement}${metaData ? ` ${metaData}` : ""}`;
  }
}

/**
 * `connect.ChatSession.Logger`: a class of empty methods to inherit from, as in ChatJS. As the documentation uses it,
 * `Logger.info("...")`, it writes to the configured logger.
 */
export function createLoggerClass(logger) {
  class Logger {}
  for (const method of Object.keys(METHODS)) {
    defineHidden(Logger.prototype, { [method]() {} });
    Logger[method] = (...args) => logger[method](...args);
  }
  return Logger;
}
