// Bytes as text that may stand in an address: base64url without padding.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = Math.min(4, bytes.length - at + 1);
    for (let digit = 0; digit < digits; digit += 1) text += ALPHABET[(word >> (18 - 6 * digit)) & 63];
  }
  return text;
}

/** Offset of the first wrong character, or the bytes. Unused low bits must be zero, so one content has one text. */
export function fromBase64Url(text: string): Uint8Array | number {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let filled = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = ALPHABET.indexOf(text.charAt(at));
    if (digit < 0) return at;
    word = ((word << 6) | digit) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[filled] = word >> bits;
    filled += 1;
  }
  const spare = word & ((1 << bits) - 1);
  return text.length % 4 === 1 || spare !== 0 ? Math.max(0, text.length - 1) : bytes;
}
