/**
 * Lines of a page's logger. Level and format of every line are part of the contract; the texts are
 * so only for the statements below, which pages and support tools look for.
 */

/** Beginnings of the statements that are compared, with all their arguments. */
const CONTRACT = [
  "Browser info:",
  "Subscribed successfully to event:",
  "Connect successful!",
  "onConnectionSuccess response",
  "Connect Failed. Error: ",
  "Ignoring duplicate call to connect.",
  "Cannot call ",
  "Disconnect participant successfully",
  "Disconnect participant failed.",
  "Ignoring messageReceipt:",
  "Failed to auto-fetch transcript on connection:",
  "Error while creating chat session",
  "enabling message-receipts by default;",
  "new features added,",
  "Ignoring sendEvent API bec chat has ended",
];

/** `LEVEL [arguments as JSON] {metadata as JSON, may be missing}`: see the specification's line format. */
const LINE = /^(DEBUG|INFO|WARN|ERROR|ADVANCED_LOG) (\[.*\]) (\{.*\})?$/s;

function parse({ method, args }) {
  const match = args.length === 1 && typeof args[0] === "string" ? LINE.exec(args[0]) : null;
  if (!match) return { text: "<line of another format>", method, args };
  const [, level, statement, metadata] = match;
  try {
    const [text, ...rest] = JSON.parse(statement);
    return { text: `${level} ${text}`, method, rest, metadata: metadata ? JSON.parse(metadata) : null };
  } catch {
    return { text: "<line of another format>", method, args };
  }
}

const isContract = ({ text }) =>
  text.startsWith("<") || CONTRACT.some((start) => text.slice(text.indexOf(" ") + 1).startsWith(start));

/** The lines that are compared; a line of another format always is. */
export function keepContractLines(logs) {
  // The socket layer has a format of its own: prefix and text.
  const session = logs.filter(({ args }) => !String(args[0]).includes("AMZ_WEB_SOCKET_MANAGER:"));
  return session.map(parse).filter(isContract);
}
