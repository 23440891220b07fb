// Whether a connection is back is seen on what comes through: a message of the agent, heard by the page.
import assert from "node:assert/strict";
import { it } from "node:test";
import { setTimeout as pass } from "node:timers/promises";

/** What the browser says of refused handshakes, failed requests, and sockets of frozen pages. */
export const FAILED = /WebSocket connection to .* failed|Failed to load resource|net::ERR_INTERNET_DISCONNECTED/;

/** The agent says something this often. Also how exact a measured time is. */
const CALL_MS = 250;

/**
 * The agent calls until the page hears it.
 *
 * @param {import("./chat-page.mjs").ChatPage} chat
 * @param {number} within milliseconds after which it is given up
 * @returns {Promise<number | null>} milliseconds until a message came through; null if none did
 */
export async function timeUntilHeard(chat, within) {
  const start = Date.now();
  for (let call = 1; Date.now() - start < within; call += 1) {
    await chat.agent("message", { content: `${CALL} ${call}` });
    await pass(CALL_MS);
    if (await hears(chat)) return Date.now() - start;
  }
  return null;
}

const CALL = "Can you hear me?";

async function hears(chat) {
  const texts = await chat.texts();
  return texts.some((text) => text.startsWith(CALL));
}

/**
 * A fault happens to a page that is connected; afterwards it is connected again, within the bound, and both sides hear
 * each other.
 *
 * @param {import("./chat-page.mjs").ChatPage} chat
 * @param {import("./faults.mjs").Fault} fault
 */
export async function survives(chat, { strike, within, reason }) {
  await chat.talk("before");
  await strike(chat);
  const time = await timeUntilHeard(chat, within);
  assert.notEqual(time, null, `not connected again within ${within} ms`);
  await chat.talk("after");
  await chat.message("Customer after");
  const story = await chat.story();
  const rounds = story.slice(2);
  assert.ok(rounds.length > 0 && rounds.length % 2 === 0, `told ${story}`);
  rounds.forEach((told, index) => assert.equal(told, index % 2 === 0 ? "LOST" : "ESTABLISHED"));
  if (reason) assert.equal((await chat.event("onConnectionLost")).data.reason, reason);
}

/**
 * A test for each fault of a family. They may run at the same time: most of them wait.
 *
 * @param {ReturnType<import("./chat-suite.mjs").chatSuite>} suite
 * @param {Record<string, import("./faults.mjs").Fault>} family
 */
export function survivesAll(suite, family) {
  for (const fault of Object.values(family)) {
    it(fault.title, async (test) => {
      const own = suite.during(test);
      own.expectComplaint(FAILED);
      await survives(await (fault.device ? own.device(fault.device) : own.connected()), fault);
    });
  }
}
