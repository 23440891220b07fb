// How long a page waits until it can chat.

/** Runs in the page: the script, whose text is there already, then what the page does with it. */
async function startScript({ endpoint, chatDetails }) {
  const text = await (await fetch("/dist/amazon-connect-chat.js")).text();
  const script = Object.assign(document.createElement("script"), { textContent: text });
  const start = performance.now();
  document.head.append(script);
  const { ChatSession } = window.connect;
  if (typeof ChatSession.create !== "function") throw new Error("create can't be called");
  const ready = performance.now() - start;
  if (!chatDetails) return ready;
  ChatSession.setGlobalConfig({ endpoint, region: "us-west-2" });
  const session = ChatSession.create({ chatDetails, type: "CUSTOMER", disableCSM: true });
  await session.connect();
  return performance.now() - start;
}

export const start = {
  title: "Starting",
  what:
    "time by the page's clock from the start of the script, downloaded before, on a page that has run nothing yet; `connect()` asks the " +
    "service for connection details and opens a socket, over loopback",
  unit: "ms",
  pages: "bench/pages",
  file: "blank.html",
  rates: [1, 4],
  rounds: 3,
  cases: [
    {
      name: "until `create` can be called",
      why: "the script holds the module as text, which is decoded and compiled before anything else.",
      measure: (page) => page.evaluate(startScript, {}),
    },
    {
      name: "until `connect()` has resolved",
      why: "what comes after `create` is a request with its preflight and a handshake, which take the browser as long for either library.",
      async measure(page, service) {
        return page.evaluate(startScript, { endpoint: service.url, chatDetails: await service.startChat() });
      },
    },
  ],
};
