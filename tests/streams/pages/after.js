// Runs after the two scripts: what the namespace is now, before anybody has used it.
window.after = { ...window.connect };
