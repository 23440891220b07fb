import { INCOMING_MESSAGE } from "./events.js";

/**
 * The items of `onMessage` as an async iterable, from this moment on. It ends with the chat, with `dispose()`, when
 * `signal` is aborted, or when the loop is left; items that nobody has asked for yet wait.
 */
export function itemsOf({ pubsub }, { signal } = {}) {
  const items = [];
  let open = true;
  let wake = () => {};
  const stop = pubsub.subscribe(INCOMING_MESSAGE, ({ data }) => {
    items.push(data);
    wake();
  });
  const close = () => {
    open = false;
    stop();
    wake();
  };
  pubsub.onClear(close);
  signal?.addEventListener("abort", close);
  if (signal?.aborted) {
    close();
  }

  return (async function* iterate() {
    try {
      while (open || items.length > 0) {
        if (items.length > 0) {
          yield items.shift();
        } else {
          await new Promise((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      close();
    }
  })();
}
