/** What becomes of a settled operation: the shape that its promise shows, its log lines, its metrics. */

import { noActiveConnection, receiptIgnored, serviceError } from "./legacy.js";
import { ERROR, INFO, WARN } from "./level.js";
import { CHAT_CLIENT, CHAT_CONTROLLER } from "./logs.js";

/** Kinds of failure, as the core numbers them. */
const SERVICE = 0;
const NATIVE = 1;
const RECEIPTS_DISABLED = 2;
const RECEIPT_WITHOUT_ID = 3;
const SESSION_OVER = 5;

/** What the promise rejects with. */
function reasonOf(failure, name, operation, args, metadata) {
  switch (failure.kind) {
    case NATIVE:
      return Object.assign(failure.cause, { metadata });
    case RECEIPTS_DISABLED:
      return receiptIgnored("false", args);
    case RECEIPT_WITHOUT_ID:
      return receiptIgnored("missing messageId", args);
    case SESSION_OVER:
      return noActiveConnection(name);
    default:
      return { ...serviceError(failure), ...(operation.bare ? {} : { metadata }) };
  }
}

/**
 * Gives the function that settles one call of `operation`: `finish(ok, value, resolve, reject)`.
 *
 * `link` is the controller's way to the library; `started` the time of the call in ms.
 */
export function finisher(link, name, operation, args, metadata) {
  const contentType = operation.contentType?.(args);
  const started = Date.now();
  const write = (level, source, ...rest) => link.logs.write(level, source, link.logMetaData, ...rest);

  return (ok, value, resolve, reject) => {
    const reason = ok ? undefined : reasonOf(value, name, operation, args, metadata);
    // A receipt that was sent before, and whatever the core refuses by itself, made no request.
    const requested = ok ? value || name !== "sendEvent" : value.kind === SERVICE || value.kind === NATIVE;

    if (requested) {
      if (operation.metric && link.measured) {
        link.csm._addRequest(operation.metric, Date.now() - started, !ok, contentType);
      }
      for (const [source, lines = {}] of [
        [CHAT_CLIENT, operation.client],
        [CHAT_CONTROLLER, operation.session],
      ]) {
        if (!ok && lines.failed) {
          write(ERROR, source, lines.failed, reason);
        } else if (ok && lines.done) {
          write(lines.level || INFO, source, lines.done, ...(contentType ? [{ id: value?.Id, contentType }] : []));
        }
      }
    } else if (!ok && reason.errorMessage) {
      write(WARN, CHAT_CONTROLLER, reason.errorMessage, args);
    }

    if (ok) {
      resolve(operation.result ? operation.result(value, metadata) : { data: value, metadata });
    } else {
      reject(reason);
    }
  };
}
