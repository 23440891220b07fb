// The first example of the documents, from the backend's answer to the end of the chat. It draws what happens.
export async function run() {
  const { connect } = window;
  connect.ChatSession.setGlobalConfig({ region: "us-west-2", endpoint: location.origin });

  // Step 1: chat details from the page's backend
  const response = await fetch("/start-chat", { method: "POST" });
  const chatDetails = (await response.json()).data.startChatResult;

  // Step 2: connect
  const customerChatSession = connect.ChatSession.create({
    chatDetails: {
      contactId: chatDetails.ContactId,
      participantId: chatDetails.ParticipantId,
      participantToken: chatDetails.ParticipantToken,
    },
    options: { region: "us-west-2" },
    type: "CUSTOMER",
    disableCSM: true,
  });
  await customerChatSession.connect();

  // Step 3: say something
  await customerChatSession.sendMessage({ contentType: "text/plain", message: "Hello World!" });
  await customerChatSession.sendEvent({ contentType: "application/vnd.amazonaws.connect.event.typing" });

  // Step 4: hear what is said
  customerChatSession.onMessage(({ data }) => draw(data.Content ?? data.ContentType.split(".").slice(-2).join(" ")));
  customerChatSession.onConnectionBroken(() => draw("broken"));
  customerChatSession.onEnded(() => draw("ended"));
  customerChatSession.onTyping(({ data }) => draw(`${data.ParticipantRole} types`));
  customerChatSession.onConnectionEstablished(() => draw("established"));

  // Step 5: end the chat
  document.querySelector("button").addEventListener("click", () => customerChatSession.disconnectParticipant());
  window.show("ready", chatDetails);
}

function draw(text) {
  const line = document.createElement("li");
  line.textContent = text;
  document.querySelector("ol").append(line);
}
