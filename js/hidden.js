/**
 * Members that are there, yet not enumerable, as the methods of a class are not: who stores, copies or prints an
 * object of the library must not walk the library.
 */
export function defineHidden(object, members) {
  for (const name of Object.keys(members)) {
    Object.defineProperty(object, name, { value: members[name], configurable: true, writable: true });
  }
}
