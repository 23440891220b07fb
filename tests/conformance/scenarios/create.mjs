/** connect.ChatSession.create: arguments, defaults, what it throws and what it swallows. */
export const heading = "create and validation";

const DETAILS = { contactId: "c", participantId: "p", participantToken: "t" };
const create = (args) => window.connect.ChatSession.create(args);

/** A session without a controller: what its methods say. */
async function useBroken(t, session) {
  t.value("controller", session.controller);
  t.value("kind", typeof session.connect);
  for (const use of [
    ["getChatDetails", () => session.getChatDetails()],
    ["onMessage", () => session.onMessage(() => {})],
    ["connect", () => session.connect()],
  ]) {
    await t.call(...use);
  }
}

const rejectedDetails = [
  ["no-details", "no chatDetails", undefined],
  ["no-contact-id", "no contact id", { participantId: "p", participantToken: "t" }],
  ["numeric-contact-id", "a number as contact id", { ...DETAILS, contactId: 5 }],
  ["no-participant-id", "no participant id", { contactId: "c", participantToken: "t" }],
  ["details-as-text", "chatDetails as a JSON string", JSON.stringify(DETAILS)],
];

export const scenarios = [
  {
    id: "create/no-arguments",
    title: "create() and create(null) throw",
    async run(t) {
      await t.call("undefined", () => create());
      await t.call("null", () => create(null));
    },
  },
  {
    id: "create/empty-arguments",
    title: "create({}) gives an agent session that cannot be used",
    async run(t) {
      const session = create({});
      t.value("agent", typeof session.cleanUpOnParticipantDisconnect);
      await useBroken(t, session);
    },
  },
  {
    id: "create/bad-type",
    title: "an unknown session type throws IllegalArgument",
    async run(t) {
      await t.call("FOO", () => create({ chatDetails: DETAILS, type: "FOO" }));
      await t.call("customer", () => create({ chatDetails: DETAILS, type: "customer", disableCSM: true }));
      await t.call("a number", () => create({ chatDetails: DETAILS, type: 7 }));
    },
  },
  {
    id: "create/default-type",
    title: "the default type is AGENT",
    async run(t) {
      for (const type of [undefined, null, ""]) {
        const session = create({ chatDetails: DETAILS, type });
        t.value(`type ${JSON.stringify(type)}`, [
          typeof session.cleanUpOnParticipantDisconnect,
          typeof session.disconnectParticipant,
          session.controller.sessionType,
        ]);
      }
    },
  },
  ...rejectedDetails.map(([id, title, chatDetails]) => ({
    id: `create/${id}`,
    title: `${title}: swallowed, the session has no controller`,
    async run(t) {
      await useBroken(t, create({ chatDetails, type: "CUSTOMER", disableCSM: true }));
    },
  })),
  {
    id: "create/pascal-case",
    title: "a raw StartChatContact result is accepted",
    async run(t) {
      const session = t.customer({
        ContactId: "c1",
        ParticipantId: "p1",
        ParticipantToken: "t1",
        InitialContactId: "i1",
        Extra: 1,
      });
      t.value("details", session.getChatDetails());
      t.value("contactId", session.controller.contactId);
      t.value("fresh object", session.getChatDetails() === session.getChatDetails());
    },
  },
  {
    id: "create/both-cases",
    title: "PascalCase wins where both are given",
    async run(t) {
      const session = t.customer({
        contactId: "low",
        ContactId: "High",
        participantId: "low",
        ParticipantId: "High",
        participantToken: "low",
        ParticipantToken: "High",
        initialContactId: "low",
        InitialContactId: "High",
        connectionDetails: { connectionToken: "ignored" },
      });
      t.value("details", session.getChatDetails());
    },
  },
  {
    id: "create/minimal-details",
    title: "no participant token: initialContactId falls back, the key stays",
    async run(t) {
      const session = t.customer({ contactId: "c", participantId: "p" });
      t.value("details", session.getChatDetails());
      const empty = t.customer({ ...DETAILS, initialContactId: "", participantToken: "" });
      t.value("empty strings", empty.getChatDetails());
    },
  },
  {
    id: "create/awaited",
    title: "a session can be awaited like a plain value",
    async run(t) {
      const session = await t.customer(DETAILS);
      t.value("details", await session.getChatDetails());
    },
  },
  {
    id: "create/handlers",
    title: "on... wants a function and returns nothing",
    async run(t) {
      const session = t.customer(DETAILS);
      await t.call("nothing", () => session.onMessage());
      await t.call("null", () => session.onTyping(null));
      await t.call("a string", () => session.onEnded("f"));
      await t.call("an object", () => session.onConnectionLost({ handleEvent() {} }));
      await t.call("a function", () => session.onConnectionBroken(() => {}));
      await t.call("transcript", () => session.onTranscriptUpdated());
    },
  },
  {
    id: "create/options-are-global",
    title: "options.region becomes the region of later sessions",
    async run(t) {
      create({ chatDetails: DETAILS, options: { region: "eu-central-1" }, type: "CUSTOMER", disableCSM: true });
      create({ chatDetails: DETAILS, type: "CUSTOMER", disableCSM: true });
      create({ chatDetails: DETAILS, options: null, type: "CUSTOMER", disableCSM: true });
      t.value("regions", t.trace.logs.map(({ args }) => /"region":"[^"]*"/.exec(args[0])?.[0] ?? null));
    },
  },
];
