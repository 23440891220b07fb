// Drives the agent's demo page in Chromium against connect-local, as an agent would.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, describe, it } from "node:test";
import { AgentPage } from "./lib/agent-page.mjs";
import { launchBrowser } from "./lib/browser.mjs";
import { DemoPage } from "./lib/demo-page.mjs";
import { startService } from "./lib/service.mjs";

let service;
let browser;
const pages = [];

before(async () => ([service, browser] = await Promise.all([startService(), launchBrowser()])));
after(() => Promise.all([service?.stop(), browser?.close()]));
afterEach(async () => {
  const opened = pages.splice(0);
  await Promise.all(opened.map((page) => page.close()));
  await service.control("reset");
  const complaints = opened.flatMap(({ problems }) => problems);
  assert.deepEqual(complaints, [], "a page complained");
});

async function open() {
  const desk = await AgentPage.open(browser, service);
  pages.push(desk);
  return desk;
}

describe("three chats at a time", () => {
  it("takes three contacts; a fourth waits for a place", async () => {
    const desk = await open();
    for (let n = 0; n < 3; n += 1) await desk.take("With a question");
    const fourth = await desk.customer("With a question");
    const accept = desk.page.getByRole("button", { name: `Accept ${fourth}` });
    assert.equal(await accept.isDisabled(), true);
    assert.equal(await desk.page.locator("#at-desk-count").innerText(), "3 of 3");
    const first = desk.page.locator(".slot").first();
    await first.getByRole("button", { name: /^End/ }).click();
    await first.getByText("This chat has ended.").waitFor();
    await first.getByRole("button", { name: /^Close/ }).click();
    await desk.accept(fourth);
  });

  it("keeps them apart, and says where something is new", async () => {
    const desk = await open();
    const [first, second] = [await desk.take("With a question"), await desk.take("With a question")];
    await desk.bubble(first, "Hello! My parcel shows as delivered, but it isn't here.").waitFor();
    await desk.bubble(second, "Hello! My parcel shows as delivered, but it isn't here.").waitFor();
    await desk.say(first, "What is the number?");
    await second.locator("textarea").focus();
    await desk.bubble(first, "Sure: it is 4471-A.").waitFor();
    assert.equal(await desk.bubble(second, "Sure: it is 4471-A.").count(), 0);
    await desk.page.locator("#at-desk .badge").getByText("1").waitFor();
    await desk.page.locator("#at-desk").getByRole("button").first().click();
    await desk.page.locator("#at-desk .badge").waitFor({ state: "detached" });
  });
});

describe("a chat", () => {
  it("has receipts, typing, an answer and an end that the customer wants", async () => {
    const desk = await open();
    const panel = await desk.take("With a question");
    await panel.getByText(/ is typing$/).waitFor();
    await desk.bubble(panel, "Hello! My parcel shows as delivered, but it isn't here.").waitFor();
    await desk.say(panel, "May I have the number?");
    await panel.locator("[data-progress=read]").waitFor();
    await desk.bubble(panel, "Sure: it is 4471-A.").waitFor();
    await desk.say(panel, "Found it. Goodbye!");
    await panel.getByText("This chat has ended.").waitFor();
  });

  it("shows what the customer has been through with a bot", async () => {
    const desk = await open();
    const panel = await desk.take("From a bot");
    await desk.bubble(panel, "The bot did not really help me. Can you?").waitFor();
    for (const title of ["What is it about?", "When may we deliver?", "Your parcel 4471-A", "How shall we make up for it?", "Did that help?"]) {
      await panel.locator(".ask").getByText(title).waitFor();
    }
    assert.equal(await panel.locator(".carousel-card").count(), 3);
    assert.equal(await panel.locator(".option").and(desk.page.locator("button")).count(), 0, "these are not for the agent to answer");
    await panel.locator(".answers").getByText("4471-A").waitFor();
    await panel.getByText("Signed in").waitFor();
  });

  it("shows scanned files, and sends one", async () => {
    const desk = await open();
    const panel = await desk.take("With files");
    await panel.getByText("Being checked…").first().waitFor();
    await panel.getByText("Rejected by the scan").waitFor();
    const download = desk.page.waitForEvent("download");
    await panel.getByRole("button", { name: "Download receipt.txt" }).click();
    const file = await readFile(await (await download).path(), "utf8");
    assert.equal(file, "Paid 42.00\n");
    const buffer = Buffer.from("for you");
    await panel.locator("input[type=file]").setInputFiles({ name: "answer.txt", mimeType: "text/plain", buffer });
    await panel.locator(".own .file-name").getByText("answer.txt").waitFor();
  });

  it("goes on from an earlier one", async () => {
    const desk = await open();
    const panel = await desk.take("Who comes back");
    await panel.getByText("12 Harbour Street, please.").waitFor();
    await panel.getByText("An earlier chat is continued").waitFor();
    await desk.bubble(panel, "Me again: the new address is still not on the label.").waitFor();
  });

  it("is transferred: silent from then on, the others go on", async () => {
    const desk = await open();
    const [leaving, staying] = [await desk.take("With a question"), await desk.take("With a question")];
    await desk.bubble(staying, "Hello! My parcel shows as delivered, but it isn't here.").waitFor();
    await leaving.locator(".transfer summary").click();
    await leaving.getByRole("button", { name: "Grace" }).click();
    await leaving.getByText("A colleague has taken over.").waitFor();
    const { contacts } = await service.get("/agent/contacts");
    await service.agent(contacts[0].contactId, "message", { content: "not for this desk any more" });
    await desk.say(staying, "And your number?");
    await desk.bubble(staying, "Sure: it is 4471-A.").waitFor();
    assert.equal(await desk.bubble(leaving, "not for this desk any more").count(), 0);
  });
});

describe("with a person on the other side", () => {
  it("talks to the customer's page", async () => {
    const desk = await open();
    const customer = await DemoPage.open(browser, service);
    pages.push(customer);
    await customer.start({ name: "Ines Duarte" });
    const panel = await desk.accept("Ines Duarte");
    await customer.box("customer").pressSequentially("Is anybody there?");
    await panel.getByText("Ines Duarte is typing").waitFor();
    await customer.box("customer").press("Enter");
    await desk.bubble(panel, "Is anybody there?").waitFor();
    await customer.progress("customer", "Is anybody there?", "read");
    await desk.say(panel, "I am");
    await customer.bubble("customer", "I am").waitFor();
    await panel.getByRole("button", { name: /^End/ }).click();
    await customer.connection("ended");
    await panel.getByText("This chat has ended.").waitFor();
  });
});
