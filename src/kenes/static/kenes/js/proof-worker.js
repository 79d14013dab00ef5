/* Solves the puzzle of appeals/intake/proof.py: SHA-256(salt nonce counter) that begins with so many noughts.
   It has a digest of its own, for browsers lend theirs to encrypted pages alone and only one at a time. */
"use strict";

const ROUNDS = 64;
const PRIMES = [];
for (let n = 2; PRIMES.length < ROUNDS; n += 1) if (PRIMES.every((p) => n % p)) PRIMES.push(n);
const fraction = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32) >>> 0;
const K = Uint32Array.from(PRIMES, (p) => fraction(Math.cbrt(p)));
const START = Uint32Array.from(PRIMES.slice(0, 8), (p) => fraction(Math.sqrt(p)));
const words = new Uint32Array(ROUNDS);
const turned = (x, by) => (x >>> by) | (x << (32 - by));

/* The digest of one block of 64 bytes that is padded already. */
function digest(block) {
  for (let at = 0; at < 16; at += 1) words[at] = block.getUint32(at * 4);
  for (let at = 16; at < ROUNDS; at += 1) {
    const [x, y] = [words[at - 15], words[at - 2]];
    const low = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
    const high = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
    words[at] = words[at - 16] + low + words[at - 7] + high;
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let at = 0; at < ROUNDS; at += 1) {
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + K[at] + words[at];
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  return Uint32Array.from([a, b, c, d, e, f, g, h], (x, at) => x + START[at]);
}

const bytes = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
const hex = (found) => Array.from(found, (word) => word.toString(16).padStart(8, "0")).join("");

/* Salt, nonce and counter in one block, which leaves room for both: 36 bytes of 55. */
function solved({ salt, nonce, keyPrefix }) {
  const head = [...bytes(salt), ...bytes(nonce)];
  const block = new DataView(new ArrayBuffer(64));
  head.forEach((byte, at) => block.setUint8(at, byte));
  block.setUint8(head.length + 4, 0x80);
  block.setUint32(60, (head.length + 4) * 8);
  const noughts = keyPrefix.length * 4;
  for (let counter = 0; counter < 2 ** 32; counter += 1) {
    block.setUint32(head.length, counter);
    const found = digest(block);
    if (found[0] >>> (32 - noughts) === 0) return { counter, derivedKey: hex(found) };
  }
  return null;
}

self.addEventListener("message", (event) => {
  const challenge = JSON.parse(event.data);
  self.postMessage(btoa(JSON.stringify({ challenge, solution: solved(challenge.parameters) })));
});
