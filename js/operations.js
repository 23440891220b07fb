import { DELIVERED, READ } from "./content-types.js";
import { attachmentRefusal } from "./features.js";
import { parseContent, receiptAlreadyFired, receiptContent, unusableViewToken } from "./legacy.js";
import { DEBUG, INFO } from "./level.js";
import { requireContentType, requireMessage, requireReceipt, requireText } from "./validate.js";

const contentTypeOf = (args) => args.contentType;

const messageId = (id) => {
  requireText("id", id);
  return { args: { id } };
};

/** The lines of both authentication methods name the first one; support tooling knows them so. */
const AUTHENTICATION_LINES = {
  level: INFO,
  done: "Successful getAuthenticationUrl request",
  failed: "getAuthenticationUrl gave an error response",
};

/**
 * The methods of the Participant Service, by name:
 *
 * - `number`: the operation's number in the core;
 * - `request(args, receiptsEnabled)`: checks the arguments (throws synchronously) and gives what the core receives,
 *   with another `number` where the arguments decide on the operation. Without it the page's own object is passed;
 * - `refuse(args, features)`: the failure of arguments that fail without a request;
 * - `result(value, metadata)`: what the promise resolves with, if not `{ data, metadata }`;
 * - `metric`, `contentType(args)`: name and dimension of its metrics;
 * - `client`, `session`: lines for the log of either source, `done` (of level `level`, default INFO) and `failed`;
 * - `queued`: it may change the outbox;
 * - `afterEnd`: may be called when the chat has ended, as in ChatJS;
 * - `optional`: may be called without arguments;
 * - `bare`: neither result nor failure carries `metadata`.
 */
export const OPERATIONS = {
  sendMessage: {
    number: 0,
    queued: true,
    metric: "SendMessage",
    contentType: contentTypeOf,
    client: { level: DEBUG, done: "Successfully send message", failed: "Send message error" },
    request(args) {
      requireMessage(args.message);
      requireContentType(args.contentType);
      return { args };
    },
  },

  sendEvent: {
    number: 1,
    metric: "SendEvent",
    contentType: contentTypeOf,
    client: { level: DEBUG, done: "Successfully send event" },
    request(args, receiptsEnabled) {
      const { contentType, content } = args;
      requireContentType(contentType);
      if (contentType !== READ && contentType !== DELIVERED) {
        parseContent(content);
        return { args };
      }
      return { number: 2, args: { contentType, content, ...receiptContent(content, receiptsEnabled) } };
    },
    result: (data, metadata) => (data ? { data, metadata } : receiptAlreadyFired(metadata)),
  },

  getTranscript: {
    number: 3,
    metric: "GetTranscript",
    client: { done: "Successfully get transcript", failed: "Get transcript error" },
    optional: true,
  },

  sendAttachment: {
    number: 4,
    metric: "SendAttachment",
    contentType: (args) => args.attachment.type,
    client: { level: DEBUG, done: "Successfully upload attachment", failed: "Upload attachment error" },
    refuse({ attachment }, { attachments }) {
      const message = attachments && attachmentRefusal(attachment, attachments);
      return message && { kind: 9, message };
    },
  },

  downloadAttachment: {
    number: 5,
    metric: "DownloadAttachment",
    client: { level: DEBUG, done: "Successfully download attachment", failed: "Download attachment error" },
    result: (blob, metadata) => Object.assign(blob, { metadata }),
  },

  getAttachmentURL: {
    number: 6,
    metric: "GetAttachmentURL",
    client: { level: DEBUG, done: "Successfully get attachment URL", failed: "Get attachment URL error" },
    result: (url) => url,
  },

  describeView: {
    number: 7,
    metric: "DescribeView",
    client: { done: "Successful describe view request", failed: "describeView gave an error response" },
    afterEnd: true,
    refuse: unusableViewToken,
  },

  getAuthenticationUrl: { number: 8, client: AUTHENTICATION_LINES, afterEnd: true },

  cancelParticipantAuthentication: { number: 9, client: AUTHENTICATION_LINES, afterEnd: true },

  disconnectParticipant: {
    number: 10,
    metric: "DisconnectParticipant",
    client: { done: "Successfully disconnect participant", failed: "Error when disconnecting participant " },
    session: { done: "Disconnect participant successfully", failed: "Disconnect participant failed. Error:" },
    optional: true,
    bare: true,
    result: (data) => ({ data }),
  },

  /** Newer than ChatJS 5.0.0: sends a receipt at once, whatever the receipts switch and throttles say. */
  sendMessageReceipt: {
    number: 11,
    metric: "SendEvent",
    contentType: (args) => (args.event === "read" ? READ : DELIVERED),
    client: { level: DEBUG, done: "Successfully send event" },
    request({ event, messageId, message }) {
      const id = messageId || message?.Id;
      requireReceipt(event, id);
      return { args: { event, messageId: id } };
    },
  },

  /** Takes a message out of the outbox; the promise tells whether it was there and not on its way. */
  cancelMessage: {
    number: 12,
    queued: true,
    afterEnd: true,
    optional: true,
    request: messageId,
    result: (found) => found,
  },

  /** Sends a message of the outbox that failed once more. */
  retryMessage: { number: 13, queued: true, optional: true, request: messageId },

  /** Loads the page before the oldest one of the transcript that `onTranscriptUpdated` gets. */
  loadPreviousTranscript: { number: 14, optional: true },
};
