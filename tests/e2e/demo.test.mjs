// Drives the demo page in Chromium against connect-local, as a person would: by clicks, keys and what is to be seen.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { demoSuite } from "./lib/demo-suite.mjs";

const suite = demoSuite();

describe("conversation", () => {
  it("goes both ways, with who, when, typing and ticks", async () => {
    const demo = await suite.open();
    await demo.start({ name: "Sam Okoro" });
    await demo.panel("agent").getByRole("heading", { name: "Sam Okoro would like to chat" }).waitFor();
    await demo.press("Accept chat");
    await demo
      .panel("customer")
      .getByText(/ joined /)
      .waitFor();

    await demo.box("customer").pressSequentially("Is anybody there?");
    await demo.panel("agent").getByText("Sam Okoro is typing").waitFor();
    await demo.box("customer").press("Enter");
    const question = demo.bubble("agent", "Is anybody there?");
    await question.waitFor();
    await demo.panel("agent").getByText("Sam Okoro is typing").waitFor({ state: "hidden" });
    assert.equal(await question.locator(".author").innerText(), "Sam Okoro");
    assert.match(await question.locator("time").getAttribute("datetime"), /^\d{4}-\d\d-\d\dT/);
    await demo.progress("customer", "Is anybody there?", "delivered");

    await demo.box("agent").pressSequentially("Yes, I am");
    await demo.progress("customer", "Is anybody there?", "read");
    await demo
      .panel("customer")
      .getByText(/ is typing$/)
      .waitFor();
    await demo.box("agent").press("Enter");
    await demo.bubble("customer", "Yes, I am").waitFor();
    await demo
      .panel("customer")
      .getByText(/ is typing$/)
      .waitFor({ state: "hidden" });
    await demo.progress("agent", "Yes, I am", "delivered");
    await demo.box("customer").focus();
    await demo.progress("agent", "Yes, I am", "read");
  });

  it("is greeted and answered by the scripted agent", async () => {
    const demo = await suite.open();
    await demo.start({ script: "greeter" });
    const received = demo.panel("customer").locator(".message.other");
    await received.first().waitFor();
    const greetings = await received.count();
    await demo.say("customer", "help");
    await received.nth(greetings).waitFor();
    await demo.progress("customer", "help", "read");
    await demo.say("customer", "bye");
    await demo.connection("ended");
  });

  it("shows markup as text and runs none of it", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    const text = `<img src="x" onerror="document.title='hit'"><b>bold</b>`;
    await demo.tell("agent", text);
    await demo.tell("customer", text);
    assert.equal(await demo.page.locator(".conversation img, .content b, .log img").count(), 0);
    assert.notEqual(await demo.page.title(), "hit");
  });

  it("draws Markdown without trusting it", async () => {
    const demo = await suite.open();
    await demo.start();
    await suite.service.agent(await demo.contactId(), "message", {
      contentType: "text/markdown",
      content: "**Bold** and [a link](https://example.com/)\n- one\n- two\n\n[no](javascript:alert(1))",
    });
    const content = demo.panel("customer").locator(".content");
    await content.getByText("Bold", { exact: true }).waitFor();
    assert.deepEqual(await content.locator("strong, li").allInnerTexts(), ["Bold", "one", "two"]);
    assert.deepEqual(await content.locator("a").evaluateAll((links) => links.map((link) => link.href)), [
      "https://example.com/",
    ]);
  });

  it("shows what happens to the people in it", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    const contactId = await demo.contactId();
    const event = (name) => ({ contentType: `application/vnd.amazonaws.connect.event.${name}` });
    await suite.service.agent(contactId, "event", event("participant.idle"));
    await demo.panel("customer").getByText(/ is idle /).waitFor();
    await suite.service.agent(contactId, "event", event("participant.returned"));
    await demo.panel("customer").getByText(/ is back /).waitFor();
    await suite.service.agent(contactId, "transfer");
    await demo.panel("customer").getByText("The chat was transferred").waitFor();
  });

  it("carries an attachment from the customer to the desk and back to disk", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    await demo.page
      .getByLabel("Attach a file")
      .setInputFiles({ name: "receipt.txt", mimeType: "text/plain", buffer: Buffer.from("total: 12.50") });
    await demo.panel("agent").getByText("receipt.txt").waitFor();
    const [download] = await Promise.all([
      demo.page.waitForEvent("download"),
      demo.press("Download receipt.txt"),
    ]);
    assert.equal(download.suggestedFilename(), "receipt.txt");
    assert.equal(await readFile(await download.path(), "utf8"), "total: 12.50");
  });

  it("goes on after the page was reloaded", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    await demo.tell("customer", "Before the reload");
    await demo.page.reload();
    await demo.connection("connected");
    await demo.bubble("customer", "Before the reload").waitFor();
    await demo.tell("agent", "After the reload");
    await demo.tell("customer", "Still here");
  });
});

describe("trouble", () => {
  it("comes back after the connection was dropped, with what was said meanwhile", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    const contactId = await demo.contactId();
    await suite.service.control("upgrades", { contactId, mode: "refuse" });
    await demo.press("Drop the connection");
    await demo.connection("lost");
    await demo
      .panel("customer")
      .getByText(/^Reconnecting/)
      .waitFor();
    await demo.say("agent", "You will read this later");
    assert.equal(await demo.bubble("customer", "You will read this later").count(), 0);
    await suite.service.control("upgrades", { contactId, mode: "accept" });
    await demo.connection("connected");
    await demo.bubble("customer", "You will read this later").waitFor();
    await demo.tell("agent", "Welcome back");
    assert.equal(await demo.bubble("customer", "You will read this later").count(), 1);
    suite.expectComplaint(/WebSocket connection to .* failed/);
  });

  it("goes offline for ten seconds and delivers afterwards", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    await demo.press("Go offline for ten seconds");
    await demo.connection("lost");
    await demo.page.getByRole("button", { name: /^Offline, back in \d+ s/ }).waitFor();
    await demo.say("customer", "Sent from a tunnel");
    await demo.progress("customer", "Sent from a tunnel", "sending");
    await demo.bubble("agent", "Sent from a tunnel").waitFor();
    await demo.connection("connected");
    await demo.progress("customer", "Sent from a tunnel", "delivered");
    await demo.page.getByRole("button", { name: /^Go offline for ten seconds/ }).waitFor();
    suite.expectComplaint(/WebSocket connection to .* failed/);
  });

  it("is not offline any more after the page was reloaded", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    await demo.press("Go offline for ten seconds");
    await demo.page.getByRole("button", { name: /^Offline, back in \d+ s/ }).waitFor();
    await demo.page.reload();
    await demo.connection("connected");
    await demo.tell("customer", "Above ground");
    suite.expectComplaint(/WebSocket connection to .* failed/);
  });

  it("sends a refused message again, once", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    await demo.press("Refuse the next message");
    await demo.page.getByText("The customer's next message will be refused.").waitFor();
    await demo.say("customer", "Try me twice");
    await demo.progress("customer", "Try me twice", "failed");
    await demo
      .panel("customer")
      .getByText(/^Not sent: /)
      .waitFor();
    assert.equal(await demo.bubble("agent", "Try me twice").count(), 0);
    await demo.press("Send again");
    await demo.bubble("agent", "Try me twice").waitFor();
    await demo
      .panel("customer")
      .getByText(/^Not sent: /)
      .waitFor({ state: "detached" });
    assert.equal(await demo.bubble("customer", "Try me twice").count(), 1);
    assert.equal(await demo.bubble("agent", "Try me twice").count(), 1);
    suite.expectComplaint(/status of 400/);
  });

  it("offers to connect again when connecting failed", async () => {
    const demo = await suite.open();
    // The library tries a connection three times; the fourth answer is the service's own.
    await suite.service.control("faults", { operation: "connection", status: 500, times: 3 });
    await demo.page.getByRole("button", { name: "Start chat" }).click();
    await demo.connection("broken");
    await demo.press("Connect again");
    await demo.connection("connected");
    suite.expectComplaint(/status of 500/);
  });
});

describe("end", () => {
  it("is seen on both sides when the agent ends the chat, and another one starts", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    await demo.box("customer").focus();
    await suite.service.agent(await demo.contactId(), "end");
    await demo.connection("ended");
    await demo.panel("agent").getByText("The chat has ended", { exact: false }).waitFor();
    assert.equal(
      await demo.page.evaluate(() => document.activeElement.id),
      "start-again",
      "focus moves on from the removed text box",
    );
    await demo.press("Start a new chat");
    assert.equal(await demo.page.evaluate(() => document.activeElement.id), "customer-name");
    await demo.startAccepted();
    await demo.tell("customer", "A fresh start");
    assert.equal(await demo.panel("customer").locator(".message").count(), 1);
    await demo.press("End as agent");
    await demo.connection("ended");
  });

  it("is up to the customer as well", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    await demo.press("End chat");
    await demo.connection("ended");
    await demo.panel("agent").getByText("Alex Rivera left").waitFor();
    await demo.panel("agent").getByText("Alex Rivera, chat ended", { exact: false }).waitFor();
  });
});

describe("event log", () => {
  it("lists calls and callbacks with payloads, and no token", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    await demo.tell("agent", "For the record");
    const line = demo.logged("onMessage").filter({ hasText: "For the record" });
    await line.locator("summary").click();
    const payload = JSON.parse(await line.locator("pre:not(:empty)").innerText());
    assert.equal(payload.data.Content, "For the record");
    assert.match(payload.chatDetails.participantToken, /^.{6}… \(\d+ characters\)$/);
    const token = await demo.page.evaluate(
      () => JSON.parse(sessionStorage.getItem("connect-demo-chat")).chatDetails.ParticipantToken,
    );
    await demo.page.locator(".log-entry details").evaluateAll((all) =>
      all.forEach((details) => {
        details.open = true;
      }),
    );
    await demo.page.locator(".log-entry pre:not(:empty)").first().waitFor();
    const everything = await demo.page.locator("#events").innerText();
    assert.ok(!everything.includes(token), "the participant token is shortened everywhere");
    assert.doesNotMatch(everything, /\/ws\/\w/, "the connection URL is shortened");
    for (const name of ["connect", "getTranscript", "sendEvent", "onConnectionEstablished"]) {
      assert.notEqual(await demo.logged(name).count(), 0, `${name} is listed`);
    }
    await demo.press("Clear");
    assert.equal(await demo.page.locator(".log-entry").count(), 0);
  });
});
