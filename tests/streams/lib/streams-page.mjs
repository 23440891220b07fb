// A page with Amazon Connect Streams on it, and the stand-in for the panel that Streams puts into an iframe.
import { setTimeout as sleep } from "node:timers/promises";
import { openPage } from "../../e2e/lib/browser.mjs";

const PATIENCE_MS = 20_000;
const POLL_MS = 20;

/** Resolves with what `condition()` gives as soon as that is truthy; rejects when it takes too long. */
export async function until(what, condition) {
  for (const start = Date.now(); ; await sleep(POLL_MS)) {
    const value = await condition();
    if (value) return value;
    if (Date.now() - start > PATIENCE_MS) throw new Error(`waited in vain for ${what}`);
  }
}

export class StreamsPage {
  /**
   * Opens a page of `tests/streams/pages/` and has Streams initialise its panel.
   *
   * @param {import("playwright-core").Browser} browser
   * @param {import("../../e2e/lib/service.mjs").Service} service
   * @param {string} file the page's name: which of the two scripts comes first
   * @param {string} agent whose desk it is
   */
  static async open(browser, service, file, agent) {
    const { page, problems } = await openPage(browser);
    await page.goto(`${service.url}/${file}`);
    await page.evaluate(initialise, { agent, endpoint: service.url });
    const panel = page.frames().find((frame) => frame.url().includes("/ccp.html"));
    return new StreamsPage(page, panel, problems);
  }

  constructor(page, panel, problems) {
    this.page = page;
    this.problems = problems;
    this.#panel = panel;
  }

  #panel;

  /** Puts a contact on the agent's desk; resolves when Streams has got its media controller for it. */
  async accept(contactId, details) {
    await this.#panel.evaluate(([id, more]) => window.ccp.connect(id, more), [contactId, details]);
    await until(`the media controller of ${contactId}`, () => this.contact(contactId, "controller"));
  }

  /** One member of what the page knows of a contact: `controller`, `failure`, `details` or `events`. */
  contact(contactId, member) {
    return this.page.evaluate(
      ([id, name]) => {
        const contact = window.contacts[id];
        return name === "controller" ? Boolean(contact?.controller) : contact?.[name];
      },
      [contactId, member],
    );
  }

  /** Waits for an event of a contact's session that passes `test`; resolves with its payload. */
  async event(contactId, name, test = () => true) {
    const found = await until(`${name} of ${contactId}`, async () => {
      const events = (await this.contact(contactId, "events")) ?? [];
      return events.find((event) => event.name === name && test(event.payload));
    });
    return found.payload;
  }

  /** Calls a method of the contact's media controller. */
  call(contactId, method, args) {
    return this.page.evaluate(
      ([id, name, given]) => window.contacts[id].controller[name](given),
      [contactId, method, args],
    );
  }

  /** Runs a function in the panel, with `ccp` at hand. */
  panel(action, argument) {
    return this.#panel.evaluate(action, argument);
  }

  async close() {
    await this.page.context().close();
  }
}

/** What a custom page with Streams does: initialise the panel, take each chat's controller, listen to it. */
async function initialise({ agent, endpoint }) {
  const { connect } = window;
  window.contacts = {};
  // Streams prints its log on the console, each line with its level.
  const lines = [];
  for (const level of ["debug", "info", "warn", "error"]) {
    const print = console[level];
    console[level] = (...args) => {
      lines.push(args.join(" "));
      print.apply(console, args);
    };
  }
  window.logged = (level, text) => lines.some((line) => line.includes(`[${level}]`) && line.includes(text));
  const events = ["onMessage", "onTyping", "onEnded", "onConnectionEstablished", "onConnectionLost", "onReadReceipt"];
  connect.core.initCCP(document.getElementById("ccp"), {
    ccpUrl: `${location.origin}/ccp.html?agent=${agent}`,
    loginPopup: false,
    softphone: { allowFramedSoftphone: false },
  });
  connect.contact((contact) => {
    const known = { events: [], destroyed: false };
    window.contacts[contact.getContactId()] = known;
    contact.onDestroy(() => (known.destroyed = true));
    contact.onConnected(async () => {
      // Streams configures the library for each contact; the endpoint is ours to add, and stays.
      connect.ChatSession.setGlobalConfig({ endpoint });
      try {
        const controller = await contact.getAgentConnection().getMediaController();
        for (const name of events) controller[name]((payload) => known.events.push({ name, payload: structuredClone(payload) }));
        known.details = structuredClone(controller.getChatDetails());
        known.controller = controller;
      } catch (error) {
        known.failure = String(error?.message ?? JSON.stringify(error));
      }
    });
  });
  await new Promise((resolve) => connect.core.onInitialized(resolve));
}
