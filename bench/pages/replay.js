// Runs before the library: lets a page hear and be answered again what it has heard and been answered before, without
// a network. What the browser does for a frame or a request is the same for every library, many times what the
// libraries do with them, and differs with what watches the browser.
"use strict";

window.replay = (() => {
  const { fetch, WebSocket } = window;
  let socket = null;
  let frame = null;
  let answer = null;

  window.WebSocket = class extends WebSocket {
    constructor(...args) {
      super(...args);
      socket = this;
      const listen = ({ data }) => {
        if (JSON.parse(data).topic !== "aws/chat") return;
        frame = data;
        this.removeEventListener("message", listen);
      };
      this.addEventListener("message", listen);
    }
  };

  window.fetch = async (resource, ...rest) => {
    const isTranscript = String(resource.url ?? resource).endsWith("/participant/transcript");
    if (isTranscript && answer) return new Response(answer.text, answer);
    const response = await fetch.call(window, resource, ...rest);
    if (isTranscript) {
      const { status, headers } = response;
      answer = { status, headers: new Headers(headers), text: await response.clone().text() };
    }
    return response;
  };

  /** The first item that was heard, with another id and another text. */
  function another(n) {
    const whole = JSON.parse(frame);
    const item = { ...JSON.parse(whole.content), Id: `replayed-${n}`, Content: `message ${n}` };
    return JSON.stringify({ ...whole, content: JSON.stringify(item) });
  }

  return {
    /** Makes so many frames; what is given back lets the library hear them, each in a task of its own. */
    prepare(count) {
      const frames = Array.from({ length: count }, (_, n) => another(n));
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => socket.dispatchEvent(new MessageEvent("message", { data: frames[data] }));
      return () => frames.forEach((_, n) => port2.postMessage(n));
    },
  };
})();
