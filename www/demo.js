// Puts the page together: a customer's widget on the library, the agent's desk, the event log and the trouble buttons.
import { AgentPanel } from "./demo/agent.js";
import { Conditions } from "./demo/conditions.js";
import { CustomerPanel } from "./demo/customer.js";
import { find } from "./demo/dom.js";
import { EventLog } from "./demo/event-log.js";

const log = new EventLog(find("#events"));
const desk = new AgentPanel();
const conditions = new Conditions();
const customer = new CustomerPanel({
  log,
  onContact(contact) {
    conditions.setContact(contact?.contactId ?? null);
    if (contact) desk.show(contact);
  },
});

find("#clear-log").addEventListener("click", () => log.clear());

// On a narrow screen the parts lie below each other: the switch marks the one in view.
const links = new Map([...document.querySelectorAll(".switch a")].map((link) => [link.hash.slice(1), link]));
const inView = new IntersectionObserver(
  (sightings) => {
    for (const { target, isIntersecting } of sightings) {
      const link = links.get(target.id);
      if (isIntersecting) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  },
  { rootMargin: "-50% 0% -50% 0%" },
);
for (const id of links.keys()) inView.observe(find(`#${id}`));

if (window.connect?.ChatSession) {
  find("#library-version").textContent = `ChatJS API ${window.connect.ChatJS.version}`;
  customer.resume();
} else {
  customer.refuse("The library did not load. Build it with: npm run build");
}
