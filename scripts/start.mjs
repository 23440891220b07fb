/**
 * Shows the demo: sets up, builds, and runs the local service until it is interrupted.
 *
 *     node scripts/start.mjs [--port N] [further options of connect-local]
 *
 * The port is 8080, or the next one that is free; with `--port` it is that one or none.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { build } from "./lib/build.mjs";
import { root } from "./lib/paths.mjs";
import { runMain, say } from "./lib/report.mjs";
import { buildService } from "./lib/service.mjs";
import { setUp } from "./lib/setup.mjs";

const LISTENING = /^connect-local listening on http:\/\/[^:]+:(\d+)/;

await runMain(async () => {
  const ready = await setUp();
  await build(ready);
  const program = await buildService(ready);
  await serve(program, ["--www", "www", "--dist", "dist", ...process.argv.slice(2)]);
});

/** Resolves when the service has ended, which it does when it is interrupted. */
function serve(program, args) {
  const service = spawn(program, args, { cwd: root, stdio: ["inherit", "pipe", "inherit"] });
  createInterface({ input: service.stdout }).on("line", (line) => {
    const port = LISTENING.exec(line)?.[1];
    if (port) say(`the demo is at http://localhost:${port} (Ctrl+C ends it)`);
    else console.log(line);
  });
  // An interrupt from the terminal reaches the service too; one sent to this process alone doesn't.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => service.kill(signal));
  return new Promise((resolve, reject) => {
    service.on("error", reject);
    service.on("exit", (code) => {
      process.exitCode = code ?? 0;
      resolve();
    });
  });
}
