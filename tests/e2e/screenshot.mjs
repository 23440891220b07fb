// Photographs the two demo pages for the documents: `node tests/e2e/screenshot.mjs [folder]` (default: docs/).
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AgentPage } from "./lib/agent-page.mjs";
import { launchBrowser } from "./lib/browser.mjs";
import { DemoPage } from "./lib/demo-page.mjs";
import { repository, startService } from "./lib/service.mjs";

const folder = resolve(process.argv[2] ?? join(repository, "docs"));
const LOOK = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5 };

/** A conversation from both sides, with a message that was refused. */
async function photographDemo(browser, service) {
  const demo = await DemoPage.open(browser, service, LOOK);
  await demo.startAccepted();
  await demo.tell("customer", "Hello! My parcel shows as delivered, but it isn't here.");
  await demo.tell("agent", "Hello Alex, I'm sorry to hear that. Could you tell me the order number?");
  await demo.tell("customer", "Sure: 4471-A");
  await demo.tell("agent", "Found it: the driver left it with your neighbour at number 12.");
  await demo.tell("customer", "Oh, lovely. Thank you!");
  await demo.press("Refuse the next message");
  await demo.page.getByText("The customer's next message will be refused.").waitFor();
  await demo.say("customer", "I'll go and ask there.");
  await demo.progress("customer", "I'll go and ask there.", "failed");
  await demo.box("agent").pressSequentially("You're welcome");
  await demo
    .panel("customer")
    .getByText(/ is typing$/)
    .waitFor();
  await demo.progress("agent", "Found it: the driver left it with your neighbour at number 12.", "read");
  await demo.progress("customer", "Oh, lovely. Thank you!", "read");
  return demo;
}

/** Three chats: one that comes from a bot, one with files, one with a question; and one that waits. */
async function photographAgent(browser, service) {
  const desk = await AgentPage.open(browser, service, LOOK);
  const guided = await desk.take("From a bot");
  const files = await desk.take("With files");
  const question = await desk.take("With a question");
  await desk.bubble(guided, "The bot did not really help me. Can you?").waitFor();
  await desk.bubble(question, "Hello! My parcel shows as delivered, but it isn't here.").waitFor();
  await desk.say(question, "I'm sorry to hear that. May I have the number?");
  await desk.bubble(question, "Sure: it is 4471-A.").waitFor();
  await desk.say(question, "Found it: your neighbour at number 12 has it.");
  await desk.bubble(question, "Oh, I see. Thank you!").waitFor();
  await files.getByText("Rejected by the scan").waitFor();
  await desk.say(files, "The first one is all I need, thank you.");
  await files.getByText(/ is typing$/).waitFor();
  await guided.locator(".carousel").scrollIntoViewIfNeeded();
  await desk.customer("Who comes back");
  await question.locator("textarea").focus();
  return desk;
}

const [service, browser] = await Promise.all([startService(), launchBrowser()]);
try {
  await mkdir(folder, { recursive: true });
  for (const [name, photograph] of Object.entries({ demo: photographDemo, agent: photographAgent })) {
    const { page } = await photograph(browser, service);
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    await page.context().close();
    await service.control("reset");
    console.log(`wrote ${path}`);
  }
} finally {
  await Promise.all([browser.close(), service.stop()]);
}
