// Programs that start others: a browser and all of its processes, which can be stopped and ended as one.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// A process group of its own would outlive a run that is broken off: listeners of "exit" end it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

export class ProcessGroup {
  /**
   * Starts a program in a process group of its own, with a folder that is removed at `stop()`.
   *
   * @param {(folder: string) => {command: string[], env?: Record<string, string>, cwd?: string}} describe gives the
   *   program with its arguments, its environment on top of this process's, and where it runs
   */
  static async start(describe) {
    const group = new ProcessGroup();
    group.#folder = await mkdtemp(join(tmpdir(), "connect-e2e-"));
    const { command, env, cwd } = describe(group.#folder);
    const [program, ...args] = command;
    const stdio = ["ignore", "pipe", "pipe"];
    group.#process = spawn(program, args, { stdio, cwd, env: { ...process.env, ...env }, detached: true });
    /** What the program complains of. Has to be read. */
    group.stderr = group.#process.stderr;
    /** What the program says. May be read. */
    group.stdout = group.#process.stdout.resume();
    process.once("exit", group.#kill);
    return group;
  }

  #folder;
  #process;
  #kill = () => this.signal("SIGKILL");

  /** Sends a signal to every process. */
  signal(name) {
    process.kill(-this.#process.pid, name);
  }

  /** Ends every process and removes the folder. */
  async stop() {
    process.off("exit", this.#kill);
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const gone = once(this.#process, "exit");
      this.#kill();
      await gone;
    }
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
