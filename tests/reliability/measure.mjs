// One fault, one library: how long until the page hears the agent again, and what that took.
import { Device } from "../e2e/lib/device.mjs";
import { timeUntilHeard } from "../e2e/lib/recovery.mjs";
import { LIMIT_MS } from "./limit.mjs";

/** The libraries, by the page that loads them. */
export const LIBRARIES = { ours: "blank.html", original: "original.html" };

/**
 * @typedef {object} Measurement
 * @property {number | null} time milliseconds from the fault's end, or from waking up, to the first message; null: none
 * @property {boolean} broken the page was told that the connection is gone for good
 * @property {number} tries requests for connection details and handshakes since the fault began
 */

/**
 * Opens a page on a machine of its own, connects it, lets the fault happen and waits.
 *
 * @param {import("../e2e/lib/service.mjs").Service} service
 * @param {keyof LIBRARIES} library
 * @param {import("../e2e/lib/faults.mjs").Fault} fault
 * @returns {Promise<Measurement>}
 */
export async function measure(service, library, fault) {
  const device = await Device.start(service, { ...fault.device, file: LIBRARIES[library] });
  try {
    await device.start();
    await device.talk("before");
    const before = await tries(device);
    await fault.strike(device);
    const time = await timeUntilHeard(device, LIMIT_MS);
    const story = await device.story();
    return { time, broken: story.includes("BROKEN"), tries: (await tries(device)) - before };
  } finally {
    await device.close();
  }
}

/** How often the page has asked the service for a connection so far. */
async function tries(device) {
  const requests = await device.requests("/participant/connection");
  return requests.length + (await device.sockets()).length + (await device.refusals());
}
