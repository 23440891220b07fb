// A page of these tests: sessions by name, and a record of what the library tells them.
"use strict";

window.chat = (() => {
  const SUBSCRIPTIONS = [
    "onMessage",
    "onTyping",
    "onReadReceipt",
    "onDeliveredReceipt",
    "onConnectionEstablished",
    "onConnectionLost",
    "onConnectionBroken",
    "onEnded",
    "onDeepHeartbeatSuccess",
    "onDeepHeartbeatFailure",
    "onRecovery",
    "onConnectionStateChanged",
    "onTypingChanged",
    "onError",
  ];
  const sessions = {};
  const events = [];
  const calls = {};

  const plain = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

  /** An Error loses everything on its way to the test; its parts do not. */
  const describe = (reason) => {
    if (!(reason instanceof Error)) return plain(reason);
    const { name, message, code } = reason;
    return { isError: true, name, message, code };
  };

  const outcomeOf = (promise) =>
    promise.then(
      (value) => ({ resolved: plain(value) ?? null }),
      (reason) => ({ rejected: describe(reason) }),
    );

  /** Records the events of a session under `name`. Only this library has all of them. */
  const watch = (name, session) => {
    for (const method of SUBSCRIPTIONS) {
      session[method]?.((payload, event) => events.push({ session: name, method, event, payload: plain(payload) }));
    }
    sessions[name] = session;
  };

  /** Things of the page that a test can only name. */
  const PAGE_OBJECTS = { sessionStorage, localStorage };

  return {
    sessions,
    watch,

    /** Makes a session whose events are recorded under `name`. */
    create(name, chatDetails, args = {}) {
      const options = { ...args.options };
      if (options.persist) options.persist = PAGE_OBJECTS[options.persist];
      watch(name, connect.ChatSession.create({ chatDetails, type: "CUSTOMER", disableCSM: true, ...args, options }));
    },

    /** Goes on with a session of an earlier life of the page, if there is one. */
    resume(name, args = {}) {
      const session = connect.ChatSession.resume({ storage: sessionStorage, ...args });
      if (session) watch(name, session);
      return Boolean(session);
    },

    /** The recorded events of a session, of one kind if `method` names it. */
    events: (name, method) =>
      events.filter(({ session, method: told }) => session === name && (!method || told === method)),

    /** Calls a method of a session; resolves with `{resolved}` or `{rejected}`. */
    call: (name, method, args) => outcomeOf(Promise.resolve().then(() => sessions[name][method](args))),

    /** The same without waiting: `pending(id)` says later how it went. */
    begin(id, name, method, args) {
      calls[id] = null;
      window.chat.call(name, method, args).then((outcome) => {
        calls[id] = outcome;
      });
    },

    /** How a call that was begun went; null while it has not. */
    outcome: (id) => calls[id],
  };
})();
