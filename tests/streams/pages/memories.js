// Runs before the library: keeps every memory of a WebAssembly module, to be measured.
window.memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = function (...args) {
  const instance = new Instance(...args);
  window.memories.push(...Object.values(instance.exports).filter((value) => value instanceof WebAssembly.Memory));
  return instance;
};
WebAssembly.Instance.prototype = Instance.prototype;
