import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { cache } from "./paths.mjs";
import { say } from "./report.mjs";

const POLL_MS = 200;

/**
 * Does something that no two commands in this folder may do at once: a build that is replaced
 * while another one reads it would mix the two.
 *
 * @template T
 * @param {() => Promise<T>} job
 * @returns {Promise<T>}
 */
export async function alone(job) {
  const lock = cache("lock");
  mkdirSync(cache(), { recursive: true });
  for (let waited = false; !take(lock); waited = true) {
    if (!waited) say(`waiting for another command of this project (process ${holder(lock)})`);
    await sleep(POLL_MS);
  }
  try {
    return await job();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The file appears with its content in it. One whose process has ended in the middle is void. */
function take(lock) {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (!isRunning(holder(lock))) rmSync(lock, { force: true });
    return false;
  } finally {
    rmSync(own);
  }
}

/** @returns {number} process id; NaN when the lock has just been given back */
function holder(lock) {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    return NaN;
  }
}

function isRunning(pid) {
  if (Number.isNaN(pid)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
