/** Names whose values are credentials, or what people wrote to each other, in the service's spelling and our own. */
const PRIVATE = /[tT]oken$|[uU]rl$|^(serialized)?Content$/;

/**
 * JSON text of `value`. With `once`, an object that occurs again is left out: what makes a circular value printable.
 */
export function toJson(value, once) {
  const seen = new Set();
  return JSON.stringify(value, (key, item) => {
    if (typeof item === "bigint") {
      return String(item);
    }
    if (!once || typeof item !== "object" || item === null) {
      return item;
    }
    return seen.has(item) ? undefined : seen.add(item) && item;
  });
}

/**
 * A copy of a value for the log, without credentials and contents. Errors pass: what they say of themselves is
 * their name and message.
 */
export const redact = (value) =>
  value && typeof value === "object" && !(value instanceof Error)
    ? JSON.parse(toJson(value, true), (key, item) => (item && PRIVATE.test(key) ? "[redacted]" : item))
    : value;

/** One argument of a statement as text: what is falsy vanishes, an object shows its own text or its JSON. */
export function toText(value) {
  if (!value) {
    return "";
  }
  if (typeof value === "string") {
    return value;
  }
  const own = typeof value === "object" ? String(value) : "[object Object]";
  if (own !== "[object Object]") {
    return own;
  }
  try {
    return `${toJson(value)}`;
  } catch {
    return `${toJson(value, true)}`;
  }
}
