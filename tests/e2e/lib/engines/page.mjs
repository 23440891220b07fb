// A page in another browser, with those members of Playwright's `Page` that the tests of conversations use.

/**
 * What a driver has to give for a page.
 *
 * @typedef {object} Tab
 * @property {(url: string) => Promise<void>} goto resolves when the page has loaded
 * @property {(source: string) => Promise<string | undefined>} run evaluates an expression that gives a promise of a text
 * @property {(offline: boolean) => Promise<void>} [setOffline] takes the network from the page, or gives it back
 * @property {() => Promise<void>} close
 */

export class EnginePage {
  /** The page of `tests/e2e/pages/chat/` that tells what other drivers don't. */
  static HOME = "witnessed.html";

  /** @param {Tab} tab */
  static on(tab) {
    const page = new EnginePage(tab);
    return { page, problems: page.problems, network: page.network };
  }

  /** @type {string[]} What the page complained of; complete when it is closed. */
  problems = [];
  #tab;
  #query = "";

  constructor(tab) {
    this.#tab = tab;
  }

  async goto(url) {
    await this.#tab.goto(url + this.#query);
  }

  /** Runs a function in the page with an argument that is plain data; resolves with its result, plain data too. */
  async evaluate(action, argument) {
    const text = await this.#tab.run(`(async () => JSON.stringify(await (${action})(${literal(argument)})))()`);
    return text === undefined || text === null ? undefined : JSON.parse(text);
  }

  clock = {
    install: async () => {
      this.#query = "?clock";
    },
    runFor: (time) => this.evaluate((milliseconds) => window.pageClock.runFor(milliseconds), time),
    fastForward: (time) => this.evaluate((milliseconds) => window.pageClock.fastForward(milliseconds), time),
  };

  /** What the page asks the network for; as {@link import("../network.mjs").Network}. */
  network = {
    requested: () => this.evaluate(() => window.witness.requested()),
    idle: () => this.evaluate(() => window.witness.idle()),
  };

  context() {
    return this;
  }

  async setOffline(offline) {
    if (this.#tab.setOffline) return this.#tab.setOffline(offline);
    return this.evaluate((value) => window.witness.setOffline(value), offline);
  }

  async close() {
    this.problems.push(...(await this.evaluate(() => window.witness.problems)));
    await this.#tab.close();
  }
}

/** Plain data as an expression. JSON has no `undefined`, and an argument that is not given is not `null`. */
function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal)}]`;
  return value === undefined ? "undefined" : JSON.stringify(value);
}
