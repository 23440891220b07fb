// Whoever uses the demo page: by keyboard, with a screen reader, on a phone, in the dark.
import assert from "node:assert/strict";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { demoSuite } from "./lib/demo-suite.mjs";

const suite = demoSuite();

describe("demo for everybody", () => {
  it("can use it by keyboard alone", async () => {
    const demo = await suite.open();
    const { page } = demo;
    const focused = () => page.evaluate(() => document.activeElement.id);
    const tabTo = async (id) => {
      for (let presses = 0; presses < 40; presses += 1) {
        if ((await focused()) === id) return;
        await page.keyboard.press("Tab");
        const outline = await page.evaluate(() => {
          const shown = document.activeElement.closest(".icon-button") ?? document.activeElement;
          return [document.activeElement, shown].some(
            (element) => getComputedStyle(element).outlineStyle !== "none",
          );
        });
        assert.ok(
          outline,
          `focus is visible on ${await page.evaluate(() => document.activeElement.outerHTML)}`,
        );
      }
      assert.fail(`Tab does not reach #${id}`);
    };
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await focused(), "customer", "the skip link leads to the chat");
    await tabTo("customer-name");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await demo.connection("connected");
    assert.equal(await focused(), "customer-text", "the text box has the focus when the chat starts");
    await page.keyboard.type("One line");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("and another");
    await page.keyboard.press("Enter");
    await demo.bubble("customer", "One line\nand another").waitFor();
    await tabTo("accept");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "agent-text");
    await page.keyboard.type("I read both");
    await page.keyboard.press("Enter");
    await demo.bubble("customer", "I read both").waitFor();
    await tabTo("refuse");
    await page.keyboard.press("Space");
    await page.getByText("The customer's next message will be refused.").waitFor();
    await demo.say("customer", "Once more");
    const again = page.getByRole("button", { name: "Send again" });
    await again.focus();
    await page.keyboard.press("Enter");
    await demo.bubble("agent", "Once more").waitFor();
    assert.equal(await focused(), "customer-text", "the focus goes on from the button that is gone");
    await page.locator("#agent-end").focus();
    await page.keyboard.press("Enter");
    await demo.connection("ended");
    suite.expectComplaint(/status of 400/);
  });

  it("hears of messages and of the connection through a live region", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    await demo.tell("agent", "Can you hear me?");
    await demo.tell("customer", "Loud and clear");
    const spoken = await demo.page.locator("#announcer[aria-live=polite] p").allTextContents();
    assert.ok(
      spoken.some((sentence) => sentence.endsWith("says: Can you hear me?")),
      spoken.join("|"),
    );
    assert.ok(spoken.includes("Agent's desk: Alex Rivera says: Loud and clear"), spoken.join("|"));
    assert.ok(spoken.includes("Customer: Connected"), spoken.join("|"));
  });

  it("finds a name on every control", async () => {
    const demo = await suite.open();
    await demo.startAccepted();
    const unnamed = await demo.page
      .locator("button, input, textarea, a[href], summary")
      .evaluateAll((controls) =>
        controls
          .filter((control) => control.checkVisibility())
          .filter(
            (control) =>
              !(
                control.ariaLabel ||
                control.textContent.trim() ||
                [...(control.labels ?? [])].some((label) => label.textContent.trim())
              ),
          )
          .map((control) => control.outerHTML),
      );
    assert.deepEqual(unnamed, []);
  });

  it("fits a phone, without sideways scrolling", async () => {
    const demo = await suite.open({ viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });
    await demo.startAccepted();
    await demo.tell("agent", `A long word: ${"x".repeat(120)}`);
    await demo.tell("customer", "Fine");
    assert.equal(await demo.page.evaluate(() => document.documentElement.scrollWidth), 320);
    await demo.page.getByRole("navigation").getByRole("link", { name: "Events" }).tap();
    await demo.page.locator(".switch a[href='#events'][aria-current]").waitFor();
    assert.equal(
      await demo.page.locator(".switch").evaluate((bar) => Math.round(bar.getBoundingClientRect().top)),
      0,
      "the switch stays in reach",
    );
  });

  it("can be photographed in light and dark", async (test) => {
    const folder = await mkdtemp(join(tmpdir(), "connect-demo-"));
    test.after(() => rm(folder, { recursive: true }));
    const backgrounds = [];
    for (const colorScheme of ["light", "dark"]) {
      const demo = await suite.open({ colorScheme });
      await demo.startAccepted();
      await demo.tell("agent", "Smile");
      const path = join(folder, `${colorScheme}.png`);
      await demo.page.screenshot({ path });
      assert.ok((await stat(path)).size > 20_000, "the picture shows more than a blank page");
      backgrounds.push(
        await demo.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
      );
    }
    assert.notEqual(backgrounds[0], backgrounds[1]);
  });
});
