import assert from "node:assert/strict";
import test from "node:test";
import { decode, encode } from "../../scripts/webpack/wasm-text.mjs";

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

const decoded = ({ text, alphabet }) => decode(text, alphabet);

test("every pair of bytes survives", () => {
  const pairs = new Uint8Array(2 * 256 * 256);
  for (let i = 0; i < 256 * 256; i++) pairs.set([i >> 8, i & 255], 2 * i);
  assert.deepEqual(decoded(encode(pairs)), pairs);
});

test("no bytes are an empty text", () => {
  const { text, alphabet } = encode(new Uint8Array());
  assert.equal(text, "");
  assert.equal(decode(text, alphabet).length, 0);
});

test("a byte survives among few and among many others", () => {
  for (const byte of everyByte) {
    const often = new Uint8Array(1_000).fill(byte);
    assert.deepEqual(decoded(encode(often)), often);
    const seldom = Uint8Array.of(...everyByte.filter((other) => other !== byte), ...everyByte);
    assert.deepEqual(decoded(encode(seldom)), seldom);
  }
});

test("text and alphabet are printable ASCII that no quotation mark or backslash interrupts", () => {
  const { text, alphabet } = encode(everyByte);
  for (const string of [text, alphabet]) assert.match(string, /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/);
  assert.equal(alphabet.length, 256);
});

test("90 bytes take one character, others two, whatever is most frequent one", () => {
  for (const byte of [0, 0x1f, 0x22, 0x5c, 0x7f, 0x80, 0xff]) {
    const { text } = encode(Uint8Array.of(...everyByte, ...new Uint8Array(1_000).fill(byte)));
    assert.equal(text.length, 90 + 2 * 166 + 1_000);
  }
});

test("texts inside the bytes stay readable: a compressor knows their words", () => {
  const words = "application/json participant transcript";
  const { text } = encode(new TextEncoder().encode(words));
  assert.equal(text, words);
});
