// The demo's switches for what the library does by itself, and the log that shows it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { demoSuite } from "./lib/demo-suite.mjs";

const suite = demoSuite();

const REFUSED = /WebSocket connection to .* failed/;

/** Opens the demo with these switches on and starts a chat, which the agent accepts. */
async function started(...switches) {
  const demo = await suite.open();
  for (const label of switches) await demo.page.getByRole("checkbox", { name: new RegExp(`^${label}`) }).check();
  await demo.startAccepted();
  return { demo, contactId: await demo.contactId() };
}

/** Cuts the connection and keeps it away until `restore`. */
async function interrupt(demo, contactId) {
  suite.expectComplaint(REFUSED);
  await suite.service.control("upgrades", { contactId, mode: "refuse" });
  await demo.press("Drop the connection");
  await demo.connection("lost");
  return () => suite.service.control("upgrades", { contactId, mode: "accept" });
}

describe("the switches", () => {
  it("fetch what was missed, and the log says how much", async () => {
    const { demo, contactId } = await started("Fetch what was missed");
    const restore = await interrupt(demo, contactId);
    await suite.service.agent(contactId, "message", { content: "Said meanwhile" });
    await restore();
    await demo.bubble("customer", "Said meanwhile").waitFor();
    await demo.logged("onRecovery").getByText(/^1 missed in \d+ ms, complete$/).waitFor();
    assert.equal(await demo.logged("getTranscript").count(), 0, "the page does not fetch");
    await demo.logged("onConnectionStateChanged").getByText(/^reconnecting, socket-closed/).first().waitFor();
  });

  it("keep a message until the connection is back", async () => {
    const { demo, contactId } = await started("Keep messages written offline");
    const restore = await interrupt(demo, contactId);
    await demo.say("customer", "Written without a connection");
    await demo.progress("customer", "Written without a connection", "sending");
    await restore();
    await demo.progress("customer", "Written without a connection", "delivered");
    await demo.bubble("agent", "Written without a connection").waitFor();
  });

  it("go on after a reload, with what was waiting", async () => {
    const { demo, contactId } = await started("Keep messages written offline", "Go on after a reload");
    await suite.service.agent(contactId, "message", { content: "Before" });
    await demo.bubble("customer", "Before").waitFor();
    const restore = await interrupt(demo, contactId);
    await demo.say("customer", "Written before the reload");
    await demo.page.reload();
    await demo.ready();
    await restore();
    await demo.connection("connected");
    await demo.bubble("customer", "Before").waitFor();
    await demo.bubble("customer", "Written before the reload").waitFor();
    await demo.bubble("agent", "Written before the reload").waitFor();
    assert.equal(await demo.bubble("agent", "Written before the reload").count(), 1);
  });
});
