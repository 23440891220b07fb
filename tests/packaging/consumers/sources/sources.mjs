// Everything that the slim build can be started from.
const FILE = "/slim/amazon-connect-chat.wasm";
const OTHER_TYPE = { headers: { "content-type": "application/octet-stream" } };
const bytes = async () => (await fetch(FILE)).arrayBuffer();

export const sources = {
  nothing: () => undefined,
  text: () => FILE,
  url: () => new URL(FILE, location.href),
  request: () => new Request(FILE),
  response: () => fetch(FILE),
  "response of another type": async () => new Response(await bytes(), OTHER_TYPE),
  buffer: bytes,
  bytes: async () => new Uint8Array(await bytes()),
  module: () => WebAssembly.compileStreaming(fetch(FILE)),
};
