// CRC-32 as in Ethernet and zlib, four bytes at a step.

const POLYNOMIAL = 0xedb88320;
const ENTRIES = 256;

function tables(): readonly Uint32Array[] {
  const first = Uint32Array.from({ length: ENTRIES }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 0 ? rest >>> 1 : (rest >>> 1) ^ POLYNOMIAL;
    return rest;
  });
  const all = [first];
  for (let n = 1; n < 4; n++) {
    const before = all[n - 1] ?? first;
    all.push(before.map((rest) => (rest >>> 8) ^ (first[rest & 0xff] ?? 0)));
  }
  return all;
}

const [T0, T1, T2, T3] = tables() as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];

/** `before`: the value over the bytes in front of these, 0 if there are none. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let rest = ~before;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    rest ^=
      (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
    rest =
      (T3[rest & 0xff] ?? 0) ^
      (T2[(rest >>> 8) & 0xff] ?? 0) ^
      (T1[(rest >>> 16) & 0xff] ?? 0) ^
      (T0[rest >>> 24] ?? 0);
  }
  for (; at < bytes.length; at++) rest = (rest >>> 8) ^ (T0[(rest ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return ~rest >>> 0;
}
