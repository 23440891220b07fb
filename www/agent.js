// Puts the agent's page together: the contacts that wait, and up to three chats at a time, each on a session of the
// library over one websocket manager.
import { ChatPanel } from "./ccp/chat-panel.js";
import { openManager } from "./ccp/manager.js";
import { Queue } from "./ccp/queue.js";
import { announce, find } from "./demo/dom.js";

const AGENT = { id: `desk-${crypto.randomUUID()}`, name: "Kim Novak" };

const start = () => {
  // In production: connect.core.getWebSocketManager(), of Amazon Connect Streams.
  const manager = openManager(`ws://${location.host}/agent/socket?agent=${AGENT.id}`);
  const line = find("#desk-line");
  const tell = (state, text) => {
    find("#rail").dataset.connection = state;
    line.textContent = text;
  };
  manager.onConnectionGain(() => tell("connected", "Available"));
  manager.onConnectionLost(() => tell("lost", "Reconnecting…"));

  const options = { agent: AGENT, manager, onChange: () => queue.render() };
  const panels = [...document.querySelectorAll(".slot")].map((root) => new ChatPanel(root, options));
  const queue = new Queue({
    panels,
    async accept(contact) {
      const free = panels.find((panel) => panel.isFree);
      if (!free) return announce("Three chats at a time");
      return free.accept(contact);
    },
  });
  queue.listen();
};

if (window.connect?.ChatSession) {
  find("#library-version").textContent = `ChatJS API ${window.connect.ChatJS.version}`;
  start();
} else {
  find("#desk-line").textContent = "The library did not load. Build it with: npm run build";
}
