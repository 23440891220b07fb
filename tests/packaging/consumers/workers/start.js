// The page's script: starts the worker that its address names, hands the service on, and shows what the worker tells.
const { hash, search } = location;
const worker = new Worker(`/${hash.slice(1)}${search}`, { type: hash.endsWith(".mjs") ? "module" : "classic" });

window.outcome = new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => reject(new Error(message));
});
