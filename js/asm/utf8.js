/**
 * The text codec of the pure JavaScript build. The module's memory holds texts as UTF-8; React Native's Hermes has no
 * `TextDecoder`, and what is coded here is short: addresses, names, ids.
 */

/** `bytes` are a text of the core's, hence valid. */
export function decode(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at++];
    let following = (first >= 0xc0) + (first >= 0xe0) + (first >= 0xf0);
    let code = following ? first & (0x3f >> following) : first;
    for (; following > 0; following -= 1) {
      code = (code << 6) | (bytes[at++] & 0x3f);
    }
    text += String.fromCodePoint(code);
  }
  return text;
}

/** Writes `text` into `bytes`, which have room for it (three for each of its units), and returns how many it took. */
export function encodeInto(text, bytes) {
  let at = 0;
  for (const character of text) {
    let code = character.codePointAt(0);
    if (code >= 0xd800 && code < 0xe000) {
      // Half of a pair has no UTF-8: the replacement character, as a TextEncoder would write.
      code = 0xfffd;
    }
    let following = (code >= 0x80) + (code >= 0x800) + (code >= 0x10000);
    bytes[at++] = following ? (0xf80 >> following) | (code >> (6 * following)) : code;
    while (following > 0) {
      following -= 1;
      bytes[at++] = 0x80 | ((code >> (6 * following)) & 0x3f);
    }
  }
  return at;
}
