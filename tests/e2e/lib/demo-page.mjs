// The demo page as a person uses it, for the tests that drive it and the script that photographs it.
import { WwwPage } from "./www-page.mjs";

const PANELS = { customer: "#customer", agent: "#agent" };

export class DemoPage extends WwwPage {
  static path = "/";

  /** Waits until the page's module has run. */
  async ready() {
    await this.page.getByText(/^ChatJS API \d/).waitFor({ state: "attached" });
  }

  /** Starts a chat through the form; resolves when the socket is there. */
  async start({ script = "silent", name = "Alex Rivera" } = {}) {
    await this.page.getByLabel("Your name").fill(name);
    await this.page.locator(`input[value=${script}]`).check();
    await this.page.getByRole("button", { name: "Start chat" }).click();
    await this.connection("connected");
  }

  /** Starts a chat and accepts it at the desk. */
  async startAccepted() {
    await this.start();
    await this.page.getByRole("button", { name: "Accept chat" }).click();
    await this.panel("agent")
      .getByText(/ joined /)
      .waitFor();
  }

  /** One side's panel. */
  panel(side) {
    return this.page.locator(PANELS[side]);
  }

  /** One side's text box. */
  box(side) {
    return this.page.getByLabel(`Message as ${side}`);
  }

  /** The bubbles on one side that hold exactly this text. */
  bubble(side, text) {
    return this.panel(side)
      .locator(".message")
      .filter({ has: this.page.locator(".content").getByText(text, { exact: true }) });
  }

  /** Writes and sends a text; resolves when its bubble is on the writer's side. */
  async say(side, text) {
    await this.box(side).fill(text);
    await this.box(side).press("Enter");
    await this.bubble(side, text).and(this.page.locator(".own")).waitFor();
  }

  /** Writes and sends a text; resolves when the other side shows it. */
  async tell(side, text) {
    await this.say(side, text);
    await this.bubble(side === "customer" ? "agent" : "customer", text)
      .and(this.page.locator(".other"))
      .waitFor();
  }

  /** Waits until the sent bubble of a text has come to `progress`, e.g. `delivered`. */
  async progress(side, text, progress) {
    await this.bubble(side, text)
      .and(this.page.locator(`[data-progress=${progress}]`))
      .waitFor();
  }

  /** Waits until the customer's connection is in a state, e.g. `lost`. */
  async connection(state) {
    await this.page.locator(`#customer[data-connection=${state}]`).waitFor();
  }

  /** The lines of the event log for a callback or a call. */
  logged(name) {
    return this.page.locator(`.log-entry[data-name=${name}]`);
  }

  /** Presses a button, found by how its accessible name begins. */
  async press(name) {
    await this.page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  }

  /** Id of the chat that is open in this tab. */
  contactId() {
    return this.page.evaluate(
      () => JSON.parse(sessionStorage.getItem("connect-demo-chat")).chatDetails.ContactId,
    );
  }

  async close() {
    await this.page.context().close();
  }
}
