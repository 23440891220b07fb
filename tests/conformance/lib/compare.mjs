/**
 * Finds where two normalised traces differ. A difference is `{path, reference, ours}`; a side that
 * has nothing at the path is `undefined`. Lists of events, requests, frames and log lines are
 * aligned first, so that one extra entry is one difference and not a shift of all that follow.
 */

/** The name of an entry in a list of events, requests, frames, log or console lines. */
export const nameOf = (element) => {
  if (typeof element === "string") return element;
  if (element === null || typeof element !== "object") return undefined;
  if (typeof element.event === "string") return element.event;
  if (typeof element.path === "string") return `${element.method} ${element.path}`;
  if (typeof element.text === "string") return element.text;
  if (Array.isArray(element.args)) return `${element.method} ${element.args[0]}`;
  return undefined;
};

/** Longest common subsequence of two lists of keys, as pairs of indices. */
function align(left, right) {
  const lengths = Array.from({ length: left.length + 1 }, () => new Array(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i][j] =
        left[i] === right[j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Equal entries first; what lies between two of them is paired by name, or by position without names. */
function pair(reference, ours) {
  const anchors = align(reference.map((value) => JSON.stringify(value)), ours.map((value) => JSON.stringify(value)));
  const pairs = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...anchors, [reference.length, ours.length]]) {
    const between = pairByName(reference.slice(i, nextI), ours.slice(j, nextJ));
    pairs.push(...between.map(([left, right]) => [i + left, j + right]));
    if (nextI < reference.length) pairs.push([nextI, nextJ]);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return pairs;
}

function pairByName(reference, ours) {
  const [left, right] = [reference.map(nameOf), ours.map(nameOf)];
  if (![...left, ...right].includes(undefined)) return align(left, right);
  return Array.from({ length: Math.min(left.length, right.length) }, (_, index) => [index, index]);
}

function compareLists(reference, ours, path, report) {
  const pairs = pair(reference, ours);
  for (const [i, j] of pairs) compare(reference[i], ours[j], `${path}[${i}]`, report);
  const [pairedLeft, pairedRight] = [0, 1].map((side) => new Set(pairs.map((both) => both[side])));
  reference.forEach((value, i) => {
    if (!pairedLeft.has(i)) report(`${path}[-${i}]`, value, undefined);
  });
  ours.forEach((value, j) => {
    if (!pairedRight.has(j)) report(`${path}[+${j}]`, undefined, value);
  });
}

function compareObjects(reference, ours, path, report) {
  const left = Object.keys(reference);
  const right = Object.keys(ours);
  for (const key of new Set([...left, ...right])) {
    compare(reference[key], ours[key], path === "" ? key : `${path}.${key}`, report);
  }
  const shared = (keys, other) => keys.filter((key) => other.includes(key)).join(",");
  if (shared(left, right) !== shared(right, left)) {
    report(`${path}.<key order>`, left.join(","), right.join(","));
  }
}

function compare(reference, ours, path, report) {
  if (Object.is(reference, ours)) return;
  const objects = [reference, ours].every((side) => side !== null && typeof side === "object");
  if (!objects || Array.isArray(reference) !== Array.isArray(ours)) report(path, reference, ours);
  else if (Array.isArray(reference)) compareLists(reference, ours, path, report);
  else compareObjects(reference, ours, path, report);
}

/** @returns {{path: string, reference: unknown, ours: unknown}[]} */
export function differences(referenceTrace, ourTrace) {
  const found = [];
  compare(referenceTrace, ourTrace, "", (path, reference, ours) => {
    found.push({ path, reference, ours });
  });
  return found;
}
