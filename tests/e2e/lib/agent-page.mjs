// The agent's demo page as an agent uses it, for the tests that drive it and the script that photographs it.
import { WwwPage } from "./www-page.mjs";

export class AgentPage extends WwwPage {
  static path = "/agent.html";

  /** Waits until the agent is there for contacts. */
  ready() {
    return this.page.getByText("Available").waitFor();
  }

  /** Starts a scripted customer, e.g. `From a bot`; resolves with the name that waits. */
  async customer(kind) {
    const waiting = this.page.locator("#waiting .contact");
    const before = await waiting.count();
    await this.page.getByRole("button", { name: kind }).click();
    await waiting.nth(before).waitFor();
    return waiting.nth(before).locator("b").innerText();
  }

  /** Accepts a contact that waits; resolves with its panel once that is connected. */
  async accept(name) {
    await this.page.getByRole("button", { name: `Accept ${name}` }).click();
    const panel = this.chat(name);
    await panel.and(this.page.locator("[data-connection=connected]")).waitFor();
    return panel;
  }

  /** Starts a scripted customer and accepts it. */
  async take(kind) {
    return this.accept(await this.customer(kind));
  }

  /** The panel that has this customer. */
  chat(name) {
    return this.page.locator(".slot").filter({ has: this.page.getByRole("heading", { name, exact: true }) });
  }

  /** Writes and sends a text in a panel; resolves when its bubble is there. */
  async say(panel, text) {
    await panel.locator("textarea").fill(text);
    await panel.locator("textarea").press("Enter");
    await this.bubble(panel, text).and(this.page.locator(".own")).waitFor();
  }

  /** The bubbles of a panel that hold exactly this text. */
  bubble(panel, text) {
    return panel.locator(".message").filter({ has: this.page.locator(".content").getByText(text, { exact: true }) });
  }

  async close() {
    await this.page.context().close();
  }
}
