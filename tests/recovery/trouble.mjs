import { setTimeout as sleep } from "node:timers/promises";

/** How long a page may take to come back before it is left alone, in real time. */
const PATIENCE_MS = 60_000;

/** What a connection dies of, by how often. Each gets a function that orders something of the contact's service. */
const CAUSES = [
  [40, cut],
  [12, closed],
  [10, silent],
  [14, refused],
  [8, halfOpen],
  [16, failing],
];

/** Statuses of a service, or of something before it, that has trouble and will get over it. */
const PASSING = [429, 500, 502, 503, 504];

async function cut(order) {
  await order.contact("drop");
}

/** The service says goodbye: a restart, a fault, a connection that is too old. */
async function closed(order, random) {
  await order.contact("drop", { code: random.pick([1001, 1011, 1012, 4000]) });
}

/** The network forgets the connection and tells nobody. */
async function silent(order) {
  await order.contact("mute");
}

async function refused(order, random) {
  const [status, times] = [random.pick([403, 500, 503]), random.between(1, 3)];
  await order.control("upgrades", { mode: "refuse", status, times });
  await cut(order);
}

/** The next connection is none. */
async function halfOpen(order) {
  await order.control("upgrades", { mode: "half-open", times: 1 });
  await cut(order);
}

/** Requests fail on the way there, or on the way back when the service has done its work. */
async function failing(order, random) {
  const operation = random.pick(["connection", "transcript", "message", "message"]);
  const [times, late] = [random.between(1, 2), random.pick([true, false])];
  const how = random.pick([{ abort: true }, { status: random.pick(PASSING) }]);
  await order.control("faults", { operation, times, late, ...how });
  await cut(order);
}

/**
 * Kills the connections of a contact at random moments, as often as told: each time one that is open.
 *
 * @param {import("../e2e/lib/service.mjs").Service} service
 * @param {import("./feed.mjs").Feed} feed
 * @param {string} contactId
 * @param {ReturnType<import("./random.mjs").createRandom>} random
 * @param {{ times: number, pauseMs: [number, number] }} how `pauseMs`: between a connection and its end
 * @returns {Promise<number>} how often: less than told if the page does not come back
 */
export async function makeTrouble(service, feed, contactId, random, { times, pauseMs }) {
  const order = {
    contact: (what, body) => service.controlContact(contactId, what, body),
    control: (what, body) => service.control(what, { contactId, ...body }),
  };
  let done = 0;
  while (done < times && (await feed.isLive(contactId, PATIENCE_MS))) {
    await sleep(random.between(...pauseMs));
    if (!(await feed.isLive(contactId, PATIENCE_MS))) break;
    feed.bury(contactId);
    await random.weighted(CAUSES)(order, random);
    done += 1;
  }
  await order.control("upgrades", { mode: "accept" });
  return done;
}
