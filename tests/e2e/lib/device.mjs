// A chat page on a machine of its own, to which happens what happens to laptops and phones.
//
// Playwright changes the browsers that it launches for the sake of quick and steady tests: pages are never hidden,
// never throttled, never kept in the back/forward cache. Here the browser is started by hand and left as it is.
import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { setTimeout as pass } from "node:timers/promises";
import { chromium } from "playwright-core";
import { browserPath, complaintsOf, FLAGS } from "./browser.mjs";
import { ChatPage, until } from "./chat-page.mjs";
import { Network } from "./network.mjs";
import { ProcessGroup } from "./process-group.mjs";

const START_TIMEOUT_MS = 30_000;

export class Device extends ChatPage {
  /**
   * Starts a browser and opens a page in it.
   *
   * @param {import("./service.mjs").Service} service
   * @param {object} [options]
   * @param {string} [options.file] the page's name
   * @param {boolean} [options.storable] the page may be stored, as most are; those of the service may not
   * @param {string[]} [options.flags] further arguments of the browser
   * @param {(page: import("playwright-core").Page) => Promise<void>} [options.prepare] runs before the page loads
   */
  static async start(service, { file = "blank.html", storable = false, flags = [], prepare } = {}) {
    const machine = await Machine.start(flags);
    const [page] = machine.context.pages();
    const device = new Device({ page, problems: complaintsOf(page), network: new Network(page) }, service);
    device.#machine = machine;
    await prepare?.(page);
    await (storable ? page.goto(await hostOf(`${service.url}/${file}`)) : device.load(file));
    return device;
  }

  #machine;
  #other = null;

  /** The page's tab is in the background from now on. */
  async hide() {
    this.#other ??= await this.#machine.context.newPage();
    await this.#other.bringToFront();
    await until("the page to be hidden", () => this.page.evaluate(() => document.hidden));
  }

  /** The person comes back to the page's tab. */
  async show() {
    await this.page.bringToFront();
  }

  /** The browser stops the page, as it does with tabs that nobody has looked at for long. */
  async freeze() {
    await this.hide();
    await this.#lifecycle("frozen");
  }

  /** The page goes on, still in the background. */
  async thaw() {
    await this.#lifecycle("active");
  }

  /** Another window gets the keyboard; this one stays visible. */
  async turnAway() {
    const url = "about:blank";
    await this.#machine.control.send("Target.createTarget", { url, newWindow: true });
    await until("another window in front", () => this.page.evaluate(() => !document.hasFocus()));
  }

  /** Leaves for another page. */
  async leave(url) {
    await this.page.goto(url);
  }

  /** Goes back to the page that was left. */
  async comeBack() {
    // A page that is restored does not load, which Playwright's goBack() would wait for.
    await this.page.evaluate(() => history.back()).catch(ignoreNavigation);
    await until("the page", () => this.page.evaluate(() => "chat" in window).catch(ignoreNavigation));
  }

  /** The machine stands still for so long, then goes on. Its clock does not stop. */
  async sleep(milliseconds) {
    this.#machine.signal("SIGSTOP");
    await pass(milliseconds);
    this.#machine.signal("SIGCONT");
  }

  /** Ends the browser. */
  async close() {
    await this.#machine.stop();
  }

  async #lifecycle(state) {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send("Page.setWebLifecycleState", { state });
    await session.detach();
  }
}

/** A call into a page that is navigating away fails; whether it came back is seen elsewhere. */
function ignoreNavigation(error) {
  if (!/navigat|destroyed|closed/i.test(error.message)) throw error;
}

/**
 * Serves a page as most hosts do; resolves with its address. The service forbids the storing of its pages, and
 * browsers do not restore such a page if it had a socket.
 */
async function hostOf(original) {
  const page = await (await fetch(original)).text();
  const html = page.replace("<head>", `<head><base href="${original}" />`);
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(html));
  await once(server.listen(0, "127.0.0.1").unref(), "listening");
  return `http://localhost:${server.address().port}/`;
}

/** A browser and all of its processes. */
class Machine {
  static async start(flags) {
    const machine = new Machine();
    const own = ["--headless", "--remote-debugging-port=0", ...FLAGS, ...flags];
    machine.#processes = await ProcessGroup.start((folder) => ({
      command: [browserPath(), ...own, `--user-data-dir=${folder}`, "about:blank"],
    }));
    const address = await addressOf(machine.#processes);
    machine.#browser = await chromium.connectOverCDP(address, { noDefaults: true });
    [machine.context] = machine.#browser.contexts();
    machine.control = await machine.#browser.newBrowserCDPSession();
    return machine;
  }

  #processes;
  #browser;

  /** Sends a signal to every process of the browser. */
  signal(name) {
    this.#processes.signal(name);
  }

  async stop() {
    await this.#browser.close();
    await this.#processes.stop();
  }
}

/** The address that a browser prints when it can be controlled. */
function addressOf(browser) {
  return new Promise((fulfil, reject) => {
    const late = () => reject(new Error(`the browser did not start within ${START_TIMEOUT_MS} ms`));
    const timer = setTimeout(late, START_TIMEOUT_MS);
    createInterface({ input: browser.stderr }).on("line", (line) => {
      const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
      if (!address) return;
      clearTimeout(timer);
      fulfil(address);
    });
  });
}
