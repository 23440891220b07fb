/** Content types of messages and events. */
declare namespace connect {
  type ChatEventContentType =
    | "application/vnd.amazonaws.connect.event.typing"
    | "application/vnd.amazonaws.connect.event.message.read"
    | "application/vnd.amazonaws.connect.event.message.delivered"
    | "application/vnd.amazonaws.connect.event.participant.joined"
    | "application/vnd.amazonaws.connect.event.participant.left"
    | "application/vnd.amazonaws.connect.event.participant.idle"
    | "application/vnd.amazonaws.connect.event.participant.returned"
    | "application/vnd.amazonaws.connect.event.participant.invited"
    | "application/vnd.amazonaws.connect.event.participant.autodisconnection"
    | "application/vnd.amazonaws.connect.event.transfer.succeeded"
    | "application/vnd.amazonaws.connect.event.transfer.failed"
    | "application/vnd.amazonaws.connect.event.chat.ended"
    | "application/vnd.amazonaws.connect.event.chat.rehydrated"
    | "application/vnd.amazonaws.connect.event.connection.acknowledged"
    | "application/vnd.amazonaws.connect.event.authentication.initiated"
    | "application/vnd.amazonaws.connect.event.authentication.succeeded"
    | "application/vnd.amazonaws.connect.event.authentication.failed"
    | "application/vnd.amazonaws.connect.event.authentication.timeout"
    | "application/vnd.amazonaws.connect.event.authentication.expired"
    | "application/vnd.amazonaws.connect.event.authentication.cancelled"
    | "application/vnd.amazonaws.connect.event.participant.displayname.updated";

  type ChatMessageContentType =
    | "text/plain"
    | "text/markdown"
    | "text/csv"
    | "application/msword"
    | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    | "application/json"
    | "application/pdf"
    | "application/vnd.ms-powerpoint"
    | "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    | "application/vnd.ms-excel"
    | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    | "image/jpeg"
    | "image/png"
    | "audio/wav"
    | "audio/x-wav"
    | "audio/vnd.wave"
    | "application/vnd.amazonaws.connect.message.interactive"
    | "application/vnd.amazonaws.connect.message.interactive.response";

  type ChatContentType = ChatEventContentType | ChatMessageContentType;
}
