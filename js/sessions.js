/**
 * The controllers of a page's sessions by the handle that the core gave, for what the core has to tell them.
 *
 * A session on a connection is held: its handlers are called even if the page kept nothing else of it. Any other one,
 * not connected yet, transferred, broken or over, belongs to the page alone: once the page has let go of it,
 * `forget(handle)` lets the core do the same. Where an engine knows no weak references, the core keeps it.
 */
export function createSessions({ WeakRef, FinalizationRegistry }, forget) {
  const controllers = new Map();
  const registry =
    FinalizationRegistry &&
    new FinalizationRegistry((handle) => {
      controllers.delete(handle);
      forget(handle);
    });
  const hold = (handle, controller) => controllers.set(handle, { deref: () => controller });
  const release = (handle, controller) => registry && controllers.set(handle, new WeakRef(controller));

  return {
    add(handle, controller) {
      hold(handle, controller);
      release(handle, controller);
      registry?.register(controller, handle);
    },
    hold,
    release,
    get: (handle) => controllers.get(handle)?.deref(),
    /** The session is over: what still comes in for it is dropped. */
    delete: (handle) => controllers.delete(handle),
  };
}
