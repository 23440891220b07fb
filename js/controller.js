import { IS_RELIABLE } from "./about.js";
import { createBus, ERROR_EVENT, TRANSCRIPT_UPDATED, TYPING_CHANGED } from "./events.js";
import { defineHidden } from "./hidden.js";
import { noActiveConnection, normalizeChatDetails, refusalLine } from "./legacy.js";
import { ERROR, INFO, WARN } from "./level.js";
import { CHAT_CONTROLLER } from "./logs.js";
import { itemsOf } from "./messages.js";
import { OPERATIONS } from "./operations.js";
import { finishConnect, finishOperation } from "./outcome.js";
import { createKeeper, createPlace, findRecord } from "./persistence.js";
import { linkStatus } from "./status.js";
import { watchTyping } from "./typing.js";
import { requireIds } from "./validate.js";

/** What the core's `guard` answers when the chat has ended; 0 lets a call through, 1 is "not connected yet". */
const ENDED = 2;
/** The core's number of the operation that gives another call up. */
const ABORT = 15;

export const AGENT = "AGENT";
export const CUSTOMER = "CUSTOMER";

/**
 * `session.controller`: the operations of a session under the names that ChatJS uses, with the data members that
 * real clients read. What decides is in the core; here are names, arguments, results and log lines.
 */
export class Controller {
  /** Throws what `create` swallows and logs: details without the ids of a contact and a participant. */
  constructor(page, { chatDetails, websocketManager, disableCSM }, sessionType, options, features) {
    const { core, config, logs, streams, sessions, global } = page;
    const details = normalizeChatDetails(chatDetails);
    const { contactId, participantId, initialContactId, participantToken } = details;
    const region = config.region(options);
    requireIds(details);
    streams.sessionCreated();

    const logMetaData = { contactId, participantId, sessionType, region };
    const log = (level, ...args) => logs.write(level, CHAT_CONTROLLER, logMetaData, ...args);
    const report = (line, error, eventName) => {
      log(ERROR, line, error);
      if (eventName !== ERROR_EVENT) {
        this.pubsub.trigger(ERROR_EVENT, { error, eventName });
      }
    };
    Object.assign(this, {
      pubsub: createBus((eventName, error) => report(`A handler of ${eventName} threw`, error, eventName)),
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

    const { persist } = features;
    const { lastSeen, queued } = (IS_RELIABLE && persist && findRecord(persist, contactId)) || {};
    const keeper = persist && createKeeper(persist, contactId, (error) => report("The session cannot be stored", error));
    const kept = { args: { chatDetails, type: sessionType }, options: { region, ...features.kept } };
    const wanted = { ...details, ...features.core, ...(lastSeen && { lastSeen }), ...(queued && { queued }) };

    const kind = sessionType === CUSTOMER ? 1 : 0;
    // A crashed core gives no handle: the session exists, and each of its calls rejects with the reason.
    const handle = core.tell((client) => client.create(kind, region, wanted, websocketManager)) || 0;
    const link = { ...page, handle, log, logMetaData, measured: !disableCSM, features, keeper, kept, place: IS_RELIABLE && createPlace(lastSeen), state: "idle" };
    defineHidden(this, { _link: link });
    if (handle) {
      sessions.add(handle, this);
    }
    log(INFO, "Browser info:", global.navigator?.userAgent);
  }

  /** Registers a handler of an event by its internal name. Returns the function that takes it away again. */
  subscribe(eventName, handler, options) {
    const link = this._link;
    const { core, handle, log } = link;
    if (eventName === TYPING_CHANGED && !link.watchesTyping) {
      link.watchesTyping = true;
      this.pubsub.onClear(() => {
        link.watchesTyping = false;
      });
      watchTyping(this);
    }
    const unsubscribe = this.pubsub.subscribe(eventName, handler, options);
    if (eventName === TRANSCRIPT_UPDATED) {
      core.tell((client) => client.track_transcript(handle));
    }
    log(INFO, "Subscribed successfully to event:", eventName);
    return unsubscribe;
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

  /** `"idle"`, `"connecting"`, `"connected"`, `"reconnecting"`, `"ended"` or `"failed"`. */
  get connectionState() {
    return this._link.state;
  }

  /** The messages that are not sent yet, oldest first. Empty without `offlineQueue`. */
  get pendingMessages() {
    const { core, handle } = this._link;
    return core.tell((client) => client.pending_messages(handle)) || [];
  }

  /** The items of `onMessage` as an async iterable. */
  messages(options) {
    return itemsOf(this, options);
  }

  /** Lets go of everything at once: calls on their way reject, no handler is called again. */
  dispose() {
    const { core, handle, sessions } = this._link;
    this.stopKeeping();
    core.tell((client) => client.dispose(handle));
    sessions.delete(handle);
    this.pubsub.unsubscribeAll();
  }

  /** Handlers have got an item: the next life of the page goes on after it. */
  delivered(item) {
    const { keeper, place } = this._link;
    if (IS_RELIABLE && keeper && item.Id) {
      this.keep({ lastSeen: place.after(item) });
    }
  }

  /** Nothing is written any more. Gives the keeper that did. */
  stopKeeping() {
    const { keeper } = this._link;
    this._link.keeper = undefined;
    return keeper;
  }

  /** Writes to the page's storage what a later life of it needs. */
  keep(changes) {
    const { keeper, kept, features } = this._link;
    keeper?.keep({ ...kept, ...changes, ...(IS_RELIABLE && features.core.offlineQueue && { queued: this.pendingMessages }) });
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
  const { core, config, features, handle, log } = link;

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
      const refusal = operation.refuse?.(given, features);
      if (refusal) {
        return new Promise((resolve, reject) => finish(false, refusal, resolve, reject));
      }
      const promise = core.call(
        (client, id) => client.call(handle, id, number, request),
        finish,
        given.signal,
        (client, id) => client.call(handle, 0, ABORT, { id }),
      );
      if (IS_RELIABLE && operation.queued) {
        const keep = () => controller.keep();
        keep();
        promise.then(keep, keep);
      }
      return promise;
    },
    (crash) => Promise.reject(crash),
  );
}
