// One service and one browser for all tests of a file that drive the demo page, and a page for each of them.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { DemoPage } from "./demo-page.mjs";
import { startService } from "./service.mjs";

/**
 * Registers the hooks of a test file. After each test, its page must have complained of nothing.
 *
 * @returns {DemoSuite}
 */
export function demoSuite() {
  const suite = new DemoSuite();
  before(async () => {
    [suite.service, suite.browser] = await Promise.all([startService(), launchBrowser()]);
  });
  afterEach(() => suite.close());
  after(() => Promise.all([suite.service?.stop(), suite.browser?.close()]));
  return suite;
}

class DemoSuite {
  #demo = null;
  #expected = [];

  /** Opens the demo for the running test, in place of the page before. */
  async open(options) {
    await this.close();
    this.#demo = await DemoPage.open(this.browser, this.service, options);
    return this.#demo;
  }

  /** Complaints of the running test's page that match are in order: the browser reports each failed request. */
  expectComplaint(pattern) {
    this.#expected.push(pattern);
  }

  /** Closes the page and checks what it complained of. */
  async close() {
    const demo = this.#demo;
    if (!demo) return;
    this.#demo = null;
    await demo.close();
    const expected = this.#expected.splice(0);
    const problems = demo.problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
    assert.deepEqual(problems, [], "the page complained");
  }
}
