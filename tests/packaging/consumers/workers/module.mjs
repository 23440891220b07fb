import { ChatJS, ChatSession } from "/amazon-connect-chat.mjs";
import { answer } from "./worker.mjs";

answer({ ChatJS, ChatSession });
