import { IS_RELIABLE } from "./about.js";
import { CHAT_ENDED, EVENTS, isItem, payloadOf, STATE_CHANGED, TRANSCRIPT_CHANGED } from "./events.js";
import { connectSuccess } from "./legacy.js";
import { INFO } from "./level.js";
import { CONNECTION } from "./logs.js";
import { statusName } from "./status.js";

/** Counts of agent sessions are told from the rest by their name, as ChatJS spells it. */
const AGENT_COUNT = /^[A-Z_]+$/;

/**
 * What the core asks of the page's side. Sessions are named by the handle that `create` gave; one that has ended is
 * forgotten, and what still comes in for it is dropped. None of these functions throws: an exception would unwind
 * through the module.
 */
export function createHost(core, logs, csm, sessions) {
  const statusOf = (session) => statusName(core.enter((client) => client.status(session)));

  return {
    /** A call settled, once per id. */
    settle: core.settle,

    /** An event happens now: gives the payload that `dispatch` gets back when its turn comes. */
    raise(session, kind, data) {
      const controller = sessions.get(session);
      if (!controller) {
        return undefined;
      }
      controller.hasChatEnded = controller.hasChatEnded || kind === CHAT_ENDED;
      if (kind === STATE_CHANGED) {
        controller._link.state = data.state;
      }
      const payload = payloadOf(kind, data, controller.getChatDetails(), (status) =>
        connectSuccess(statusName(status), controller.sessionMetadata),
      );
      if (kind === TRANSCRIPT_CHANGED) {
        controller._link.transcript = payload;
      }
      return payload;
    },

    /** An event's turn has come. Of the transcripts of one task handlers get the last one, and only it is copied. */
    dispatch(session, kind, payload) {
      const controller = sessions.get(session);
      if (controller && (kind !== TRANSCRIPT_CHANGED || controller._link.transcript === payload)) {
        if (kind === TRANSCRIPT_CHANGED) {
          payload.data.transcript = payload.data.transcript.slice();
        }
        controller.pubsub.trigger(EVENTS[kind][0], payload);
        if (IS_RELIABLE && isItem(kind)) {
          controller.delivered(payload.data);
        }
      }
    },

    /** The first connection details are there. They stay as they are, whatever is renewed later. */
    connected(session, connectionDetails) {
      const controller = sessions.get(session);
      if (controller) {
        const { connectionToken, connectionTokenExpiry } = connectionDetails;
        controller.connectionDetails = connectionDetails;
        controller.connectionDetailsProvider = { connectionDetails, connectionToken, connectionTokenExpiry };
        controller.connectionHelper = {
          getConnectionToken: () => connectionToken,
          getConnectionTokenExpiry: () => connectionTokenExpiry,
          getStatus: () => statusOf(session),
        };
        controller.keep({ expiry: connectionTokenExpiry });
      }
    },

    /**
     * The session has left its connection, and what happened there was dispatched. When its chat is `over`, no handler
     * is called again.
     */
    ended(session, over) {
      const controller = sessions.get(session);
      if (controller && !over) {
        sessions.release(session, controller);
      } else if (controller) {
        controller.pubsub.unsubscribeAll();
        controller.stopKeeping()?.drop();
        logs.write(
          INFO,
          CONNECTION,
          controller._link.logMetaData,
          "Websocket closed. All event subscriptions are cleared.",
        );
        sessions.delete(session);
      }
    },

    /** A log statement of the core. `session` 0: of no session. */
    log(session, level, source, text, detail) {
      const args = detail === undefined ? [text] : [text, detail];
      logs.write(level, source, sessions.get(session)?._link.logMetaData, ...args);
    },

    /**
     * A measurement that only the core can make: a count, or, when `failed` is given, a request that took `value`
     * milliseconds.
     */
    metric(session, name, value, failed) {
      if (sessions.get(session)?._link.measured === false) {
        return;
      }
      if (AGENT_COUNT.test(name)) {
        csm.addAgentCountMetric(name, value);
      } else if (failed === undefined) {
        csm.addCountMetric(name, "API");
      } else {
        csm._measure(name, value, failed);
      }
    },

    /** A function for the browser to call: it leads into the core, to whoever these numbers name. */
    listener: (listener, id) => (what, value) => core.tell((client) => client.told(listener, id, what, value)),
  };
}
