// Reading and building page objects for the core (value.rs). Member names and known texts are small
// numbers, in the order of the lists that the core hands over once.

let names;
let terms;
let numbers;

export const useTexts = (fieldList, termList) => {
  names = fieldList.split(",");
  terms = termList.split(",");
  numbers = new Map(terms.map((text, number) => [text, number]));
};

/** The number of a known text, 255 for anything else. */
export const term = (value) => numbers.get(value) ?? 255;

export const fromTerm = (number) => terms[number];

export const get = (value, field) => value?.[names[field]] ?? undefined;

export const at = (value, index) => (Array.isArray(value) ? (value[index] ?? undefined) : undefined);

export const length = (value) => (Array.isArray(value) ? value.length : 0);

export const isAbsent = (value) => value == null;

/** The index of the first element that is this one, or -1. */
export const position = (array, element) => array.indexOf(element);

export const set = (value, field, member) => {
  value[names[field]] = member;
};

export const dictionary = () => new Map();

export const entry = (map, key) => map.get(key);

/** Undefined takes out what is there. */
export const setEntry = (map, key, value) => (value === undefined ? map.delete(key) : map.set(key, value));

/** Replaces `count` elements (0 or 1) from `index` on by `value`, or by nothing if it is undefined. */
export const splice = (array, index, count, value) => {
  array.splice(index, count, ...(value === undefined ? [] : [value]));
};

export const parse = (text) => {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
};

export const toJson = (value) => JSON.stringify(value);

export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The number, NaN for anything else. */
export const number = (value) => (typeof value === "number" ? value : NaN);

/** What is neither a text nor a number names no moment, though `Date` would take null for one. */
export const time = (value) => (/string|number/.test(typeof value) ? new Date(value).getTime() : NaN);

export const isoTime = (milliseconds) => new Date(milliseconds).toISOString();

const text = (value) => (value == null ? "" : String(value));

/** Two hashes side by side, of 21 and of 32 bits: each multiplies for each character. */
export const digest = (value) => {
  const read = text(value);
  let [low, high] = [0x811c9dc5, 0x1b873593];
  for (let i = 0; i < read.length; i += 1) {
    low = Math.imul(low ^ read.charCodeAt(i), 0x01000193);
    high = Math.imul(high ^ read.charCodeAt(i), 0x5bd1e995);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
};

/** What the first group of a regular expression matches in a text. */
export const captured = (value, pattern) =>
  typeof value === "string" ? new RegExp(pattern).exec(value)?.[1] : undefined;

const percent = (character) => `%${character.charCodeAt().toString(16).toUpperCase()}`;

/** Half of a surrogate pair, which cannot be encoded, becomes the replacement character. */
export const pathSegment = (value) =>
  encodeURIComponent(text(value).replace(/[\ud800-\udfff]/gu, "\ufffd")).replace(/[!'()*]/g, percent);

export const joined = (first, second) => text(first) + text(second);

export const copy = (value) => {
  if (Array.isArray(value)) return value.slice();
  return isObject(value) ? { ...value } : value;
};

/** Removes null members and elements, in place: the value was parsed for us and is nobody else's yet. */
export const compact = (value) => {
  if (Array.isArray(value)) return value.filter((element) => element != null).map(compact);
  if (isObject(value)) {
    for (const name of Object.keys(value)) {
      if (value[name] == null) delete value[name];
      else value[name] = compact(value[name]);
    }
  }
  return value;
};
