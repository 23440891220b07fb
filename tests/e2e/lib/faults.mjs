// What happens to connections, one entry for each fault. The tests bring them about for this library, and `npm run
// reliability` for ChatJS as well, to compare how long both take to recover.
import { setTimeout as pass } from "node:timers/promises";
import * as bound from "./bounds.mjs";

/**
 * @typedef {object} Fault
 * @property {string} title
 * @property {(chat: import("./chat-page.mjs").ChatPage) => Promise<void>} strike brings the fault about; done when the
 *   connection could be back: at once, or when the network, the service or the machine is
 * @property {number} within milliseconds from then until it must be back
 * @property {string} [reason] what the page is told of the loss
 * @property {Parameters<import("./device.mjs").Device["start"]>[1]} [device] the machine that it takes
 */

/** The sockets close, in every way in which sockets do. */
export const closed = Object.fromEntries(
  [
    ["broken", 1006, "a socket that breaks without a close frame"],
    ["normal", 1000, "a socket that the service closes with 1000"],
    ["going-away", 1001, "a socket that the service closes with 1001, as it does on a restart"],
    ["internal-error", 1011, "a socket that the service closes with 1011"],
    ["own-code", 4000, "a socket that the service closes with a code of its own"],
  ].map(([name, code, title]) => {
    const strike = (chat) => chat.controlContact("drop", { code });
    return [name, { title, strike, within: bound.AT_ONCE_MS, reason: "socket-closed" }];
  }),
);

/** The socket breaks, and `order` decides what becomes of the ways back. */
const broken = (order) => async (chat) => {
  await order(chat);
  await chat.controlContact("drop");
};

/** The socket breaks, and the way back is refused. */
export const refused = {
  forbidden: {
    title: "three handshakes that are refused with 403",
    strike: broken((chat) => chat.control("upgrades", { mode: "refuse", status: 403, times: 3 })),
    within: bound.backoff(3),
    reason: "socket-closed",
  },
  unavailable: {
    title: "three handshakes that are refused with 503",
    strike: broken((chat) => chat.control("upgrades", { mode: "refuse", status: 503, times: 3 })),
    within: bound.backoff(3),
    reason: "socket-closed",
  },
  outage: {
    title: "a service that accepts no socket for ten seconds",
    async strike(chat) {
      await broken(() => chat.control("upgrades", { mode: "refuse", status: 503 }))(chat);
      await pass(10_000);
      await chat.control("upgrades", { mode: "accept" });
    },
    within: bound.OUTAGE_MS,
    reason: "socket-closed",
  },
};

/** The socket breaks, and connection details cannot be had for a while. `times`: a call makes three attempts. */
const detailsFail = (order) => broken((chat) => chat.control("faults", { operation: "connection", ...order }));

export const details = {
  unreachable: {
    title: "two requests for connection details that fail on the network",
    strike: detailsFail({ abort: true, times: 2 }),
    within: bound.backoff(2),
    reason: "socket-closed",
  },
  failing: {
    title: "two calls for connection details that are answered with 503",
    strike: detailsFail({ status: 503, times: 6 }),
    within: bound.backoff(2),
    reason: "socket-closed",
  },
  throttled: {
    title: "two calls for connection details that are throttled",
    strike: detailsFail({ errorType: "ThrottlingException", times: 6 }),
    within: bound.backoff(2),
    reason: "socket-closed",
  },
};

/** The socket stays open and says nothing. */
export const silent = {
  muted: {
    title: "a socket that falls silent in the middle of a conversation",
    strike: (chat) => chat.controlContact("mute"),
    within: bound.HEARTBEAT_MS,
    reason: "heartbeat-missed",
  },
  halfOpen: {
    title: "a new socket that opens and never answers",
    strike: broken((chat) => chat.control("upgrades", { mode: "half-open", times: 1 })),
    within: bound.SUBSCRIPTION_MS,
    reason: "socket-closed",
  },
  unconfirmed: {
    title: "a new socket whose subscription is never confirmed",
    strike: broken((chat) => chat.control("subscriptions", { mode: "ignore", times: 4 })),
    within: bound.SUBSCRIPTION_MS,
    reason: "socket-closed",
  },
  unsubscribed: {
    title: "a new socket whose subscription is refused",
    strike: broken((chat) => chat.control("subscriptions", { mode: "refuse", times: 5 })),
    within: bound.SUBSCRIPTION_MS,
    reason: "socket-closed",
  },
  hanging: {
    title: "a handshake that is never answered",
    strike: broken((chat) => chat.control("upgrades", { mode: "hang", times: 1 })),
    within: bound.HANDSHAKE_MS,
    reason: "socket-closed",
  },
};

/** The network goes, and comes back. The browser's own emulation: requests fail, and frames are held back. */
export const network = {
  offline: {
    title: "a spell offline in which the socket breaks",
    async strike(chat) {
      await chat.offline(true);
      await chat.controlContact("drop");
      await pass(5_000);
      await chat.offline(false);
    },
    within: bound.AT_ONCE_MS,
    reason: "socket-closed",
  },
  longOffline: {
    title: "a spell offline longer than two heartbeats, in which the socket breaks",
    async strike(chat) {
      await chat.offline(true);
      await chat.controlContact("drop");
      await pass(25_000);
      await chat.offline(false);
    },
    within: bound.AT_ONCE_MS,
    reason: "socket-closed",
  },
  forgotten: {
    title: "a spell offline longer than two heartbeats, after which the socket is dead, and nobody closed it",
    async strike(chat) {
      await chat.offline(true);
      await chat.controlContact("mute");
      await pass(25_000);
      await chat.offline(false);
    },
    within: bound.PROBE_MS,
  },
  switched: {
    title: "a phone that changes networks: its sockets are dead, and nobody closes them",
    async strike(chat) {
      await chat.offline(true);
      await chat.controlContact("mute");
      await pass(2_000);
      await chat.offline(false);
    },
    within: bound.PROBE_MS,
    reason: "probe-missed",
  },
  doubted: {
    title: "a socket that breaks while the browser falsely says offline",
    async strike(chat) {
      await chat.page.evaluate(sayOffline);
      await chat.controlContact("drop");
    },
    within: bound.FALSE_OFFLINE_MS,
    reason: "socket-closed",
  },
};

/** The browser says that there is no network, and there is one: some do on virtual networks. Runs in the page. */
export function sayOffline() {
  Object.defineProperty(Navigator.prototype, "onLine", { get: () => false });
  window.dispatchEvent(new Event("offline"));
}

/** Chromium lets timers of hidden tabs fire once a minute, after five minutes. This spares us the five minutes. */
const THROTTLED_SOON = "--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1";

/** What a person and a machine do to a page. */
export const away = {
  hidden: {
    title: "a hidden tab whose socket breaks",
    device: {},
    async strike(chat) {
      await chat.hide();
      await chat.controlContact("drop");
    },
    within: bound.AT_ONCE_MS,
    reason: "socket-closed",
  },
  shown: {
    title: "a hidden tab whose socket fell silent, looked at again",
    device: {},
    async strike(chat) {
      await chat.hide();
      await chat.controlContact("mute");
      await pass(2_000);
      await chat.show();
    },
    within: bound.PROBE_MS,
    reason: "probe-missed",
  },
  throttled: {
    title: "a hidden tab with one timer a minute, whose socket falls silent",
    device: { flags: [THROTTLED_SOON] },
    async strike(chat) {
      await chat.hide();
      await pass(15_000);
      await chat.controlContact("mute");
    },
    within: bound.THROTTLED_MS,
  },
  restored: {
    title: "a page that is left, and restored from the back/forward cache",
    device: { storable: true },
    async strike(chat) {
      await chat.leave("data:text/html,elsewhere");
      await pass(2_000);
      await chat.comeBack();
    },
    within: bound.AT_ONCE_MS,
    reason: "socket-closed",
  },
  frozen: {
    title: "a frozen tab, looked at again",
    device: {},
    async strike(chat) {
      await chat.freeze();
      await pass(15_000);
      await chat.thaw();
      await chat.show();
    },
    within: bound.AT_ONCE_MS,
    reason: "socket-closed",
  },
  asleep: {
    title: "a machine that slept, with a socket that fell silent",
    device: {},
    async strike(chat) {
      await chat.controlContact("mute");
      await chat.sleep(20_000);
    },
    within: bound.PROBE_MS,
    reason: "probe-missed",
  },
  expired: {
    title: "a machine that slept until its tokens had expired, and whose first new URL is refused",
    device: {},
    async strike(chat) {
      await chat.controlContact("mute");
      await chat.control("tokens/expire");
      await chat.control("upgrades", { mode: "refuse", status: 403, times: 1 });
      await chat.sleep(20_000);
    },
    within: bound.PROBE_MS + bound.backoff(1),
    reason: "probe-missed",
  },
};
