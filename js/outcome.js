/** What becomes of a settled call: the shape that its promise shows, its log lines, its metrics. */

import { refused } from "./errors.js";
import {
  agentConnectReason,
  connectFailure,
  connectSuccess,
  customerConnectReason,
  nativeError,
  noActiveConnection,
  receiptIgnored,
  serviceError,
} from "./legacy.js";
import { ERROR, INFO, WARN } from "./level.js";
import { CHAT_CLIENT, CHAT_CONTROLLER } from "./logs.js";
import { statusName } from "./status.js";

/** Kinds of failure, as the core numbers them. */
const SERVICE = 0;
const NATIVE = 1;
const RECEIPTS_DISABLED = 2;
const RECEIPT_WITHOUT_ID = 3;
const SESSION_OVER = 5;

/** The request behind a customer's `connect()`, described like an operation. */
const CREATE_CONNECTION = {
  metric: "CreateParticipantConnection",
  client: { done: "Successfully create connection request", failed: "Error when creating connection request " },
};

/** What an operation's promise rejects with. */
function reasonOf(failure, name, operation, args, metadata) {
  switch (failure.kind) {
    case NATIVE:
      return Object.assign(nativeError(failure), { metadata });
    case RECEIPTS_DISABLED:
      return receiptIgnored("false", args);
    case RECEIPT_WITHOUT_ID:
      return receiptIgnored("missing messageId", args);
    case SESSION_OVER:
      return noActiveConnection(name);
    case SERVICE:
      return { ...serviceError(failure), ...(operation.bare ? {} : { metadata }) };
    default:
      return refused(failure, metadata);
  }
}

/** Starts the clock of a request. What it returns, `record(ok, reason, id)`, writes the request's lines and metrics. */
function recorder(link, { metric, client, session }, contentType) {
  const started = Date.now();
  const write = (level, source, ...args) => link.logs.write(level, source, link.logMetaData, ...args);

  return (ok, reason, id) => {
    if (metric && link.measured) {
      link.csm._measure(metric, Date.now() - started, !ok, contentType);
    }
    for (const [source, lines] of [
      [CHAT_CLIENT, client],
      [CHAT_CONTROLLER, session],
    ]) {
      if (ok && lines?.done) {
        write(lines.level || INFO, source, lines.done, ...(contentType ? [{ id, contentType }] : []));
      } else if (!ok && lines?.failed) {
        write(ERROR, source, lines.failed, reason, ...(contentType ? [{ contentType }] : []));
      }
    }
  };
}

/**
 * Gives the function that settles one call of an operation: `finish(ok, value, resolve, reject)`. It keeps the
 * controller, because the core forgets a session whose controller is gone, and this call is to be answered.
 */
export function finishOperation(controller, name, operation, args, metadata) {
  const record = recorder(controller._link, operation, operation.contentType?.(args));

  return (ok, value, resolve, reject) => {
    if (ok) {
      // A receipt that was sent before made no request.
      if (value || name !== "sendEvent") {
        record(true, undefined, value?.Id);
      }
      resolve(operation.result ? operation.result(value, metadata) : { data: value, metadata });
      return;
    }
    const reason = reasonOf(value, name, operation, args, metadata);
    if (value.kind === SERVICE || value.kind === NATIVE) {
      record(false, value.kind === SERVICE ? serviceError(value) : reason);
    } else if (reason.errorMessage) {
      controller._link.log(WARN, reason.errorMessage, args);
    }
    reject(reason);
  };
}

/** The same for `connect()`; an agent's may well succeed without a request. */
export function finishConnect(controller, isCustomer) {
  const link = controller._link;
  const record = isCustomer ? recorder(link, CREATE_CONNECTION) : () => {};

  return (ok, value, resolve, reject) => {
    const { sessionMetadata } = controller;
    if (ok) {
      record(true);
      link.sessions.hold(link.handle, controller);
      const result = connectSuccess(statusName(value), sessionMetadata);
      link.log(WARN, "onConnectionSuccess response", result._debug);
      link.log(WARN, "onConnectionSuccess responseObject", result);
      resolve(result);
      return;
    }
    record(false, serviceError(value));
    const failure = connectFailure((isCustomer ? customerConnectReason : agentConnectReason)(value), sessionMetadata);
    link.log(ERROR, "Connect Failed. Error: ", failure);
    link.streams.failed("ConnectSessionError");
    reject(failure);
  };
}
