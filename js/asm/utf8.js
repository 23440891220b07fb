/**
 * The text decoder of the pure JavaScript build. The module's memory holds texts as UTF-8; React Native's Hermes has no
 * `TextDecoder`, and what is read here is short: names, lines of the log.
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
