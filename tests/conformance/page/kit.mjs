/**
 * What a scenario gets as its argument `t`: the library under test, the service, a clock and the
 * recorder. A scenario reads like a page that uses the library; everything it observes goes through
 * `call`, `value`, `listen` or `mark` and ends up in the trace.
 */
import { Recorder } from "./recorder.mjs";
import { service } from "./service.mjs";

/** All subscriptions of a session but `onTranscriptUpdated`, which switches a feature on. */
export const SUBSCRIPTIONS = [
  "onMessage",
  "onTyping",
  "onReadReceipt",
  "onDeliveredReceipt",
  "onConnectionEstablished",
  "onConnectionLost",
  "onConnectionBroken",
  "onEnded",
  "onParticipantIdle",
  "onParticipantReturned",
  "onParticipantInvited",
  "onAutoDisconnection",
  "onDeepHeartbeatSuccess",
  "onDeepHeartbeatFailure",
  "onAuthenticationInitiated",
  "onAuthenticationSuccessful",
  "onAuthenticationFailed",
  "onAuthenticationTimeout",
  "onAuthenticationExpired",
  "onAuthenticationCanceled",
  "onParticipantDisplayNameUpdated",
  "onChatRehydrated",
];

/** Subscription, ping and heartbeat. */
const FIRST_FRAMES = 3;
const PATIENCE_MS = 12_000;
const POLL_MS = 10;
/** Moving a page's clock from outside costs more than a timer. */
const CLOCKED_POLL_MS = 50;
/** Quiet for 3 x 50 ms: more than any delay between a cause and its effect on this machine. */
const QUIET_POLL_MS = 50;
const QUIET_POLLS = 3;

export class Kit {
  service = service;
  /** Contacts of this scenario: the runner asks connect-local for their requests and sockets. */
  contacts = [];
  #recorder = new Recorder();
  #library;
  #mutant;
  #clock;

  constructor({ library, mutant, clock }) {
    this.#library = library;
    this.#mutant = mutant;
    this.#clock = clock;
    this.#recorder.observePage();
  }

  get trace() {
    return this.#recorder.trace;
  }

  // --- The library ---------------------------------------------------------------------------

  /** Loads the library as a page does, by a classic script tag. */
  async load() {
    this.#mutant?.before?.(window);
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = this.#library;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`cannot load ${this.#library}`));
      document.head.append(script);
    });
    this.#mutant?.after?.(window.connect);
  }

  get libraryUrl() {
    return this.#library;
  }

  /** Our endpoint, a recording logger, receipts with a short throttle; `extra` is laid over it. */
  configure(extra = {}) {
    window.connect.ChatSession.setGlobalConfig({
      endpoint: location.origin,
      loggerConfig: {
        customizedLogger: this.logger(),
        level: 20,
        advancedLogWriter: "debug",
      },
      features: { messageReceipts: { shouldSendMessageReceipts: true, throttleTime: 700 } },
      ...extra,
    });
  }

  /** A `customizedLogger` whose lines are part of the trace. */
  logger() {
    const record = (method) => (...args) => this.#recorder.log(method, args);
    return {
      debug: record("debug"),
      info: record("info"),
      warn: record("warn"),
      error: record("error"),
    };
  }

  // --- Sessions ------------------------------------------------------------------------------

  /** A new contact on the service. Shape: `{contactId, participantId, participantToken}`. */
  async contact(body) {
    const started = await service.startChat(body);
    const details = {
      contactId: started.ContactId,
      participantId: started.ParticipantId,
      participantToken: started.ParticipantToken,
    };
    this.contacts.push(details);
    return details;
  }

  customer(chatDetails, extra = {}) {
    return window.connect.ChatSession.create({
      chatDetails,
      type: "CUSTOMER",
      disableCSM: true,
      ...extra,
    });
  }

  /**
   * Records every event of a session under `label`. Transcript updates follow an answer over HTTP
   * and overtake what comes over the socket: they have a list of their own.
   */
  listen(label, session, { transcript = false } = {}) {
    const record = (list, method) => (payload, event) =>
      this.#recorder.event(list, { event, method, payload });
    for (const method of SUBSCRIPTIONS) session[method](record(label, method));
    if (!transcript) return;
    session.onTranscriptUpdated(record(`${label} transcript`, "onTranscriptUpdated"));
  }

  /**
   * A customer session on a contact of its own, connected and subscribed: the service has handled
   * the subscription and has the two heartbeats that follow it on record.
   */
  async open(label = "main", { details, listen, ...extra } = {}) {
    const chatDetails = details ?? (await this.contact());
    const session = this.customer(chatDetails, extra);
    this.listen(label, session, listen);
    await this.call(`connect ${label}`, () => session.connect());
    await this.event(label, "DEEP_HEARTBEAT_SUCCESS");
    await this.#recorded(chatDetails.contactId, FIRST_FRAMES);
    return { session, contactId: chatDetails.contactId, details: chatDetails };
  }

  /** Until the contact's newest socket has sent so many frames, as far as the service knows. */
  #recorded(contactId, count) {
    const enough = async () => {
      const { sockets } = await service.get(`/control/log?contactId=${contactId}`);
      return sockets.at(-1).frames.filter(({ from }) => from === "client").length >= count;
    };
    return this.until(enough, `${count} frames of ${contactId}`);
  }

  /** Calls the library and records how it came out: threw, returned, pending, resolved, rejected. */
  async call(name, action) {
    let returned;
    try {
      returned = action();
    } catch (error) {
      this.#recorder.call(name, "threw", error);
      return { outcome: "threw", value: error };
    }
    if (!(returned instanceof Promise)) {
      this.#recorder.call(name, "returned", returned);
      return { outcome: "returned", value: returned };
    }
    this.#recorder.call(name, "pending");
    const settle = (outcome) => (value) => {
      this.#recorder.call(name, outcome, value);
      return { outcome, value };
    };
    return returned.then(settle("resolved"), settle("rejected"));
  }

  // --- Observations --------------------------------------------------------------------------

  value(name, value) {
    this.#recorder.value(name, value);
  }

  mark(text) {
    this.#recorder.mark(text);
  }

  events(label = "main") {
    return this.#recorder.events(label);
  }

  /** Waits until the session called `label` has had `count` events of this name. */
  event(label, name, count = 1) {
    const seen = () => this.events(label).filter((entry) => entry.event === name).length >= count;
    return this.until(seen, `${name} of ${label}, ${count} time(s)`);
  }

  // --- Time ----------------------------------------------------------------------------------

  async until(condition, what) {
    const poll = this.#clock ? CLOCKED_POLL_MS : POLL_MS;
    for (let waited = 0; !(await condition()); waited += poll) {
      if (waited > PATIENCE_MS) throw new Error(`waited in vain for ${what}`);
      await this.pause(poll);
    }
  }

  /** Waits in real time. A clock of the scenario's own is nudged on, so that due timers run. */
  async pause(ms) {
    if (!this.#clock) return new Promise((resolve) => setTimeout(resolve, ms));
    await this.#clock("sleep", ms);
    return this.#clock("runFor", 1);
  }

  /** Lets the page's clock run `ms` ahead at once; only in scenarios that declare `clock: true`. */
  forward(ms) {
    return this.#clock("runFor", ms);
  }

  /** Jumps as a sleeping computer does: every timer that is due fires once. */
  jump(ms) {
    return this.#clock("fastForward", ms);
  }

  /** Until nothing has happened for a while: no event, no request, no frame. */
  async settled() {
    let [seen, quiet] = ["", 0];
    while (quiet < QUIET_POLLS) {
      await this.pause(QUIET_POLL_MS);
      const now = await this.#progress();
      quiet = now === seen ? quiet + 1 : 0;
      seen = now;
    }
  }

  async #progress() {
    const logs = await Promise.all(
      this.contacts.map(({ contactId }) => service.get(`/control/log?contactId=${contactId}`)),
    );
    const counts = logs.map(({ requests, sockets }) => [
      requests.map(({ status }) => status),
      sockets.map(({ frames, closedAt }) => [frames.length, closedAt]),
    ]);
    const calls = Object.values(this.trace.calls).map(({ outcome }) => outcome);
    const events = Object.values(this.trace.events).map((list) => list.length);
    return JSON.stringify([counts, calls, events, this.trace.timeline.length]);
  }
}
