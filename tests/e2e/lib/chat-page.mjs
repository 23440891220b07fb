// A page that talks to connect-local through the built library, for the tests that watch it do so.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { openPage } from "./browser.mjs";

const PATIENCE_MS = 20_000;
const POLL_MS = 10;

/** Resolves with what `condition()` gives as soon as that is truthy; rejects after so many milliseconds. */
export async function until(what, condition, patience = PATIENCE_MS) {
  for (const start = Date.now(); ; await sleep(POLL_MS)) {
    const value = await condition();
    if (value) return value;
    if (Date.now() - start > patience) throw new Error(`waited in vain for ${what}, ${patience} ms`);
  }
}

export class ChatPage {
  /**
   * Opens one of the pages in `tests/e2e/pages/chat/` in a browser context of its own.
   *
   * @param {import("playwright-core").Browser} browser
   * @param {import("./service.mjs").Service} service
   * @param {object} [options]
   * @param {string} [options.file] the page's name (default: `blank.html`, with nothing on it but the library)
   * @param {boolean} [options.clock] the page's clock can be moved with `forward`
   * @param {(page: import("playwright-core").Page) => Promise<void>} [options.prepare] runs before the page loads
   */
  static async open(browser, service, { file = browser.home ?? "blank.html", clock = false, prepare } = {}) {
    const opened = await openPage(browser);
    const chat = new ChatPage(opened, service);
    if (clock) await opened.page.clock.install();
    await prepare?.(opened.page);
    await chat.load(file);
    return chat;
  }

  /** Loads a page of the service, from another origin than that of its requests, as in earnest. */
  async load(file) {
    await this.page.goto(`${this.#service.url.replace("127.0.0.1", "localhost")}/${file}`);
  }

  #service;
  #network;

  /**
   * @param {Awaited<ReturnType<typeof openPage>>} opened
   * @param {import("./service.mjs").Service} service
   */
  constructor({ page, problems, network }, service) {
    this.page = page;
    /** Console errors and warnings so far, of the page and of the browser. */
    this.problems = problems;
    /** What `POST /start-chat` gave for the contact of this page. */
    this.details = null;
    this.#network = network;
    this.#service = service;
  }

  get contactId() {
    return this.details.ContactId;
  }

  /** Sends the library's requests to the service; `config` is laid over what `setGlobalConfig` gets. */
  async configure(config = {}) {
    await this.page.evaluate((given) => connect.ChatSession.setGlobalConfig(given), {
      endpoint: this.#service.url,
      region: "us-west-2",
      ...config,
    });
  }

  /** Starts a contact, creates its session under the name "customer" with these options, and connects it. */
  async start({ config, options, ...request } = {}) {
    await this.configure(config);
    this.details = await this.#service.startChat(request);
    await this.create("customer", { options });
    await this.connect();
  }

  /** Creates a session on the page's contact. `options.persist` is the name of a storage. */
  async create(name = "customer", args = {}) {
    await this.page.evaluate(
      ([as, details, more]) => window.chat.create(as, details, more),
      [name, this.details, args],
    );
  }

  /** Loads the page again, as its user does, and goes on with the session that it kept; false when there is none. */
  async reload(args = {}) {
    await this.page.reload();
    await this.configure();
    return this.page.evaluate((given) => window.chat.resume("customer", given), args);
  }

  /** What a member of a session holds, e.g. `get("pendingMessages")`. */
  get(member, name = "customer") {
    return this.page.evaluate(([of, what]) => window.chat.sessions[of][what], [name, member]);
  }

  /** Connects a session; resolves when the service sends it what happens. */
  async connect(name = "customer") {
    await this.resolved("connect", undefined, name);
    await this.subscribed(1, name);
  }

  /** Resolves when a session's socket, the `count`th to open, is subscribed to what happens. */
  async subscribed(count = 1, name = "customer") {
    // The answer to the socket's first deep heartbeat: the service has read the subscription sent before it.
    await this.event("onDeepHeartbeatSuccess", count, name);
  }

  /** Calls a method of a session; resolves with `{resolved}` or `{rejected}`. */
  call(method, args, name = "customer") {
    return this.page.evaluate((call) => window.chat.call(...call), [name, method, args]);
  }

  /** Calls a method and resolves with its result; fails if it rejects. */
  async resolved(method, args, name) {
    const outcome = await this.call(method, args, name);
    assert.ok("resolved" in outcome, `${method} rejected with ${JSON.stringify(outcome.rejected)}`);
    return outcome.resolved;
  }

  /** Calls a method and resolves with the reason of its rejection; fails if it resolves. */
  async rejected(method, args, name) {
    const outcome = await this.call(method, args, name);
    assert.ok("rejected" in outcome, `${method} resolved with ${JSON.stringify(outcome.resolved)}`);
    return outcome.rejected;
  }

  /** Sends a text as the customer. */
  send(message, more = {}) {
    return this.resolved("sendMessage", { message, contentType: "text/plain", ...more });
  }

  /** Starts a call without waiting for it; `outcome(id)` resolves when it has settled. */
  begin(id, method, args, name = "customer") {
    return this.page.evaluate((call) => window.chat.begin(...call), [id, name, method, args]);
  }

  /** How a call that was begun went: `{resolved}` or `{rejected}`. */
  outcome(id) {
    return until(`the outcome of ${id}`, () => this.page.evaluate((of) => window.chat.outcome(of), id));
  }

  /** The events of a session so far, of one kind if `method` names its subscription. */
  events(method, name = "customer") {
    return this.page.evaluate((of) => window.chat.events(...of), [name, method]);
  }

  /** Resolves with the payload of the `count`th event of a kind. */
  async event(method, count = 1, name = "customer") {
    const events = await until(`${method}, ${count} time(s), of ${name}`, async () => {
      const seen = await this.events(method, name);
      return seen.length >= count && seen;
    });
    return events[count - 1].payload;
  }

  /** The texts of the messages that a session was told of. */
  async texts(name) {
    const told = await this.events("onMessage", name);
    const messages = told.map(({ payload }) => payload.data).filter(({ Type }) => Type === "MESSAGE");
    return messages.map(({ Content }) => Content);
  }

  /** Resolves when a session was told of a message with this text. */
  message(text, name) {
    return until(`the message "${text}"`, async () => (await this.texts(name)).includes(text));
  }

  /** Says something on both sides, and hears it. */
  async talk(about) {
    await this.send(`Customer ${about}`);
    await this.agent("message", { content: `Agent ${about}` });
    await this.message(`Agent ${about}`);
  }

  /** What a session was told of its connection, in order: `ESTABLISHED`, `LOST`, `BROKEN`. */
  async story(name) {
    const told = (await this.events(undefined, name)).map(({ event }) => event);
    const changes = told.map((event) => /^CONNECTION_(ESTABLISHED|LOST|BROKEN)$/.exec(event)?.[1]);
    return changes.filter((change) => change);
  }

  /** Moves the page's clock on, timer by timer. */
  forward(milliseconds) {
    return this.page.clock.runFor(milliseconds);
  }

  /** The same in steps of a second; what each of them starts has its answer before the next. */
  async live(seconds) {
    for (let second = 1; second <= seconds; second += 1) {
      await this.forward(1_000);
      await until("answers", () => this.#network.idle());
    }
  }

  /** Lets the page's clock jump, as that of a machine that slept: what is due fires once. */
  sleep(milliseconds) {
    return this.page.clock.fastForward(milliseconds);
  }

  /** Addresses that the page asked for so far, sockets and the library's script included. */
  requested() {
    return this.#network.requested();
  }

  /** Takes the network from the page, or gives it back, as the browser emulates it. */
  offline(offline) {
    return this.page.context().setOffline(offline);
  }

  /** The agent of the page's contact does something, e.g. `agent("message", {content})`. */
  agent(action, body) {
    return this.#service.agent(this.contactId, action, body);
  }

  /** Orders trouble for the page's contact, e.g. `control("upgrades", {mode: "refuse"})`. */
  control(action, body) {
    return this.#service.control(action, { contactId: this.contactId, ...body });
  }

  /** Acts on the page's contact from outside, e.g. `controlContact("drop")`. */
  controlContact(action, body) {
    return this.#service.controlContact(this.contactId, action, body);
  }

  /** The sockets that the service accepted for the page's contact. */
  async sockets() {
    return (await this.#service.log(this.contactId)).sockets;
  }

  /** How often the service refused a handshake of the page's contact. */
  async refusals() {
    return (await this.#service.log(this.contactId)).refused;
  }

  /** The requests of the page's contact, preflights aside; those of one operation if `path` ends so. */
  async requests(path = "") {
    const { requests } = await this.#service.log(this.contactId);
    return requests
      .filter((request) => request.method !== "OPTIONS" && request.path.endsWith(path))
      .map((request) => ({ ...request, body: request.body ? JSON.parse(request.body) : null }));
  }

  async close() {
    await this.page.context().close();
  }
}
