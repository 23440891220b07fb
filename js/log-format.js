/** Names whose values are credentials, or what people wrote to each other, in the service's spelling and our own. */
const PRIVATE = /[tT]oken$|[uU]rl$|^(serialized)?Content$/;

/**
 * JSON text of `value`, whatever it holds: an object that occurs again is left out, which is what makes a circular
 * value printable.
 */
export function toJson(value) {
  const seen = new Set();
  return JSON.stringify(value, (key, item) => {
    if (typeof item === "bigint") {
      return String(item);
    }
    if (typeof item !== "object" || item === null) {
      return item;
    }
    return seen.has(item) ? undefined : seen.add(item) && item;
  });
}

const redactedCopy = (object) =>
  JSON.parse(toJson(object), (key, item) => (item && PRIVATE.test(key) ? "[redacted]" : item));

/** A copy of a value for the log, without credentials and contents. An error keeps its name, message and kind. */
export function redact(value) {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return value instanceof Error ? Object.assign(Object.create(value), redactedCopy({ ...value })) : redactedCopy(value);
}

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
    return `${JSON.stringify(value)}`;
  } catch (error) {
    console.error("Error while converting argument to string", value, error);
    return "";
  }
}
