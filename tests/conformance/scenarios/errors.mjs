/** What HTTP failures look like to a page, and which calls are tried again. */
import { PLAIN } from "../page/content-types.mjs";

export const heading = "errors, retries, throttling";

const send = (session) => session.sendMessage({ message: "x", contentType: PLAIN, metadata: "m" });

const answered = (id, title, ...faults) => ({
  id: `errors/${id}`,
  title,
  async run(t) {
    const { session, contactId } = await t.open();
    for (const fault of faults) await t.service.fault(contactId, "message", fault);
    await t.call("send", () => send(session));
  },
});

const json = (body) => JSON.stringify(body);

export const scenarios = [
  answered("type-from-header", "x-amzn-errortype with a URL behind it, message in capitals", {
    status: 400,
    headers: { "x-amzn-errortype": "ValidationException:http://internal.example/" },
    body: json({ Message: "bad" }),
  }),
  answered("type-from-body", "__type with a namespace", {
    status: 400,
    body: json({ __type: "com.amazonaws.connectparticipant#ValidationException", message: "m" }),
  }),
  answered("code-in-body", "an unknown Code and no message", { status: 400, body: json({ Code: "Bar" }) }),
  answered("lower-code-in-body", "code in small letters", { status: 400, body: json({ code: "foo", message: "f" }) }),
  answered("unknown-type", "an unknown error type in the header", {
    status: 418,
    headers: { "x-amzn-errortype": "TeapotException" },
    body: json({ message: "short and stout" }),
  }),
  answered("not-found", "404 with a message only", { status: 404, body: json({ message: "no handler" }) }),
  answered("conflict", "409 ConflictException", { status: 409, errorType: "ConflictException", message: "again" }),
  answered("access-denied", "403 AccessDeniedException", {
    status: 403,
    errorType: "AccessDeniedException",
    message: "Access denied",
  }),
  answered("empty-4xx", "400 with an empty body", { status: 400, body: "" }),
  answered("empty-500", "500 with an empty body, three times", { status: 500, body: "", times: 3 }),
  answered("html-502", "502 with an HTML page", { status: 502, body: "<html>bad gateway</html>", times: 3 }),
  answered("html-403", "403 with an HTML page", { status: 403, body: "<html>no</html>" }),
  answered("network", "the connection is dropped", { abort: true }),
  answered("no-content", "204 without a body", { status: 204, body: "" }),
  answered("retry-once", "500, then an answer: two attempts, one client token", {
    status: 500,
    errorType: "InternalServerException",
    message: "oops",
  }),
  answered("retry-twice", "503, 504, then an answer", { status: 503, body: "{}" }, { status: 504, body: "{}" }),
  answered("retry-exhausted", "500 three times: the last error", {
    status: 500,
    errorType: "InternalServerException",
    message: "oops",
    times: 3,
  }),
  answered("throttled", "429 ThrottlingException, then an answer", {
    status: 429,
    errorType: "ThrottlingException",
    message: "slow down",
  }),
  answered("throttled-exhausted", "429 three times", {
    status: 429,
    errorType: "ThrottlingException",
    message: "slow down",
    times: 3,
  }),
  answered("throttled-by-name", "400 with the name of a throttling error is retried", {
    status: 400,
    errorType: "TooManyRequestsException",
    message: "slow down",
  }),
  answered("timeout-by-name", "400 RequestTimeout is retried", {
    status: 400,
    errorType: "RequestTimeout",
    message: "late",
  }),
  answered("not-retried-501", "501 is not retried", { status: 501, body: json({ message: "no" }) }),
  answered("not-retried-505", "505 is not retried", { status: 505, body: json({ message: "no" }) }),
  {
    id: "errors/retry-after-date",
    title: "Retry-After as a date is waited for",
    async run(t) {
      const { session, contactId } = await t.open();
      const date = new Date(Date.now() + 2_500).toUTCString();
      await t.service.fault(contactId, "message", {
        status: 429,
        errorType: "ThrottlingException",
        headers: { "retry-after": date },
      });
      const started = Date.now();
      await t.call("send", () => send(session));
      t.value("waited", Date.now() - started > 1_000);
    },
  },
  {
    id: "errors/retry-after-seconds",
    title: "Retry-After as a number of seconds",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "message", {
        status: 429,
        errorType: "ThrottlingException",
        headers: { "retry-after": "2" },
      });
      const started = Date.now();
      await t.call("send", () => send(session));
      t.value("waited", Date.now() - started > 1_500);
    },
  },
  {
    id: "errors/request-id",
    title: "where $metadata takes the request id from",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "message", {
        status: 200,
        body: json({ Id: "i", AbsoluteTime: "then" }),
        headers: { "x-amzn-requestid": "request-1", "x-amz-id-2": "extended-1", "x-amz-cf-id": "edge-1" },
      });
      await t.call("send", () => send(session));
    },
  },
  {
    id: "errors/each-operation",
    title: "the same refusal of every operation",
    async run(t) {
      const { session, contactId } = await t.open();
      const fault = { status: 400, errorType: "ValidationException", message: "refused" };
      const calls = {
        message: () => send(session),
        event: () => session.sendEvent({ contentType: "application/vnd.amazonaws.connect.event.connection.acknowledged" }),
        transcript: () => session.getTranscript({ metadata: 1 }),
        attachment: () => session.getAttachmentURL({ attachmentId: "a", metadata: 1 }),
        "start-attachment-upload": () => session.sendAttachment({ attachment: new File(["x"], "x.txt") }),
        views: () => session.describeView({ viewToken: "v", metadata: 1 }),
        "authentication-url": () => session.getAuthenticationUrl({}),
        "cancel-authentication": () => session.cancelParticipantAuthentication({}),
        disconnect: () => session.disconnectParticipant(),
      };
      for (const [operation, action] of Object.entries(calls)) {
        await t.service.fault(contactId, operation, fault);
        await t.call(operation, action);
      }
    },
  },
  {
    id: "errors/retries-of-each-kind",
    title: "a GET and an event are retried as well",
    async run(t) {
      const { session, contactId } = await t.open();
      const fault = { status: 500, body: "{}" };
      await t.service.fault(contactId, "views", fault);
      await t.call("view", () => session.describeView({ viewToken: "view-token-1" }));
      await t.service.fault(contactId, "event", fault);
      await t.call("event", () =>
        session.sendEvent({ contentType: "application/vnd.amazonaws.connect.event.connection.acknowledged" }),
      );
    },
  },
  {
    id: "errors/expired-token",
    title: "an expired connection token",
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.control("tokens/expire", { contactId });
      await t.call("send", () => send(session));
    },
  },
  {
    id: "errors/parallel",
    title: "calls in flight at once settle on their own",
    unordered: true,
    async run(t) {
      const { session, contactId } = await t.open();
      await t.service.fault(contactId, "transcript", { status: 400, errorType: "ValidationException", delayMs: 100 });
      await Promise.all([
        t.call("transcript", () => session.getTranscript({})),
        t.call("send", () => send(session)),
        t.call("view", () => session.describeView({ viewToken: "view-token-1" })),
      ]);
    },
  },
];
