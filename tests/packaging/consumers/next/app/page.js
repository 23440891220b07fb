// Runs on the server, which imports what the client uses.
import { ChatSession } from "amazon-connect-chat-wasm";
import { Chat } from "./chat.js";

export default function Page() {
  return (
    <main>
      <p id="server">{typeof ChatSession.create}</p>
      <Chat />
    </main>
  );
}
