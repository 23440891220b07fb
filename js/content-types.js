const EVENT = "application/vnd.amazonaws.connect.event.";

const list = (text, prefix = "") => text.split(" ").map((name) => prefix + name);

/** Content type of a read receipt, as `sendEvent` takes it. */
export const READ = `${EVENT}message.read`;

/** Content type of a delivered receipt, as `sendEvent` takes it. */
export const DELIVERED = `${EVENT}message.delivered`;

/**
 * What `sendMessage` and `sendEvent` accept: one list for both, in the order in which ChatJS names them
 * in its error text. The service itself takes far fewer.
 */
export const CONTENT_TYPES = [
  ...list(
    "text/plain text/markdown text/csv application/msword" +
      " application/vnd.openxmlformats-officedocument.wordprocessingml.document application/json application/pdf" +
      " application/vnd.ms-powerpoint application/vnd.openxmlformats-officedocument.presentationml.presentation" +
      " application/vnd.ms-excel application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ),
  ...list("initiated succeeded failed timeout expired cancelled", `${EVENT}authentication.`),
  `${EVENT}participant.displayname.updated`,
  ...list("image/jpeg image/png audio/wav audio/x-wav audio/vnd.wave"),
  ...list(
    "connection.acknowledged typing participant.joined participant.left participant.active participant.inactive" +
      " transfer.succeeded transfer.failed chat.ended",
    EVENT,
  ),
  ...list("interactive interactive.response", "application/vnd.amazonaws.connect.message."),
  READ,
  DELIVERED,
  ...list(
    "participant.idle participant.returned participant.invited participant.autodisconnection chat.rehydrated" +
      " workflow.cancelled",
    EVENT,
  ),
];
