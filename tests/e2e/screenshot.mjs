// Photographs the demo page for the README: `node tests/e2e/screenshot.mjs [file]` (default: docs/demo.png).
import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { launchBrowser } from "./lib/browser.mjs";
import { DemoPage } from "./lib/demo-page.mjs";
import { repository, startService } from "./lib/service.mjs";

const file = resolve(process.argv[2] ?? resolve(repository, "docs/demo.png"));

const [service, browser] = await Promise.all([startService(), launchBrowser()]);
try {
  const demo = await DemoPage.open(browser, service, {
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1.5,
  });
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
  await mkdir(dirname(file), { recursive: true });
  await demo.page.screenshot({ path: file });
  console.log(`wrote ${file}`);
} finally {
  await Promise.all([browser.close(), service.stop()]);
}
