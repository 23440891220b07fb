// What serves the pages of these tests: folders, and programs that serve by themselves.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { ProcessGroup } from "../../e2e/lib/process-group.mjs";
import { ENV } from "./consumer.mjs";

/** Types of files, without an encoding: what a script is read as is then up to the page. */
const SCRIPT = "text/javascript";
const TYPES = { ".html": "text/html", ".js": SCRIPT, ".mjs": SCRIPT, ".wasm": "application/wasm" };

/**
 * Serves folders, the first that has a file wins.
 *
 * @param {string[]} folders
 * @param {Record<string, { body: string | Buffer, headers?: Record<string, string> }>} [pages] by path; they win over
 *   files
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function serve(folders, pages = {}) {
  const find = async (path) => {
    for (const folder of folders) {
      const body = await readFile(join(folder, normalize(path))).catch(() => undefined);
      if (body) return { body };
    }
    return undefined;
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = pathname === "/" ? "/index.html" : pathname;
    const found = pages[path] ?? (await find(path));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(found ? 200 : 404, { "content-type": type, ...found?.headers }).end(found?.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const START_TIMEOUT_MS = 60_000;
const COLOUR = /\x1b\[\d+m/g;

/**
 * Starts a program that prints its address when it serves.
 *
 * @param {string} folder where it runs
 * @param {string[]} command
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function start(folder, ...command) {
  const group = await ProcessGroup.start(() => ({ command, env: ENV, cwd: folder }));
  let output = "";
  group.stderr.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  try {
    const url = await new Promise((resolve, reject) => {
      const fail = () => reject(new Error(`${command.join(" ")} gave no address:\n${output}`));
      setTimeout(fail, START_TIMEOUT_MS).unref();
      group.stdout.once("end", fail);
      group.stdout.setEncoding("utf8").on("data", (text) => {
        output += text;
        const [address] = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(output.replace(COLOUR, "")) ?? [];
        if (address) resolve(address);
      });
    });
    return { url, stop: () => group.stop() };
  } catch (error) {
    await group.stop();
    throw error;
  }
}
