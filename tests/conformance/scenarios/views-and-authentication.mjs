/** describeView, getAuthenticationUrl, cancelParticipantAuthentication. */
export const heading = "views and authentication";

const asking = (id, title, action, fault) => ({
  id,
  title,
  async run(t) {
    const { session, contactId } = await t.open();
    if (fault) await t.service.fault(contactId, ...fault);
    await action(t, session);
  },
});

export const scenarios = [
  asking("views/known", "a known view", (t, session) =>
    t.call("view", () => session.describeView({ viewToken: "view-token-1", metadata: { a: 1 } })),
  ),
  asking("views/unknown", "an unknown view", (t, session) =>
    t.call("view", () => session.describeView({ viewToken: "nowhere", metadata: "m" })),
  ),
  asking("views/encoding", "every character of the token is percent-encoded", (t, session) =>
    t.call("view", () => session.describeView({ viewToken: "tok/en+=%2!'()* é?#&:@,;~-_." })),
  ),
  asking("views/no-token", "no token, an empty one, null, and no arguments", async (t, session) => {
    await t.call("missing", () => session.describeView({ metadata: "m" }));
    await t.call("empty", () => session.describeView({ viewToken: "" }));
    await t.call("null", () => session.describeView({ viewToken: null }));
    await t.call("no arguments", () => session.describeView());
  }),
  asking(
    "views/deep-copy",
    "null members are removed, dates stay text",
    (t, session) => t.call("view", () => session.describeView({ viewToken: "view-token-1" })),
    [
      "views",
      {
        status: 200,
        body: JSON.stringify({
          View: { Id: "v", Name: null, CreatedTime: 1700000000, Content: { Actions: ["a", null], Template: "{}" } },
          Other: 1,
        }),
      },
    ],
  ),
  asking("authentication/url", "an authentication URL", (t, session) =>
    t.call("url", () =>
      session.getAuthenticationUrl({ redirectUri: "https://shop.example/back", sessionId: "s-1", metadata: "m" }),
    ),
  ),
  asking("authentication/missing-arguments", "members that are missing are left out of the body", async (t, session) => {
    await t.call("empty url", () => session.getAuthenticationUrl({ metadata: "m" }));
    await t.call("empty cancel", () => session.cancelParticipantAuthentication({}));
    await t.call("url without arguments", () => session.getAuthenticationUrl());
    await t.call("cancel without arguments", () => session.cancelParticipantAuthentication());
  }),
  asking("authentication/cancel", "cancelling: result and event", async (t, session) => {
    await t.call("cancel", () => session.cancelParticipantAuthentication({ sessionId: "s-1", metadata: "m" }));
    await t.event("main", "AUTHENTICATION_CANCELED");
  }),
  asking(
    "authentication/refused",
    "the service refuses",
    (t, session) =>
      t.call("url", () => session.getAuthenticationUrl({ redirectUri: "https://a", sessionId: "s", metadata: "m" })),
    ["authentication-url", { status: 400, errorType: "ValidationException", message: "no" }],
  ),
];
