/** Which source each character of a bundle comes from, by its source map (ECMA-426). */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * @param {string} segment Base64 VLQ
 * @returns {number[]}
 */
function decode(segment) {
  const numbers = [];
  let value = 0;
  let shift = 0;
  for (const digit of segment) {
    const bits = DIGITS.indexOf(digit);
    value += (bits & 31) << shift;
    shift += 5;
    if (bits < 32) {
      numbers.push(value & 1 ? -(value >> 1) : value >> 1);
      [value, shift] = [0, 0];
    }
  }
  return numbers;
}

/**
 * @param {string} code the bundle
 * @param {{ sources: string[], mappings: string }} map its source map
 * @returns {Map<string, string>} what of the bundle comes from each source; what comes from none is under ""
 */
export function codeBySource(code, { sources, mappings }) {
  const parts = new Map();
  const add = (source, text) => parts.set(source, (parts.get(source) ?? "") + text);
  const lines = code.split("\n");
  let index = 0;
  mappings.split(";").forEach((mapped, number) => {
    const line = lines[number] ?? "";
    let column = 0;
    let source = "";
    for (const [step, change] of mapped.split(",").filter(Boolean).map(decode)) {
      add(source, line.slice(column, column + step));
      column += step;
      if (change !== undefined) index += change;
      source = change === undefined ? "" : sources[index];
    }
    add(source, line.slice(column));
  });
  return parts;
}
