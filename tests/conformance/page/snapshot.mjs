/**
 * Turns any value that a page can get from the library into plain JSON, keeping what a page could
 * notice: own keys and their order, keys whose value is `undefined`, errors with their name and
 * message, functions, instances of classes, blobs. Stacks are left out: engines differ.
 */

const NATIVE_ERRORS = [TypeError, SyntaxError, RangeError, ReferenceError, EvalError, URIError];

/** The most specific native class an error belongs to (class names of a bundle say nothing). */
function errorKind(error) {
  const native = NATIVE_ERRORS.find((type) => error instanceof type);
  return native ? native.name : "Error";
}

function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function ownMembers(value, seen, skip = []) {
  const members = {};
  for (const key of Object.keys(value)) {
    if (!skip.includes(key)) members[key] = snapshot(value[key], seen);
  }
  return members;
}

function snapshotObject(value, seen) {
  if (value instanceof Error) {
    return {
      "<error>": errorKind(value),
      name: value.name,
      message: value.message,
      ...ownMembers(value, seen, ["name", "message", "stack"]),
    };
  }
  if (value instanceof Blob) {
    return { "<blob>": value.type, size: value.size, ...ownMembers(value, seen) };
  }
  if (value instanceof Date) return `<date ${value.toISOString()}>`;
  if (value instanceof Promise) return "<promise>";
  if (Array.isArray(value)) return value.map((element) => snapshot(element, seen));
  if (isPlain(value)) return ownMembers(value, seen);
  return { "<instance>": true, ...ownMembers(value, seen) };
}

/** @param {unknown} value @returns JSON that stands for it */
export function snapshot(value, seen = []) {
  switch (typeof value) {
    case "undefined":
      return "<undefined>";
    case "function":
      return "<function>";
    case "symbol":
    case "bigint":
      return `<${String(value)}>`;
    case "number":
      return Number.isFinite(value) ? value : `<${value}>`;
    case "object": {
      if (value === null) return null;
      if (seen.includes(value)) return "<circular>";
      return snapshotObject(value, [...seen, value]);
    }
    default:
      return value;
  }
}
