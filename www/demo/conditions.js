// The buttons that make trouble. Nothing is faked in the page: each asks the service to misbehave for this contact.
import { find } from "./dom.js";
import { control } from "./service.js";

const OFFLINE_SECONDS = 10;
const SHOWN_MS = 8_000;

export class Conditions {
  #buttons = { drop: find("#drop"), offline: find("#offline"), refuse: find("#refuse") };
  #state = find("#conditions-state");
  #contactId = null;
  #offlineTimer;
  #stateTimer;

  constructor() {
    this.#buttons.drop.addEventListener("click", () => this.#run(() => this.#drop()));
    this.#buttons.offline.addEventListener("click", () => this.#run(() => this.#goOffline()));
    this.#buttons.refuse.addEventListener("click", () => this.#run(() => this.#refuse()));
    // Whoever leaves or reloads the page while offline shall not find the contact stuck that way.
    addEventListener("pagehide", () => {
      if (this.#offlineTimer !== undefined) this.#comeBack(this.#contactId);
    });
    this.setContact(null);
  }

  /** The contact that the buttons act on; `null` for none. */
  setContact(contactId) {
    this.#contactId = contactId;
    this.#stopCounting();
    this.#tell("");
  }

  // aria-disabled rather than disabled: the pressed button keeps the focus.
  #enable() {
    const offline = this.#offlineTimer !== undefined;
    for (const button of Object.values(this.#buttons))
      button.ariaDisabled = String(!this.#contactId || offline);
  }

  async #run(action) {
    if (!this.#contactId) return this.#tell("Start a chat first.");
    if (this.#offlineTimer !== undefined) return undefined;
    try {
      return await action();
    } catch (problem) {
      return this.#tell(`The service did not do it: ${problem.message}`);
    }
  }

  async #drop() {
    await control.drop(this.#contactId);
    this.#tell("The service cut the socket.");
  }

  async #refuse() {
    await control.refuseNextMessage(this.#contactId);
    this.#tell("The customer's next message will be refused.");
  }

  async #goOffline() {
    const contactId = this.#contactId;
    let left = OFFLINE_SECONDS;
    await control.goOffline(contactId);
    this.#tell(`Offline for ${left} seconds.`);
    this.#offlineTimer = setInterval(() => {
      left -= 1;
      this.#label(`Offline, back in ${left} s`);
      if (left === 0) this.#comeBack(contactId);
    }, 1000);
    this.#label(`Offline, back in ${left} s`);
    this.#enable();
  }

  async #comeBack(contactId) {
    this.#stopCounting();
    await control.comeBack(contactId);
    this.#tell("The service is back.");
  }

  #stopCounting() {
    clearInterval(this.#offlineTimer);
    this.#offlineTimer = undefined;
    this.#label("Go offline for ten seconds");
    this.#enable();
  }

  #label(text) {
    find("b", this.#buttons.offline).textContent = text;
  }

  // What was done is news for a moment; then it would only be out of date.
  #tell(text) {
    clearTimeout(this.#stateTimer);
    this.#state.textContent = text;
    this.#stateTimer = setTimeout(() => {
      this.#state.textContent = "";
    }, SHOWN_MS);
  }
}
