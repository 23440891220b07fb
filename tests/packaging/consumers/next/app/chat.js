"use client";

import { useEffect } from "react";
import * as library from "amazon-connect-chat-wasm";
import { chat } from "../page.mjs";

export function Chat() {
  useEffect(() => chat(library), []);
  return <p id="client">{typeof library.ChatSession.create}</p>;
}
