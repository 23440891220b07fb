/**
 * Ten deliberate changes of behaviour, applied by wrapping the library under test in the page. The
 * suite must notice each of them; a mutant that goes unnoticed is a hole in the scenarios or in the
 * rules of normalisation.
 *
 * `before(window)` runs ahead of the script, `after(connect)` right behind it; `scenarios` are those
 * that must notice, at least one of them.
 */

/** Lets `change(session)` rework every session that `create` returns. */
function onSessions(connect, change) {
  const { create } = connect.ChatSession;
  connect.ChatSession.create = (...args) => {
    const session = create(...args);
    change(session);
    return session;
  };
}

/** Replaces `session[method]` by `wrap(original)`. */
function wrapMethod(session, method, wrap) {
  const original = session[method].bind(session);
  session[method] = wrap(original);
}

/** Sends every Participant Service request through `change(url, init)` before the real fetch. */
function onRequests(window, change) {
  const { fetch } = window;
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!request.url.includes("/participant/")) return fetch(input, init);
    const body = request.method === "POST" ? await request.text() : undefined;
    const changed = { method: request.method, headers: new Headers(request.headers), body };
    return change(fetch, request.url, changed);
  };
}

export const mutants = [
  {
    name: "event-name",
    what: "handlers get another event name as their second argument",
    scenarios: ["incoming/handlers", "incoming/messages", "message/plain"],
    after: (connect) =>
      onSessions(connect, (session) =>
        wrapMethod(session, "onMessage", (on) => (handler) =>
          on((payload, name, bus) => handler(payload, name.replace("INCOMING_", ""), bus)),
        ),
      ),
  },
  {
    name: "dropped-header",
    what: "x-amz-user-agent is not sent",
    scenarios: ["message/plain", "connect/good", "transcript/defaults"],
    before: (window) =>
      onRequests(window, (fetch, url, request) => {
        request.headers.delete("x-amz-user-agent");
        return fetch(url, request);
      }),
  },
  {
    name: "other-default",
    what: "getTranscript asks for 20 items instead of 15",
    scenarios: ["transcript/defaults", "transcript/paging"],
    before: (window) =>
      onRequests(window, (fetch, url, request) => {
        request.body = request.body?.replace("\"MaxResults\":15", "\"MaxResults\":20");
        return fetch(url, request);
      }),
  },
  {
    name: "extra-request",
    what: "each message is followed by a typing event",
    scenarios: ["message/plain", "message/markdown"],
    before: (window) =>
      onRequests(window, async (fetch, url, request) => {
        const response = await fetch(url, request);
        if (url.endsWith("/participant/message")) {
          const body = JSON.stringify({ ContentType: "application/vnd.amazonaws.connect.event.typing" });
          await fetch(url.replace(/message$/, "event"), { ...request, body });
        }
        return response;
      }),
  },
  {
    name: "error-instances",
    what: "HTTP failures reject with an Error instead of a plain object",
    scenarios: ["errors/not-found", "errors/retry-exhausted", "message/empty"],
    after: (connect) =>
      onSessions(connect, (session) =>
        wrapMethod(session, "sendMessage", (send) => (args) =>
          send(args).catch((reason) =>
            Promise.reject(Object.assign(new Error(reason.message), reason)),
          ),
        ),
      ),
  },
  {
    name: "lost-metadata",
    what: "metadata is not echoed by getTranscript",
    scenarios: ["transcript/defaults", "transcript/paging"],
    after: (connect) =>
      onSessions(connect, (session) =>
        wrapMethod(session, "getTranscript", (get) => (args) =>
          get(args).then(({ data }) => ({ data })),
        ),
      ),
  },
  {
    name: "late-connect",
    what: "connect() settles one task later, after the first event",
    scenarios: ["connect/order", "connect/good"],
    after: (connect) =>
      onSessions(connect, (session) =>
        wrapMethod(session, "connect", (start) => async (args) => {
          const result = await start(args);
          await new Promise((resolve) => setTimeout(resolve, 20));
          return result;
        }),
      ),
  },
  {
    name: "frame-order",
    what: "the heartbeat frame goes out ahead of the ping",
    scenarios: ["connect/good", "reconnect/abrupt"],
    before: (window) => {
      const { send } = window.WebSocket.prototype;
      window.WebSocket.prototype.send = function reordered(text) {
        if (text === "{\"topic\":\"aws/ping\"}") this.held = text;
        else {
          send.call(this, text);
          if (this.held) send.call(this, this.held);
          this.held = undefined;
        }
      };
    },
  },
  {
    name: "rejecting-validation",
    what: "bad arguments reject instead of throwing",
    scenarios: ["message/bad-arguments"],
    after: (connect) =>
      onSessions(connect, (session) =>
        wrapMethod(session, "sendMessage", (send) => async (args) => send(args)),
      ),
  },
  {
    name: "log-level",
    what: "INFO lines go to the logger's debug method",
    scenarios: ["connect/good", "ending/guarded-afterwards"],
    after: (connect) => {
      const { setGlobalConfig } = connect.ChatSession;
      connect.ChatSession.setGlobalConfig = (config) => {
        const sink = config?.loggerConfig?.customizedLogger;
        if (sink) sink.info = sink.debug;
        return setGlobalConfig(config);
      };
    },
  },
];
