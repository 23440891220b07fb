/** Rebuilds a JSON tree with every string passed through `change(text, key)`. */
export function mapStrings(node, change, key = "") {
  if (typeof node === "string") return change(node, key);
  if (Array.isArray(node)) return node.map((element) => mapStrings(element, change, key));
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, mapStrings(value, change, name)]),
  );
}

/** Calls `visit(object)` for every object in the tree, arrays excepted. */
export function eachObject(node, visit) {
  if (node === null || typeof node !== "object") return;
  if (!Array.isArray(node)) visit(node);
  for (const value of Object.values(node)) eachObject(value, visit);
}

/** The same tree with the keys of every object in alphabetical order. */
export function sortKeys(node) {
  if (Array.isArray(node)) return node.map(sortKeys);
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(
    Object.keys(node)
      .sort()
      .map((key) => [key, sortKeys(node[key])]),
  );
}
