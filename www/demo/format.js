// Text for people: times, sizes, and payloads whose secrets are shortened. No DOM.

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const preciseClock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});

/** Hours and minutes of an ISO time, in the reader's locale; empty for none. */
export function timeOfDay(iso) {
  return iso ? clock.format(new Date(iso)) : "";
}

const calendar = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** Day and time of an appointment as time pickers spell it (`2030-03-14T09:00+00:00`); `null` for any other text. */
export function dayAndTime(text) {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:?\d\d$/.test(text ?? "") ? calendar.format(new Date(text)) : null;
}

/** Time of day with milliseconds. */
export function preciseTime(date) {
  return preciseClock.format(date);
}

/** The start of an id, enough to tell two apart. */
export function shortId(id) {
  return id.slice(0, 8);
}

/** A byte count in B, kB or MB. */
export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const SHOWN_CHARACTERS = 6;

function shortenSecret(text) {
  return text.length <= SHOWN_CHARACTERS
    ? text
    : `${text.slice(0, SHOWN_CHARACTERS)}… (${text.length} characters)`;
}

// A connection URL or a pre-signed one is a credential too: only its origin and first folder are shown.
function shortenUrl(text) {
  const match = /^([a-z]+:\/\/[^/]+\/[^/?]*)[/?]/i.exec(text);
  return match ? `${match[1]}/…` : text;
}

/**
 * Copies a value for display: values of keys that end in `token` and of keys named `url` are shortened, at any
 * depth; errors, files and blobs become something JSON can show.
 */
export function redact(value, key = "") {
  if (typeof value === "string") {
    if (/token$/i.test(key)) return shortenSecret(value);
    if (/url$/i.test(key)) return shortenUrl(value);
    return value;
  }
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof Blob !== "undefined" && value instanceof Blob) {
    return `${value.name ?? "Blob"} (${value.type || "no type"}, ${fileSize(value.size)})`;
  }
  if (Array.isArray(value)) return value.map((member) => redact(member));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, redact(member, name)]));
  }
  return value;
}

/** Indented JSON of a value, with secrets shortened. */
export function pretty(value) {
  return JSON.stringify(redact(value), null, 2) ?? String(value);
}

/** A sentence on why a call was rejected: the library rejects with strings, plain objects and errors. */
export function reasonText(reason) {
  if (typeof reason === "string") return reason;
  const cause = reason?._debug?._debug ?? reason?._debug ?? reason;
  return cause?.message || cause?.type || "unknown reason";
}
