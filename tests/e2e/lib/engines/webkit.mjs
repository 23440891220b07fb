// WebKitGTK on a display that nobody sees, driven by WebDriver. The driver has one session, in it one window for each
// page, and speaks to one window at a time: tests that use several pages at once can't be run with it.
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pass } from "node:timers/promises";
import { ProcessGroup } from "../process-group.mjs";
import { EnginePage } from "./page.mjs";

const START_TIMEOUT_MS = 30_000;
const POLL_MS = 50;

export class WebKit {
  /** Starts the driver at `WEBKIT_DRIVER`, and the browser at `WEBKIT_BROWSER` with it. */
  static async launch() {
    const browser = new WebKit();
    const port = await freePort();
    const { XVFB_RUN, WEBKIT_DRIVER, WEBKIT_BROWSER } = process.env;
    browser.#processes = await ProcessGroup.start((folder) => ({
      command: [XVFB_RUN, "-a", WEBKIT_DRIVER, `--port=${port}`],
      // A container's root user has no sandbox to offer. What the programs write goes where it is removed.
      env: { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", HOME: folder, TMPDIR: folder, XDG_RUNTIME_DIR: folder },
    }));
    browser.#processes.stderr.resume();
    browser.#address = `http://127.0.0.1:${port}`;
    await browser.#ready();
    const options = { binary: WEBKIT_BROWSER, args: ["--automation"] };
    // The driver's time limit for scripts runs on the page's clock, which the tests move.
    const alwaysMatch = { "webkitgtk:browserOptions": options, timeouts: { script: null } };
    const { sessionId } = await browser.#call("POST", "/session", { capabilities: { alwaysMatch } });
    browser.#session = `/session/${sessionId}`;
    browser.#first = await browser.#command("GET", "/window");
    return browser;
  }

  home = EnginePage.HOME;
  #processes;
  #address;
  #session;
  /** The window that the session began with. It stays: others are opened from it. */
  #first;
  #current = null;

  async openPage() {
    const { handle } = await this.#inWindow(this.#first, "POST", "/window/new", { type: "window" });
    const inWindow = (method, path, body) => this.#inWindow(handle, method, path, body);
    return EnginePage.on({
      goto: (url) => inWindow("POST", "/url", { url }),
      async run(source) {
        const { value, error } = await inWindow("POST", "/execute/async", { script: script(source), args: [] });
        if (error !== undefined) throw new Error(error);
        return value;
      },
      close: () => inWindow("DELETE", "/window"),
    });
  }

  async close() {
    await this.#command("DELETE", "");
    await this.#processes.stop();
  }

  async #inWindow(handle, method, path, body) {
    if (this.#current !== handle) await this.#command("POST", "/window", { handle });
    this.#current = handle;
    return this.#command(method, path, body);
  }

  #command(method, path, body) {
    return this.#call(method, this.#session + path, body);
  }

  async #call(method, path, body) {
    const response = await fetch(this.#address + path, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKitWebDriver: ${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  async #ready() {
    for (const start = Date.now(); ; await pass(POLL_MS)) {
      try {
        return await this.#call("GET", "/status");
      } catch (error) {
        if (Date.now() - start > START_TIMEOUT_MS) throw error;
      }
    }
  }
}

/** The body of the function that the driver calls with a callback. */
const script = (source) => `
  const [done] = arguments;
  ${source}.then((value) => done({ value }), (error) => done({ error: String(error?.stack ? error + error.stack : error) }));
`;

/** The driver takes no port of its own choice. */
async function freePort() {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
