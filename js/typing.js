import { INCOMING_MESSAGE, INCOMING_TYPING, TYPING_CHANGED } from "./events.js";

/** A participant that types sends an event every ten seconds; one that is silent for longer has stopped. */
const LIFETIME_MS = 12_000;

/** Makes TYPING_CHANGED out of typing events and messages: who begins to type, and who has stopped. */
export function watchTyping(controller) {
  const { pubsub } = controller;
  const typing = new Map();

  const tell = ({ ParticipantId, ParticipantRole, DisplayName }, isTyping) =>
    pubsub.trigger(TYPING_CHANGED, {
      data: { ParticipantId, ParticipantRole, DisplayName, isTyping },
      chatDetails: controller.getChatDetails(),
    });
  const forget = (id) => {
    clearTimeout(typing.get(id));
    return typing.delete(id);
  };

  pubsub.subscribe(INCOMING_TYPING, ({ data }) => {
    const id = data.ParticipantId;
    if (id !== controller.participantId) {
      const began = !forget(id);
      typing.set(
        id,
        setTimeout(() => forget(id) && tell(data, false), LIFETIME_MS),
      );
      if (began) {
        tell(data, true);
      }
    }
  });
  pubsub.subscribe(INCOMING_MESSAGE, ({ data }) => {
    if (forget(data.ParticipantId)) {
      tell(data, false);
    }
  });
  pubsub.onClear(() => [...typing.keys()].forEach(forget));
}
