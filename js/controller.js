import { createBus, payloadOf, TRANSCRIPT_UPDATED } from "./events.js";
import { defineHidden } from "./hidden.js";
import { noActiveConnection, normalizeChatDetails, refusalLine } from "./legacy.js";
import { ERROR, INFO, WARN } from "./level.js";
import { CHAT_CONTROLLER } from "./logs.js";
import { OPERATIONS } from "./operations.js";
import { finishConnect, finishOperation } from "./outcome.js";
import { linkStatus } from "./status.js";
import { requireIds } from "./validate.js";

/** What the core's `guard` answers when the chat has ended; 0 lets a call through, 1 is "not connected yet". */
const ENDED = 2;

export const AGENT = "AGENT";
export const CUSTOMER = "CUSTOMER";

/**
 * `session.controller`: the operations of a session under the names that ChatJS uses, with the data members that
 * real clients read. What decides is in the core; here are names, arguments, results and log lines.
 */
export class Controller {
  /** Throws what `create` swallows and logs: details without the ids of a contact and a participant. */
  constructor(page, { chatDetails, websocketManager, disableCSM }, sessionType, options) {
    const { core, config, logs, streams, sessions, global } = page;
    const details = normalizeChatDetails(chatDetails);
    const { contactId, participantId, initialContactId, participantToken } = details;
    const region = config.region(options);
    requireIds(details);
    streams.sessionCreated();

    const logMetaData = { contactId, participantId, sessionType, region };
    const log = (level, ...args) => logs.write(level, CHAT_CONTROLLER, logMetaData, ...args);
    Object.assign(this, {
      pubsub: createBus((eventName, error) => log(ERROR, `A handler of ${eventName} threw`, error)),
      sessionType,
      connectionDetails: undefined,
      initialContactId,
      contactId,
      participantId,
      chatClient: { invokeUrl: config.endpoint(region) },
      participantToken,
      websocketManager,
      sessionMetadata: {},
      connectionDetailsProvider: null,
      connectionHelper: undefined,
      hasChatEnded: false,
    });

    const kind = sessionType === CUSTOMER ? 1 : 0;
    // A crashed core gives no handle: the session exists, and each of its calls rejects with the reason.
    const handle = core.tell((client) => client.create(kind, region, details, websocketManager)) || 0;
    defineHidden(this, { _link: { ...page, handle, log, logMetaData, measured: !disableCSM } });
    if (handle) {
      sessions.add(handle, this);
    }
    log(INFO, "Browser info:", global.navigator?.userAgent);
  }

  /** Registers a handler of an event by its internal name. */
  subscribe(eventName, handler) {
    const { core, handle, log } = this._link;
    this.pubsub.subscribe(eventName, handler);
    if (eventName === TRANSCRIPT_UPDATED) {
      core.tell((client) => client.track_transcript(handle));
    }
    log(INFO, "Subscribed successfully to event:", eventName);
  }

  /** A repeated call gives `undefined` in place of a promise, yet its metadata replaces the session's. */
  connect(args = {}) {
    const { core, handle, log } = this._link;
    this.sessionMetadata = args.metadata || null;
    const finish = finishConnect(this, this.sessionType === CUSTOMER);
    const promise = core.call((client, id) => client.connect(handle, id), finish);
    if (!promise) {
      log(WARN, "Ignoring duplicate call to connect. Method can only be invoked once", args);
    }
    return promise;
  }

  getChatDetails() {
    const { initialContactId, contactId, participantId, participantToken, connectionDetails } = this;
    return { initialContactId, contactId, participantId, participantToken, connectionDetails };
  }

  /** `"NeverEstablished"`, `"Establishing"`, `"Established"` or `"Broken"`. Throws before `connect()`. */
  getConnectionStatus() {
    return linkStatus(this.connectionHelper.getStatus());
  }

  /** Leaves the connection; handlers stay, and calls go on working. */
  breakConnection() {
    const { core, handle, sessions } = this._link;
    if (!this.connectionHelper) {
      return Promise.resolve();
    }
    core.tell((client) => client.break_connection(handle));
    sessions.release(handle, this);
  }

  /** Removes the handlers of this session. Those registered afterwards work again. */
  cleanUpOnParticipantDisconnect() {
    this.pubsub.unsubscribeAll();
  }
}

for (const name of Object.keys(OPERATIONS)) {
  defineHidden(Controller.prototype, {
    [name](args) {
      return invoke(this, name, OPERATIONS[name], args);
    },
  });
}

/** The way of every operation: is there a connection, are the arguments right, then to the core. */
function invoke(controller, name, operation, args) {
  const link = controller._link;
  const { core, config, handle, log } = link;

  return core.attempt(
    () => {
      const state = core.enter((client) => client.guard(handle));
      if (state && !(operation.afterEnd && state === ENDED)) {
        log(ERROR, refusalLine(name, state === ENDED));
        return Promise.reject(noActiveConnection(name));
      }
      const given = operation.optional && args === undefined ? {} : args;
      const metadata = given.metadata || null;
      const { number = operation.number, args: request } = operation.request
        ? operation.request(given, config.receiptsEnabled())
        : { args: given };
      const finish = finishOperation(controller, name, operation, given, metadata);
      const refusal = operation.refuse?.(given);
      return refusal
        ? new Promise((resolve, reject) => finish(false, refusal, resolve, reject))
        : core.call((client, id) => client.call(handle, id, number, request), finish);
    },
    (crash) => Promise.reject(crash),
  );
}
