import assert from "node:assert/strict";
import test from "node:test";
import { trap, write } from "../../js/asm/runtime.js";
import { decode } from "../../js/asm/utf8.js";

const LAST_CODE_POINT = 0x10ffff;

/** A text in which each code point stands between others, surrogates alone among them. */
function* everyCharacter() {
  for (let first = 0; first <= LAST_CODE_POINT; first += 0x800) {
    const codes = Array.from({ length: 0x800 }, (_, index) => first + index);
    yield codes.map((code) => `${String.fromCodePoint(code)}-`).join("");
  }
}

test("texts are read as the platform's decoder reads them", () => {
  const platform = new TextDecoder("utf-8", { ignoreBOM: true });
  for (const text of everyCharacter()) {
    const bytes = new TextEncoder().encode(text);
    assert.equal(decode(bytes), platform.decode(bytes));
  }
  assert.equal(decode(new Uint8Array()), "");
});

test("a part of the memory is written byte by byte, and no other", () => {
  const bytes = new Uint8Array(6);
  write(bytes, 2, "\u0000A\u00ff");
  assert.deepEqual([...bytes], [0, 0, 0, 65, 255, 0]);
});

test("a trap has the name of one", () => {
  assert.throws(trap, { name: "RuntimeError", message: "unreachable" });
});
