// A customer's page: one session, one handler.
"use strict";

window.customer = (() => {
  let session;
  let heard = 0;
  let [wanted, done] = [0, () => undefined];

  /** Takes every line and drops it: what is measured is the library's part of logging. */
  const write = () => undefined;

  return {
    /** Opens and connects a session on a contact. `logging`: every line of the library goes to a logger of the page. */
    async open(endpoint, chatDetails, { logging = false } = {}) {
      const customizedLogger = { debug: write, info: write, warn: write, error: write };
      const loggerConfig = { customizedLogger, level: connect.ChatSession.LogLevel.DEBUG };
      connect.ChatSession.setGlobalConfig({ endpoint, region: "us-west-2", ...(logging ? { loggerConfig } : {}) });
      session = connect.ChatSession.create({ chatDetails, type: "CUSTOMER", disableCSM: true });
      session.onMessage(() => {
        heard += 1;
        if (heard === wanted) done();
      });
      const subscribed = new Promise((resolve) => session.onDeepHeartbeatSuccess(resolve));
      await session.connect();
      // The answer to the first deep heartbeat: the service has read the subscription before it.
      await subscribed;
    },

    heard: () => heard,

    /** Resolves when so many messages have been heard. */
    until(count) {
      wanted = count;
      return new Promise((resolve) => (done = resolve));
    },

    /** So many calls, one after the other; resolves with the number of items in the last answer. */
    async transcripts(calls, maxResults) {
      let items = 0;
      for (let call = 0; call < calls; call += 1) {
        const { data } = await session.getTranscript({ maxResults, scanDirection: "BACKWARD", sortOrder: "ASCENDING" });
        items = data.Transcript.length;
      }
      return items;
    },
  };
})();
