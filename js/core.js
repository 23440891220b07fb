import { coreCrashed } from "./errors.js";

/**
 * A trap of the module, or a stack that ran out inside it (each engine has its own name for that). Either leaves
 * the module's memory in a state that nobody may enter again. Anything else was thrown on purpose.
 */
const isTrap = ({ name }) => /^(RuntimeError|RangeError|InternalError)$/.test(name);

/**
 * The only door to the WebAssembly module: every call into it, and every browser callback that leads into it, goes
 * through here. The first trap closes the door: it is reported once, every call in flight rejects, and so does
 * every later one, without entering the module.
 *
 * `onCrash(error)` reports; it must not throw.
 */
export function createCore(onCrash) {
  const calls = new Map();
  let client;
  let crashed;
  let lastCall = 0;

  function crash(trap) {
    crashed = coreCrashed(trap);
    onCrash(crashed);
    for (const call of calls.values()) {
      call.reject(crashed);
    }
    calls.clear();
    return crashed;
  }

  function run(action) {
    try {
      return action();
    } catch (error) {
      // A call that a handler made may have crashed already: the callback around it then traps, too.
      throw isTrap(error) ? crashed || crash(error) : error;
    }
  }

  /** Runs `action(client)` and returns its result. Throws the crash error when the core is or just became unusable. */
  function enter(action) {
    if (crashed) {
      throw crashed;
    }
    return run(() => action(client));
  }

  /** Runs `action`, or gives `otherwise(error)` when the core is unusable: for calls that must not throw then. */
  function attempt(action, otherwise) {
    try {
      return action();
    } catch (error) {
      if (error !== crashed) {
        throw error;
      }
      return otherwise && otherwise(error);
    }
  }

  return {
    start(module, host) {
      client = module;
      run(() => client.start(host));
    },

    enter,
    attempt,

    /** Tells the core something that has no answer; a crashed core does not listen. */
    tell: (action) => attempt(() => enter(action)),

    /**
     * Starts a call that the core settles later: `action(client, id)`, then `finish(ok, value, resolve, reject)`.
     * When `action` returns 0 there is nothing to wait for, and no promise. With an aborted `signal` nothing is
     * started; when it is aborted later the promise rejects, and `onAbort(client, id)` tells the core.
     */
    call(action, finish, signal, onAbort) {
      if (signal?.aborted) {
        return Promise.reject(signal.reason);
      }
      const id = ++lastCall;
      let accepted;
      const promise = new Promise((resolve, reject) => {
        calls.set(id, { reject, settle: (ok, value) => finish(ok, value, resolve, reject) });
        try {
          accepted = enter((entered) => action(entered, id));
        } catch (error) {
          calls.delete(id);
          reject(error);
        }
      });
      if (accepted === 0) {
        calls.delete(id);
        return undefined;
      }
      if (signal) {
        const abort = () => {
          const call = calls.get(id);
          calls.delete(id);
          call?.reject(signal.reason);
          attempt(() => enter((entered) => onAbort(entered, id)));
        };
        const forget = () => signal.removeEventListener("abort", abort);
        signal.addEventListener("abort", abort);
        promise.then(forget, forget);
      }
      return promise;
    },

    /** An exception on the way out must reject the call, not unwind through the module. */
    settle(id, ok, value) {
      const call = calls.get(id);
      calls.delete(id);
      try {
        call?.settle(ok, value);
      } catch (error) {
        call.reject(error);
      }
    },
  };
}
