// The hooks of a test file whose pages chat.
import { ChatPage } from "./chat-page.mjs";
import { Device } from "./device.mjs";
import { Suite, suiteOf } from "./suite.mjs";

const PAGES = { www: "tests/e2e/pages/chat" };

export const chatSuite = () => suiteOf(ChatSuite, PAGES);

/** The same with the script that can recover and queue. */
export const reliableSuite = () => suiteOf(ReliableSuite, PAGES);

class ChatSuite extends Suite {
  /** Opens a page for the running test; `options` are those of `ChatPage.open`. */
  open(options) {
    return this.keep(ChatPage.open(this.browser, this.service, options));
  }

  /** Opens a page with a customer on it who is connected; `request` starts the contact. */
  async connected(options, request) {
    const chat = await this.open(options);
    await chat.start(request);
    return chat;
  }

  /** The same on a machine of its own; `options` are those of `Device.start`. */
  async device(options, request) {
    const device = await this.keep(Device.start(this.service, options));
    await device.start(request);
    return device;
  }
}

class ReliableSuite extends ChatSuite {
  open(options) {
    return super.open({ file: "reliable.html", ...options });
  }
}
