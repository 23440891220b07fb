// A page that runs the examples of the published documents, for the tests that watch them do it.
import { openPage } from "./browser.mjs";

const TIMEOUT_MS = 15_000;

export class ExamplePage {
  /**
   * Opens one of the pages in `tests/e2e/pages/examples/` in a browser context of its own.
   *
   * @param {import("playwright-core").Browser} browser
   * @param {import("./service.mjs").Service} service
   * @param {string} file the page's name, e.g. `module.html`
   * @param {(page: import("playwright-core").Page) => Promise<void>} [prepare] runs before the page loads
   */
  static async open(browser, service, file, prepare) {
    const { page, problems } = await openPage(browser);
    const example = new ExamplePage(page, problems, service);
    await page.exposeFunction("show", (name, value) => example.#arrived(name, value));
    await prepare?.(page);
    await page.goto(`${service.url}/${file}`);
    return example;
  }

  #service;
  #arrivals = new Map();
  #waiting = new Map();

  constructor(page, problems, service) {
    page.setDefaultTimeout(TIMEOUT_MS);
    this.page = page;
    /** Console errors and warnings so far, of the page and of the browser. */
    this.problems = problems;
    this.#service = service;
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => {
        if (JSON.parse(payload).topic === "aws/subscribe") this.#arrived("subscribed");
      });
    });
  }

  /** Whether the page runs ChatJS itself instead of this library. */
  async isOriginal() {
    return this.page.evaluate(() => window.connect.ChatJS.implementation === undefined);
  }

  /** Runs an example, `name` of `file.mjs`, on the page's `chatSession`; resolves with what it returns. */
  run(file, name, ...args) {
    return this.page.evaluate(
      async (call) => {
        const examples = await import(`/${call.file}.mjs`);
        return examples[call.name](window.chatSession, ...call.args);
      },
      { file, name, args },
    );
  }

  /** Starts a chat and creates its session, which is the page's `chatSession` from now on. */
  async create(request) {
    this.details = await this.run("start", "create", request);
    return this.details;
  }

  /** Connects the session; resolves when the service will send it what happens. */
  async connect() {
    const result = await this.run("calls", "connect");
    await this.shown("subscribed");
    return result;
  }

  /** Starts a chat and connects to it. */
  async start(request) {
    await this.create(request);
    await this.connect();
    return this.details;
  }

  /** The next value that the page shows under `name`; each is handed out once, in order. */
  shown(name) {
    const early = this.#list(this.#arrivals, name);
    if (early.length > 0) return Promise.resolve(early.shift());
    return new Promise((fulfil, reject) => {
      const late = () => reject(new Error(`the page showed no "${name}" for ${TIMEOUT_MS} ms`));
      const timer = setTimeout(late, TIMEOUT_MS);
      this.#list(this.#waiting, name).push((value) => {
        clearTimeout(timer);
        fulfil(value);
      });
    });
  }

  /** What the page has shown under `name` and `shown` has not handed out. */
  unread(name) {
    return [...this.#list(this.#arrivals, name)];
  }

  /** The agent of the page's chat does something, e.g. `agent("message", {content})`. */
  agent(action, body) {
    return this.#service.agent(this.details.ContactId, action, body);
  }

  /** The agent's side raises an event, named without the common prefix of content types. */
  agentEvent(name, content) {
    return this.agent("event", { contentType: `application/vnd.amazonaws.connect.event.${name}`, content });
  }

  /** Orders trouble in the page's chat, e.g. `control("faults", {operation: "transcript"})`. */
  control(action, body) {
    return this.#service.control(action, { contactId: this.details.ContactId, ...body });
  }

  /** Acts on the page's chat from outside, e.g. `controlContact("drop")`. */
  controlContact(action, body) {
    return this.#service.controlContact(this.details.ContactId, action, body);
  }

  /** The requests of the page's chat to a path, with their bodies parsed. */
  async requests(path) {
    const { requests } = await this.#service.log(this.details.ContactId);
    return requests
      .filter((request) => request.path === path && request.method !== "OPTIONS")
      .map((request) => ({ ...request, body: request.body ? JSON.parse(request.body) : null }));
  }

  async close() {
    await this.page.context().close();
  }

  #arrived(name, value) {
    const wait = this.#list(this.#waiting, name).shift();
    if (wait) wait(value);
    else this.#list(this.#arrivals, name).push(value);
  }

  #list(lists, name) {
    if (!lists.has(name)) lists.set(name, []);
    return lists.get(name);
  }
}
