// Starts connect-local for a test and speaks to its agent's side and its control interface.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

const START_TIMEOUT_MS = 20_000;
const STOP_TIMEOUT_MS = 5_000;

/** Path of the built service: `CONNECT_LOCAL`, else the debug build in cargo's target folder. */
export function serviceBinary() {
  if (process.env.CONNECT_LOCAL) return resolve(process.env.CONNECT_LOCAL);
  const target = process.env.CARGO_TARGET_DIR ?? join(repository, "target");
  const name = process.platform === "win32" ? "connect-local.exe" : "connect-local";
  return join(target, "debug", name);
}

/**
 * Starts a service of its own on a free port.
 *
 * @param {object} [options]
 * @param {string} [options.www] folder served at `/` (default: the demo, `www/`)
 * @param {string} [options.dist] folder served at `/dist/` (default: `E2E_DIST`, else `dist/`);
 *   `E2E_DIST=node_modules/amazon-connect-chatjs/dist` runs a suite against ChatJS itself
 * @param {string} [options.modules] folder served at `/node_modules/` (default: not served)
 * @param {string} [options.script] script of contacts that name none (default: `silent`)
 * @param {string[]} [options.args] further command-line arguments
 * @returns {Promise<Service>}
 */
export async function startService(options = {}) {
  const dist = resolve(repository, options.dist ?? process.env.E2E_DIST ?? "dist");
  const library = join(dist, "amazon-connect-chat.js");
  if (!existsSync(library)) throw new Error(`${library} is not there: build it with npm run build`);
  const args = [
    "--port",
    "0",
    "--www",
    resolve(repository, options.www ?? "www"),
    "--dist",
    dist,
    "--script",
    options.script ?? "silent",
    ...(options.modules ? ["--modules", resolve(repository, options.modules)] : []),
    ...(options.args ?? []),
  ];
  const child = spawn(serviceBinary(), args, { stdio: ["ignore", "pipe", "pipe"] });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaints += text;
  });
  const url = await readUrl(child, () => complaints);
  return new Service(url, child);
}

/** Resolves with the address in the one line that the service prints when it listens. */
function readUrl(child, complaints) {
  return new Promise((fulfil, reject) => {
    const fail = (why) => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(new Error(`connect-local did not start: ${why}\n${complaints()}`));
    };
    const timer = setTimeout(() => fail(`silent for ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
    child.once("error", (error) => fail(`${error.message} (build it: cargo build -p connect-local)`));
    child.once("exit", (code) => fail(`exit code ${code}`));
    createInterface({ input: child.stdout }).once("line", (line) => {
      const url = /^connect-local listening on (http:\/\/\S+)$/.exec(line)?.[1];
      if (!url) return fail(`unexpected first line "${line}"`);
      clearTimeout(timer);
      child.removeAllListeners("exit");
      fulfil(url);
    });
  });
}

/** A running connect-local. Every call rejects unless the service answers with a 2xx status. */
export class Service {
  #child;

  constructor(url, child) {
    /** Base address without a slash at the end, e.g. `http://127.0.0.1:41234`. */
    this.url = url;
    this.#child = child;
  }

  /** GETs a path and resolves with the parsed JSON. */
  get(path) {
    return this.#call("GET", path);
  }

  /** POSTs a JSON body to a path and resolves with the parsed JSON (`null` for an empty answer). */
  post(path, body = {}) {
    return this.#call("POST", path, body);
  }

  /** Starts a contact as a page's backend would; resolves with `{ContactId, ParticipantId, ParticipantToken}`. */
  async startChat(request = {}) {
    return (await this.post("/start-chat", request)).data.startChatResult;
  }

  /** POSTs to one contact's endpoint of the agent's side, e.g. `agent(id, "message", {content})`. */
  agent(contactId, action, body = {}) {
    return this.post(`/agent/contacts/${encodeURIComponent(contactId)}/${action}`, body);
  }

  /** POSTs to the control interface, e.g. `control("faults", {operation: "message", status: 400})`. */
  control(action, body = {}) {
    return this.post(`/control/${action}`, body);
  }

  /** POSTs to one contact's endpoint of the control interface, e.g. `controlContact(id, "drop")`. */
  controlContact(contactId, action, body = {}) {
    return this.control(`contacts/${encodeURIComponent(contactId)}/${action}`, body);
  }

  /** The recorded requests and sockets, of one contact or of all. */
  log(contactId) {
    return this.get(contactId ? `/control/log?contactId=${encodeURIComponent(contactId)}` : "/control/log");
  }

  /** Ends the process and waits until it is gone. May be called repeatedly. */
  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
  }

  async #call(method, path, body) {
    const response = await fetch(this.url + path, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === "" ? null : JSON.parse(text);
  }
}
