// Runs between the two scripts: what the first one has put into the namespace.
window.before = { ...window.connect };
