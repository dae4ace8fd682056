// SHA-256 (FIPS 180-4), and the tables that code in the machine needs as well.

const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 0x1_0000_0000);

/** First 32 bits of the fractional parts of roots of the first primes: cube roots of 64, square roots of 8. */
const PRIMES: readonly number[] = primes(64);
export const SHA256_K = Uint32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
export const SHA256_START = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
export const SHA256_BLOCK = 64;

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

const ror = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

/** What closes a message of so many bytes: a one, zeroes, its length in bits; it fills the last block. */
export function sha256Padding(length: number): Uint8Array {
  const blocks = Math.ceil((length + 1 + 8) / SHA256_BLOCK);
  const bytes = new Uint8Array(blocks * SHA256_BLOCK - length);
  const view = new DataView(bytes.buffer);
  bytes[0] = 0x80;
  view.setUint32(bytes.length - 8, Math.floor(length / 0x2000_0000));
  view.setUint32(bytes.length - 4, (length * 8) >>> 0);
  return bytes;
}

/** Eight words. */
export function sha256(message: Uint8Array): Uint32Array {
  const padding = sha256Padding(message.length);
  const bytes = new Uint8Array(message.length + padding.length);
  bytes.set(message);
  bytes.set(padding, message.length);
  const view = new DataView(bytes.buffer);
  const state = SHA256_START.slice();
  const w = new Int32Array(64);
  for (let at = 0; at < bytes.length; at += SHA256_BLOCK) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + i * 4);
    addBlock(state, w);
  }
  return state;
}

function addBlock(state: Uint32Array, w: Int32Array): void {
  for (let i = 16; i < 64; i++) {
    const [x, y] = [w[i - 15] ?? 0, w[i - 2] ?? 0];
    const s0 = ror(x, 7) ^ ror(x, 18) ^ (x >>> 3);
    const s1 = ror(y, 17) ^ ror(y, 19) ^ (y >>> 10);
    w[i] = (w[i - 16] ?? 0) + s0 + (w[i - 7] ?? 0) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = ror(e, 6) ^ ror(e, 11) ^ ror(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (SHA256_K[i] ?? 0) + (w[i] ?? 0)) | 0;
    const t2 = ((ror(a, 2) ^ ror(a, 13) ^ ror(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = (state[i] ?? 0) + word));
}
