// The widget of examples/rust/: the crate used from Rust alone, in a browser, against the local service.
import assert from "node:assert/strict";
import { it } from "node:test";
import { complaintsOf } from "../e2e/lib/browser.mjs";
import { Suite, suiteOf } from "../e2e/lib/suite.mjs";

const EVENT = "application/vnd.amazonaws.connect.event.";
const WAIT_MS = 20_000;

/** The widget in a browser, and the other side of its chat. */
class Widget {
  constructor(service, page) {
    Object.assign(this, { service, page, problems: complaintsOf(page) });
  }

  async open() {
    const started = this.page.waitForResponse("**/start-chat");
    await this.page.goto(this.service.url);
    const { data } = await (await started).json();
    this.contactId = data.startChatResult.ContactId;
    await this.state("connected");
    return this;
  }

  close() {
    return this.page.context().close();
  }

  agent(action, body) {
    return this.service.agent(this.contactId, action, body);
  }

  state(wanted) {
    return this.shows((text) => document.querySelector("#state").textContent === text, wanted);
  }

  said(wanted) {
    return this.shows((text) => [...document.querySelectorAll("li")].some((item) => item.textContent === text), wanted);
  }

  all() {
    return this.page.locator("li").allTextContents();
  }

  async say(text) {
    await this.page.fill("#text", text);
    await this.page.click("text=Send");
  }

  /** Waits until the service was sent an event of this content type. */
  async sent(contentType) {
    const end = Date.now() + WAIT_MS;
    while (!(await this.events()).includes(contentType)) {
      assert.ok(Date.now() < end, `no ${contentType}: ${await this.events()}`);
      await this.page.waitForTimeout(20);
    }
  }

  async events() {
    const { requests } = await this.service.log(this.contactId);
    const events = requests.filter(({ method, path }) => method === "POST" && path === "/participant/event");
    return events.map(({ body }) => JSON.parse(body).ContentType);
  }

  shows(check, text) {
    return this.page.waitForFunction(check, text, { timeout: WAIT_MS });
  }
}

class WidgetSuite extends Suite {
  async opened() {
    const context = await this.browser.newContext();
    return this.keep(new Widget(this.service, await context.newPage()).open());
  }
}

const suite = suiteOf(WidgetSuite, { www: "examples/rust" });

it("a widget in Rust holds a conversation, to its end", async () => {
  const widget = await suite.opened();
  await widget.say("Where is my parcel?");
  await widget.said("Maria: Where is my parcel?");
  await widget.agent("message", { content: "On its way." });
  await widget.said("Ada: On its way.");
  assert.deepEqual(await widget.all(), ["Maria: Where is my parcel?", "Ada: On its way."]);
  await widget.sent(`${EVENT}typing`);
  await widget.sent(`${EVENT}message.read`);

  await widget.page.click("text=Leave");
  await widget.state("ended");
  assert.ok(await widget.page.isDisabled("#text"));
  assert.equal(await widget.page.textContent("#problem"), "");
});

it("what is said while the connection of a widget in Rust is away comes, in order", async () => {
  const widget = await suite.opened();
  await widget.agent("message", { content: "One" });
  await widget.said("Ada: One");
  await suite.service.controlContact(widget.contactId, "drop");
  await widget.agent("message", { content: "Two" });
  await widget.agent("message", { content: "Three" });
  await widget.said("Ada: Three");
  await widget.state("connected");
  assert.deepEqual(await widget.all(), ["Ada: One", "Ada: Two", "Ada: Three"]);
});

it("a call that the service refuses is shown as what it is", async () => {
  suite.expectComplaint(/400/);
  const widget = await suite.opened();
  await suite.service.control("faults", {
    operation: "message",
    errorType: "ValidationException",
    message: "Not like this.",
    status: 400,
    contactId: widget.contactId,
  });
  await widget.say("Hello?");
  await widget.shows((text) => document.querySelector("#problem").textContent === text, "ValidationException: Not like this.");
});
