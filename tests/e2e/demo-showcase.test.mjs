// The demo's agents who show one thing each, as a customer meets them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { demoSuite } from "./lib/demo-suite.mjs";

const suite = demoSuite();

/** A chat with one of them, connected. */
async function chatWith(script) {
  const demo = await suite.open();
  await demo.start({ script });
  return demo;
}

/** The agent's next text. */
const answer = (demo, text) => demo.panel("customer").locator(".other .content").getByText(text);

describe("interactive messages", () => {
  it("can be answered by a tap, one of each template", async () => {
    const demo = await chatWith("interactive");
    const panel = demo.panel("customer");
    await panel.getByRole("button", { name: /^My parcel/ }).click();
    await demo.bubble("customer", "My parcel").and(demo.page.locator(".own")).waitFor();
    const slot = panel.locator("button.option", { hasText: "30 minutes" });
    const label = await slot.locator("b").innerText();
    await slot.click();
    await demo.bubble("customer", label).and(demo.page.locator(".own")).waitFor();
    await panel.getByRole("button", { name: "It is not there" }).click();
    await panel.locator(".carousel-card", { hasText: "Voucher" }).getByRole("button").click();
    await demo.bubble("customer", "Voucher").and(demo.page.locator(".own")).waitFor();
    await panel.getByRole("button", { name: "Somewhat" }).click();
    await answer(demo, /^That was every kind of question/).waitFor();
  });

  it("can be a view with a form, whose answer is sent as one", async () => {
    const demo = await chatWith("form");
    await demo.press("Open the form");
    await demo.page.getByLabel("Parcel number").fill("4471-A");
    await demo.panel("customer").locator(".view-form").getByRole("button", { name: "Send" }).click();
    await answer(demo, "Thank you, I have: number 4471-A.").waitFor();
    await demo.panel("customer").locator(".own .answers").getByText("4471-A").waitFor();
    assert.equal(await demo.logged("describeView").count(), 1);
  });
});

describe("signing in", () => {
  it("opens the provider's page and goes on in the chat", async () => {
    const demo = await chatWith("sign-in");
    const opened = demo.page.waitForEvent("popup");
    await demo.press("Sign in");
    await (await opened).getByRole("heading", { name: "You are signed in" }).waitFor();
    await answer(demo, "Thank you, you are signed in: I can see your orders now.").waitFor();
    await demo.logged("onAuthenticationSuccessful").first().waitFor();
  });

  it("can be declined, and asked for again", async () => {
    const demo = await chatWith("sign-in");
    await demo.press("Not now");
    await answer(demo, /^That is fine/).waitFor();
    await demo.logged("onAuthenticationCanceled").first().waitFor();
    await demo.say("customer", "again");
    await demo.panel("customer").getByRole("button", { name: "Sign in" }).nth(1).waitFor();
  });
});

describe("attachments", () => {
  it("are scanned: one is approved, the next one rejected", async () => {
    const demo = await chatWith("files");
    const send = (name) =>
      demo.page.locator("#customer-file").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(name) });
    const file = (name) => demo.panel("customer").locator(".file", { hasText: name });
    await send("first.txt");
    await file("first.txt").getByText("Being checked…").waitFor();
    await file("first.txt").getByRole("button", { name: /^Download/ }).waitFor();
    await send("second.txt");
    await file("second.txt").getByText("Rejected by the scan").waitFor();
    assert.equal(await file("second.txt").getByRole("button").count(), 0);
  });
});

describe("a persistent chat", () => {
  it("begins with what was said in an earlier one", async () => {
    const demo = await chatWith("returning");
    await demo.panel("customer").getByText("An earlier chat is continued").waitFor();
    await demo.bubble("customer", "12 Harbour Street, please.").and(demo.page.locator(".own")).waitFor();
    await answer(demo, /^Welcome back/).waitFor();
  });

  it("continues the one that has just ended", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    await demo.tell("customer", "Remember this");
    await demo.press("End chat");
    await demo.connection("ended");
    const first = await demo.page.evaluate(() => document.querySelector("#customer .message").dataset.id);
    await demo.press("Continue this one");
    await demo.connection("connected");
    await demo.panel("customer").getByText("An earlier chat is continued").waitFor();
    await demo.bubble("customer", "Remember this").and(demo.page.locator(`.own[data-id="${first}"]`)).waitFor();
  });
});
