/**
 * Collects what happens inside the page while a scenario runs: outcomes of calls, events, lines of
 * the logger, console lines, errors that nobody caught. Everything is stored as a snapshot taken at
 * the moment it happened, so later changes of a live object do not rewrite the past.
 */
import { snapshot } from "./snapshot.mjs";

const CONSOLE_METHODS = ["debug", "info", "log", "warn", "error"];

export class Recorder {
  #trace = { values: {}, calls: {}, events: {}, logs: [], console: [], errors: [], timeline: [] };

  get trace() {
    return this.#trace;
  }

  /** Something the scenario wants to be the same in both libraries. */
  value(name, value) {
    this.#trace.values[name] = snapshot(value);
  }

  /** Order matters here: only for moments whose order is fixed by the library, not by the network. */
  mark(text) {
    this.#trace.timeline.push(text);
  }

  call(name, outcome, value) {
    this.#trace.calls[name] =
      arguments.length < 3 ? { outcome } : { outcome, value: snapshot(value) };
  }

  event(label, entry) {
    (this.#trace.events[label] ??= []).push(snapshot(entry));
  }

  events(label) {
    return this.#trace.events[label] ?? [];
  }

  log(method, args) {
    this.#trace.logs.push({ method, args: snapshot(args) });
  }

  /** Console lines and uncaught errors of the page. Called once, before the library is loaded. */
  observePage() {
    for (const method of CONSOLE_METHODS) {
      const original = console[method].bind(console);
      console[method] = (...args) => {
        this.#trace.console.push({ method, args: snapshot(args) });
        original(...args);
      };
    }
    addEventListener("error", (event) => {
      // Failed downloads of scripts bubble up as plain events without a message.
      if (event.message === undefined) return;
      this.#trace.errors.push({ kind: "error", value: snapshot(event.error ?? event.message) });
      event.preventDefault();
    });
    addEventListener("unhandledrejection", (event) => {
      this.#trace.errors.push({ kind: "unhandledrejection", value: snapshot(event.reason) });
      event.preventDefault();
    });
  }
}
