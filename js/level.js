/** Levels of log statements. A statement is written from the configured level upwards. */
export const DEBUG = 10;
export const INFO = 20;
export const WARN = 30;
export const ERROR = 40;
export const ADVANCED_LOG = 50;

/** The same as pages see them: `connect.ChatSession.LogLevel`. */
export const LogLevel = { DEBUG, INFO, WARN, ERROR, ADVANCED_LOG };
