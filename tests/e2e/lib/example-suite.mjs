// One service and one browser for all tests of a file that run published examples, and a page for each of them.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { ExamplePage } from "./example-page.mjs";
import { startService } from "./service.mjs";

/**
 * Registers the hooks of a test file. After each test, its page must have complained of nothing.
 *
 * @returns {ExampleSuite}
 */
export function exampleSuite() {
  const suite = new ExampleSuite();
  before(async () => {
    const service = startService({ www: "tests/e2e/pages/examples" });
    [suite.service, suite.browser] = await Promise.all([service, launchBrowser()]);
  });
  afterEach(() => suite.close());
  after(() => Promise.all([suite.service?.stop(), suite.browser?.close()]));
  return suite;
}

class ExampleSuite {
  #example = null;
  #expected = [];

  /** Opens a page for the running test: one with nothing on it but the library, unless `file` names another. */
  async open(file = "index.html", prepare) {
    this.#example = await ExamplePage.open(this.browser, this.service, file, prepare);
    return this.#example;
  }

  /** Opens a page and starts a chat on it, as nearly every example does first. */
  async chat(request) {
    const example = await this.open();
    await example.run("start", "configure");
    await example.start(request);
    return example;
  }

  /** Complaints of the running test's page that match are in order: the browser reports each failed request. */
  expectComplaint(pattern) {
    this.#expected.push(pattern);
  }

  /** Closes the page and checks what it complained of. */
  async close() {
    const expected = this.#expected.splice(0);
    const example = this.#example;
    if (!example) return;
    this.#example = null;
    await example.close();
    const problems = example.problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
    assert.deepEqual(problems, [], "the page complained");
  }
}
