// One service and one browser for all tests of a file, and pages for each of them.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { startService } from "./service.mjs";

/**
 * What the tests of a file share: `service` and `browser`. After each test its pages are closed, and they must have
 * complained of nothing unexpected.
 */
export class Suite {
  #pages = [];
  #expected = [];

  /** Takes care of a page of the running test; resolves with it. */
  async keep(opening) {
    const page = await opening;
    this.#pages.push(page);
    return page;
  }

  /** Complaints of the running test's pages that match are in order: the browser reports each failed request. */
  expectComplaint(pattern) {
    this.#expected.push(pattern);
  }

  /** Closes the pages and checks what they complained of. */
  async close() {
    const expected = this.#expected.splice(0);
    const pages = this.#pages.splice(0);
    await Promise.all(pages.map((page) => page.close()));
    const problems = pages.flatMap((page) => page.problems);
    const unexpected = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
    assert.deepEqual(unexpected, [], "the page complained");
  }

  /** A suite of its own on the same service and browser, for one of several tests that run at the same time. */
  during(test) {
    const own = Object.assign(new this.constructor(), { service: this.service, browser: this.browser });
    test.after(() => own.close());
    return own;
  }
}

/**
 * Registers the hooks of a test file.
 *
 * @template {Suite} T
 * @param {new () => T} Kind
 * @param {Parameters<typeof startService>[0]} [options] of the service
 * @returns {T}
 */
export function suiteOf(Kind, options) {
  const suite = new Kind();
  before(async () => {
    [suite.service, suite.browser] = await Promise.all([startService(options), launchBrowser()]);
  });
  afterEach(() => suite.close());
  after(() => Promise.all([suite.service?.stop(), suite.browser?.close()]));
  return suite;
}
