// How long a connection may take to come back, in milliseconds, and why: the numbers of docs/defaults.md, added up.
// None of them is a measurement, and none is tight.

/** What a slow machine adds to anything: browsers, the service and the tests share its processors. */
export const SLACK_MS = 15_000;

/** The first loss of a socket that worked is repaired at once: one request, one handshake. */
export const AT_ONCE_MS = SLACK_MS;

/** A socket that fell silent just after a beat: the next beat goes unanswered, the one after it notices. */
export const HEARTBEAT_MS = 2 * 10_000 + SLACK_MS;

/** The same where timers fire once a minute. */
export const THROTTLED_MS = 60_000 + HEARTBEAT_MS;

/** On waking up a socket is asked for a sign of life, and replaced when there is none within 3 s. */
export const PROBE_MS = 3_000 + SLACK_MS;

/** Tries wait for 1, 2, 4 ... seconds at the most, and never for longer than 30. */
const CAP_MS = 30_000;

/** So many tries fail, each after the longest delay, and the next one succeeds. */
export function backoff(failures) {
  const ceilings = Array.from({ length: failures + 1 }, (_, tries) => Math.min(1_000 * 2 ** tries, CAP_MS));
  return ceilings.reduce((sum, ceiling) => sum + ceiling) + SLACK_MS;
}

/** However long it was down: no delay that runs is longer than the cap. */
export const OUTAGE_MS = CAP_MS + SLACK_MS;

/** A handshake that is not answered is given up after 10 s. */
export const HANDSHAKE_MS = 10_000 + backoff(1);

/** A subscription is asked for four times, a second apart, or refused five times; then the socket is given up. */
export const SUBSCRIPTION_MS = 4_000 + backoff(1);

/** A browser that says "offline" makes tries rare, and forbids none. */
export const FALSE_OFFLINE_MS = 30_000 + SLACK_MS;
