// One service and one browser for all tests of a file, and a page for each of them.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { ChatPage } from "./chat-page.mjs";
import { startService } from "./service.mjs";

/**
 * Registers the hooks of a test file. After each test, its page must have complained of nothing unexpected.
 *
 * @returns {ChatSuite}
 */
export function chatSuite() {
  const suite = new ChatSuite();
  before(async () => {
    const service = startService({ www: "tests/e2e/pages/chat" });
    [suite.service, suite.browser] = await Promise.all([service, launchBrowser()]);
  });
  afterEach(() => suite.close());
  after(() => Promise.all([suite.service?.stop(), suite.browser?.close()]));
  return suite;
}

class ChatSuite {
  #chat = null;
  #expected = [];

  /** Opens a page for the running test; `options` are those of `ChatPage.open`. */
  async open(options) {
    this.#chat = await ChatPage.open(this.browser, this.service, options);
    return this.#chat;
  }

  /** Opens a page with a customer on it who is connected; `request` starts the contact. */
  async connected(options, request) {
    const chat = await this.open(options);
    await chat.start(request);
    return chat;
  }

  /** Complaints of the running test's page that match are in order: the browser reports each failed request. */
  expectComplaint(pattern) {
    this.#expected.push(pattern);
  }

  /** Closes the page and checks what it complained of. */
  async close() {
    const expected = this.#expected.splice(0);
    const chat = this.#chat;
    if (!chat) return;
    this.#chat = null;
    await chat.close();
    const problems = chat.problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
    assert.deepEqual(problems, [], "the page complained");
  }
}
