import assert from "node:assert/strict";
import test from "node:test";
import { decode, encode } from "../../scripts/webpack/wasm-text.mjs";

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

test("every pair of bytes survives", () => {
  const pairs = new Uint8Array(2 * 256 * 256);
  for (let i = 0; i < 256 * 256; i++) pairs.set([i >> 8, i & 255], 2 * i);
  assert.deepEqual(decode(encode(pairs)), pairs);
});

test("no bytes are an empty text", () => {
  assert.equal(encode(new Uint8Array()), "");
  assert.equal(decode("").length, 0);
});

test("the text is printable ASCII that no quotation mark or backslash interrupts", () => {
  assert.match(encode(everyByte), /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
});

test("frequent bytes take one character, others two", () => {
  assert.equal(encode(Uint8Array.of(0, 0x20, 0x41, 90)).length, 4);
  assert.equal(encode(Uint8Array.of(91, 255)).length, 4);
});
