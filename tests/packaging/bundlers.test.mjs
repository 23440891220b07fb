// The package in bundlers' projects: each bundle holds a chat in a browser.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as bundlers from "./lib/bundlers.mjs";
import { consumerSuite, HELD, program, project } from "./lib/consumer.mjs";
import { serve, start } from "./lib/servers.mjs";

const suite = consumerSuite();

/** Scripts of `consumers/bundled/` that each bundler is given. */
const SCRIPTS = {
  webpack: ["import", "bare", "require", "slim", "asm"],
  vite: ["import", "slim", "asm"],
  rollup: ["import", "slim"],
  esbuild: ["import", "require", "slim", "asm"],
  parcel: ["import", "slim", "asm"],
};

/** A page with one of the scripts. */
const page = (bundler, script, ...more) => project(`${bundler}-${script}`, "page", `bundled/${script}`, ...more);

async function bundled(bundler, script) {
  // The one bundler that has to be told to look at a package's exports; the main entry it finds without.
  const settings = bundler === "parcel" && /slim|asm/.test(script) ? ["parcel"] : [];
  const folder = await bundlers[bundler](page(bundler, script, ...settings));
  return script === "slim" && /rollup|esbuild/.test(bundler) ? bundlers.withModule(folder) : folder;
}

/** What becomes of the chat on a server's page. */
async function outcomeAt(server) {
  try {
    return await suite.outcome(server.url);
  } finally {
    await server.stop();
  }
}

for (const [bundler, scripts] of Object.entries(SCRIPTS)) {
  describe(bundler, () => {
    for (const script of scripts) {
      it(`${script}: the bundle chats`, async () => {
        const server = await serve([await bundled(bundler, script)]);
        assert.deepEqual(await outcomeAt(server), HELD);
      });
    }
  });
}

describe("vite, developing", () => {
  for (const script of ["import", "slim"]) {
    it(`${script}: the page chats`, async () => {
      const server = await start(page("vite-dev", script), program("vite"), "--port", "0", "--host", "127.0.0.1");
      assert.deepEqual(await outcomeAt(server), HELD);
    });
  }
});
