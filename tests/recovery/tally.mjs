/**
 * What a page made of a conversation, beside what the service has on record.
 *
 * @param {{ Id: string, Content: string }[]} said the messages of the service's transcript, in its order
 * @param {string[]} shown the ids of messages in the order in which the page has them
 * @param {{ text: string, outcome?: "accepted" | "rejected" }[]} written what the customer wrote, and how
 *   `sendMessage` went; no outcome: the page that wrote it was gone
 */
export function tally(said, shown, written) {
  const place = new Map(said.map(({ Id }, index) => [Id, index]));
  const texts = new Map();
  for (const { Content } of said) texts.set(Content, (texts.get(Content) ?? 0) + 1);
  const arrived = ({ text }) => texts.get(text) ?? 0;
  const rejected = written.filter(({ outcome }) => outcome === "rejected");
  const unique = [...new Set(shown)];

  return {
    said: said.length,
    /** On record, but never shown. */
    lost: said.length - unique.filter((id) => place.has(id)).length,
    /** Shown more than once. */
    doubled: shown.length - unique.length,
    /** Shown after one that is younger. */
    misplaced: countMisplaced(unique.map((id) => place.get(id) ?? -1)),
    /** Shown, but not on record. */
    invented: unique.filter((id) => !place.has(id)).length,
    written: written.length,
    /** Written and not rejected, but not on record. */
    unsent: written.filter((one) => one.outcome !== "rejected" && arrived(one) === 0).length,
    /** On record more than once. */
    sentTwice: written.filter((one) => arrived(one) > 1).length,
    /** The customer was told that it failed. */
    rejected: rejected.length,
    /** The same, although it is on record: writing it again says it twice. */
    rejectedInVain: rejected.filter((one) => arrived(one) > 0).length,
  };
}

function countMisplaced(places) {
  let youngest = -1;
  let misplaced = 0;
  for (const place of places) {
    if (place < youngest) misplaced += 1;
    youngest = Math.max(youngest, place);
  }
  return misplaced;
}

/** The sum of several. */
export function total(tallies) {
  const sum = {};
  for (const one of tallies) {
    for (const [name, count] of Object.entries(one)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}

/** What must not be: an empty list for a page that missed nothing. */
export const faults = (sum) =>
  ["lost", "doubled", "misplaced", "invented", "unsent", "sentTwice", "rejected"].filter((name) => sum[name] > 0);
