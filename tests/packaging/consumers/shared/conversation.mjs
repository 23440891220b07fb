/** Letters that come out wrong wherever bytes are taken for another encoding. */
export const GREETING = "Gr\u00fc\u00dfe, \u4f60\u597d, \u20ac";

/**
 * A short chat with a participant who says everything again, from anywhere: a page, a worker, Node.
 *
 * @param {typeof connect} library
 * @param {string} service base URL of connect-local
 * @returns {Promise<{ name: string, heard: string }>} who held it, and what came back
 */
export async function converse({ ChatSession, ChatJS }, service) {
  const response = await fetch(`${service}/start-chat`, { method: "POST", body: '{"Script":"echo"}' });
  const { data } = await response.json();

  ChatSession.setGlobalConfig({ endpoint: service });
  const session = ChatSession.create({ chatDetails: data.startChatResult, type: "CUSTOMER" });
  const subscribed = new Promise((resolve) => session.onDeepHeartbeatSuccess(resolve));
  const ended = new Promise((resolve) => session.onEnded(resolve));
  const answer = new Promise((resolve) =>
    session.onMessage(({ data: item }) => {
      if (item.Type === "MESSAGE" && item.ParticipantRole !== "CUSTOMER") resolve(item.Content);
    }),
  );

  await session.connect();
  await subscribed;
  await session.sendMessage({ contentType: "text/plain", message: GREETING });
  const heard = await answer;
  await session.disconnectParticipant();
  await ended;
  return { name: ChatJS.implementation.name, heard };
}
