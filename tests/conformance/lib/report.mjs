/** Everything that the suite prints. */

const LONGEST = 400;

function show(value) {
  const text = value === undefined ? "(nothing)" : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

export function printDifference({ path, reference, ours }) {
  console.log(`      ${path}`);
  console.log(`        reference: ${show(reference)}`);
  console.log(`        ours:      ${show(ours)}`);
}

/** One line per scenario: how it came out, which accepted entries it touches, how long it took. */
export function printScenario({ scenario, failure, found, unexplained, ms }) {
  const accepted = [...new Set(found.map(({ anchor }) => anchor).filter(Boolean))];
  const verdict = failure ? "FAIL" : unexplained.length > 0 ? "DIFF" : "ok  ";
  const note = accepted.length > 0 ? ` (accepted: ${accepted.join(", ")})` : "";
  console.log(`${verdict} ${scenario.id} - ${scenario.title}${note} [${ms} ms]`);
  if (failure) console.log(`      ${failure.replaceAll("\n", "\n      ")}`);
  unexplained.forEach(printDifference);
}
