// Goes on with the chat of this tab after a reload: the details of the first load are kept in sessionStorage.
import { configure, startChat } from "./start.mjs";

const KEY = "chatjs-session-chat-details";

configure();
const kept = JSON.parse(sessionStorage.getItem(KEY));
const chatDetails = kept ?? (await startChat());
sessionStorage.setItem(KEY, JSON.stringify(chatDetails));

const chatSession = window.connect.ChatSession.create({ chatDetails, type: "CUSTOMER", disableCSM: true });
chatSession.onMessage(({ data }) => draw(data));
await chatSession.connect();
if (kept) {
  const { data } = await chatSession.getTranscript({
    scanDirection: "BACKWARD",
    sortOrder: "ASCENDING",
    maxResults: 15,
  });
  data.Transcript.forEach(draw);
}
window.show("loaded", { kept: kept !== null, chatDetails });

function draw({ Id, Content }) {
  if (!Content || document.getElementById(Id)) return;
  const line = document.createElement("li");
  line.id = Id;
  line.textContent = Content;
  document.querySelector("ol").append(line);
}
