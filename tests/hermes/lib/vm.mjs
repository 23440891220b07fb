// A Hermes virtual machine as a process of its own. It runs each line that comes in, then what became due by it, and
// prints; so a line in and a line out are all that a bridge to timers and the network takes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Bridge } from "./bridge.mjs";
import { lower, packages } from "./lower.mjs";

const FOLDERS = { linux: "linux64-bin", darwin: "osx-bin", win32: "win64-bin" };
const MARK = "@bridge ";

/** One of the programs of the package `hermes-engine-cli`, by its name. */
export const program = (name) =>
  join(dirname(packages.resolve("hermes-engine-cli/package.json")), FOLDERS[process.platform], name);

/** JSON in ASCII on one line, as an expression. */
const literal = (value) =>
  JSON.stringify(value ?? null).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

export class HermesVm {
  #child;
  #bridge = new Bridge((id, message) => this.#write(`receive(${id}, ${literal(message)})`));
  #results = new Map();
  #calls = 0;

  /** What the engine complained of: errors that nobody caught, and lines of the console at `warn` and `error`. */
  problems = [];

  /** @param {string[]} scripts run one after the other, lowered already */
  constructor(scripts) {
    // Promises of the engine's own, as in React Native's new architecture.
    this.#child = spawn(program("hermes"), ["-Xmicrotask-queue"], { stdio: ["pipe", "pipe", "inherit"] });
    createInterface({ input: this.#child.stdout }).on("line", (line) => this.#read(line));
    this.#child.once("exit", (code) => {
      for (const { reject } of this.#results.values()) reject(new Error(`Hermes ended with exit code ${code}`));
    });
    for (const script of scripts) this.#write(`(0, eval)(${literal(script)}), undefined`);
  }

  /**
   * Calls a function in the engine, with arguments that are JSON.
   *
   * @param {(...args: any[]) => any} action sees nothing of what is around it here
   * @returns {Promise<any>} what it gives, as JSON; rejects with what it throws
   */
  call(action, ...args) {
    this.#calls += 1;
    const id = this.#calls;
    const result = new Promise((resolve, reject) => this.#results.set(id, { resolve, reject }));
    const source = lower(`run(${id}, function () { return (${action})(${args.map(literal).join(", ")}); });`);
    this.#write(`(0, eval)(${literal(source)}), undefined`);
    return result;
  }

  /** Ends it, and what it has going on. */
  async stop() {
    this.#bridge.end();
    const gone = once(this.#child, "exit");
    this.#child.stdin.end();
    await gone;
  }

  #write(line) {
    this.#child.stdin.write(`${line}\n`);
  }

  #read(line) {
    const at = line.indexOf(MARK);
    if (at < 0) {
      if (/^(>> )*Uncaught /.test(line)) this.problems.push(line);
      return;
    }
    const { what, ...message } = JSON.parse(line.slice(at + MARK.length));
    if (what === "result") this.#settle(message);
    else if (what === "line") this.#note(message);
    else this.#bridge[what](message);
  }

  #settle({ id, resolved, rejected }) {
    const { resolve, reject } = this.#results.get(id);
    this.#results.delete(id);
    if (rejected === undefined) resolve(resolved);
    else reject(rejected);
  }

  #note({ level, text }) {
    if (level === "warn" || level === "error") this.problems.push(`${level}: ${text}`);
  }
}
