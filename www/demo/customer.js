// The customer's widget: starts, resumes or continues a chat and shows it.
import { Chat } from "./chat.js";
import { announce, find } from "./dom.js";
import { reasonText } from "./format.js";
import { optionsOf, readSwitches } from "./reliability.js";
import { startChat } from "./service.js";
import { connectStatus } from "./session.js";

const STATES = {
  idle: "Not connected",
  connecting: "Connecting…",
  connected: "Connected",
  lost: "Reconnecting…",
  broken: "Connection failed",
  ended: "Chat ended",
};

const NOTICES = {
  lost: "The connection is lost. You can go on writing; it comes back by itself.",
  broken: "The connection could not be kept.",
};

const INTERACTIVE_RESPONSE = "application/vnd.amazonaws.connect.message.interactive.response";

// Where the identity provider sends the customer back to.
const SIGNED_IN_PAGE = "/signed-in.html";

// Survives a reload of the tab and nothing else, like the example in the library's documentation.
const STORAGE_KEY = "connect-demo-chat";

export class CustomerPanel {
  #root = find("#customer");
  #startForm = find("#start");
  #endButton = find("#customer-end");
  #log;
  #onContact;
  #chat;
  #current = null;

  /**
   * @param {object} options
   * @param {import("./event-log.js").EventLog} options.log
   * @param {(contact: {contactId: string, displayName: string, script: string} | null) => void} options.onContact
   *   called with the contact that is open now, and with `null` when it is over
   */
  constructor({ log, onContact }) {
    this.#log = log;
    this.#onContact = onContact;
    this.#chat = new Chat(this.#root, {
      side: "",
      ownName: "You",
      ownRole: "CUSTOMER",
      onNotice: (text) => this.#notice(text),
      onState: (state) => (state === "ended" ? this.#ended() : this.#setState(state)),
      actions: {
        choose: (text) => this.#chat.send(text),
        describeView: async (viewToken) => (await this.#chat.call("describeView", { viewToken })).data.View,
        respond: (response) => this.#chat.send(JSON.stringify(response), INTERACTIVE_RESPONSE),
        signIn: (sessionId) => this.#signIn(sessionId),
        cancelSignIn: (sessionId) => this.#chat.quietly("cancelParticipantAuthentication", { sessionId }),
      },
    });
    this.#startForm.addEventListener("submit", (event) => this.#start(event));
    this.#endButton.addEventListener("click", () => this.#end());
    find("#start-again").addEventListener("click", () => this.#showStart());
    find("#continue").addEventListener("click", () => this.#continue());
    find("#reconnect").addEventListener("click", () => this.#reconnect());
  }

  /** Goes on with the chat that this tab had before it was reloaded, if any. */
  resume() {
    const saved = sessionStorage.getItem(STORAGE_KEY);
    if (saved) this.#open(JSON.parse(saved));
  }

  /** Says why no chat can be started here. */
  refuse(problem) {
    find("#start-chat").disabled = true;
    this.#showStartProblem(problem);
  }

  async #start(event) {
    event.preventDefault();
    const form = new FormData(this.#startForm);
    const displayName = String(form.get("name")).trim() || "Customer";
    const script = String(form.get("script"));
    this.#showStartProblem("");
    const request = { displayName, script, switches: readSwitches() };
    await this.#startWith(find("#start-chat"), request, (problem) => this.#showStartProblem(problem));
  }

  // The same people in a new contact, which brings what was said along.
  async #continue() {
    const { displayName, script, switches, chatDetails } = this.#current;
    const request = { displayName, script, switches, continues: chatDetails.ContactId };
    await this.#startWith(find("#continue"), request, (problem) => this.#notice(problem));
  }

  async #startWith(button, request, tell) {
    if (button.ariaBusy === "true") return;
    button.ariaBusy = "true";
    try {
      const { ContactId, ParticipantId, ParticipantToken } = await startChat(request);
      const { displayName, script, switches } = request;
      const chat = { chatDetails: { ContactId, ParticipantId, ParticipantToken }, displayName, script, switches };
      sessionStorage.setItem(STORAGE_KEY, JSON.stringify(chat));
      this.#open(chat);
      this.#chat.focus();
    } catch (problem) {
      tell(`The chat could not be started: ${problem.message}`);
    } finally {
      button.ariaBusy = "false";
    }
  }

  #open(chat) {
    const { chatDetails, displayName, script } = chat;
    this.#current = chat;
    this.#chat.clear();
    this.#startForm.hidden = true;
    find(".chat", this.#root).hidden = false;
    this.#endButton.hidden = false;
    this.#onContact({ contactId: chatDetails.ContactId, displayName, script });
    this.#connect();
  }

  async #connect() {
    this.#setState("connecting");
    const { chatDetails, switches } = this.#current;
    const options = optionsOf(switches);
    try {
      await this.#chat.connect({ chatDetails, type: "CUSTOMER", disableCSM: true, options }, this.#log);
    } catch (reason) {
      if (connectStatus(reason) === 403) {
        this.#showStart("The earlier chat is over.");
      } else {
        this.#setState("broken", `Connecting failed: ${reasonText(reason)}`);
      }
    }
  }

  // A session of its own for each try: the page has no use for the one that broke.
  #reconnect() {
    this.#chat.focus();
    this.#connect();
  }

  // A tab of its own: the chat goes on here, and hears how it went.
  async #signIn(sessionId) {
    const tab = window.open("", "_blank");
    try {
      const redirectUri = location.origin + SIGNED_IN_PAGE;
      const { data } = await this.#chat.call("getAuthenticationUrl", { redirectUri, sessionId });
      tab.location = data.AuthenticationUrl;
    } catch (reason) {
      tab?.close();
      this.#notice(`Signing in is not possible: ${reasonText(reason)}`);
    }
  }

  async #end() {
    this.#chat.focus();
    try {
      await this.#chat.call("disconnectParticipant");
    } catch (reason) {
      this.#notice(`The chat could not be ended: ${reasonText(reason)}`);
    }
  }

  #ended() {
    const hadFocus = this.#root.contains(document.activeElement);
    sessionStorage.removeItem(STORAGE_KEY);
    this.#setState("ended");
    this.#endButton.hidden = true;
    this.#onContact(null);
    if (hadFocus) find("#start-again").focus();
  }

  #showStart(problem = "") {
    sessionStorage.removeItem(STORAGE_KEY);
    this.#setState("idle");
    this.#onContact(null);
    find(".chat", this.#root).hidden = true;
    this.#endButton.hidden = true;
    this.#startForm.hidden = false;
    this.#showStartProblem(problem);
    find("#customer-name").focus();
  }

  #showStartProblem(text) {
    const problem = find("#start-problem");
    problem.textContent = text;
    problem.hidden = text === "";
  }

  #setState(state, notice = NOTICES[state] ?? "") {
    this.#root.dataset.connection = state;
    find("#connection-state").textContent = STATES[state];
    find(".composer", this.#root).hidden = state === "ended";
    find(".over", this.#root).hidden = state !== "ended";
    find("#reconnect").hidden = state !== "broken";
    this.#notice(notice);
    if (state !== "idle") announce(`Customer: ${STATES[state]}`);
  }

  #notice(text) {
    const notice = find("#customer-notice");
    find("span", notice).textContent = text;
    notice.hidden = text === "";
  }
}
