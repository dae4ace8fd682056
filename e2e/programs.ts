// Programs as small as they can be, for the journeys that bring one: ELF32, one PT_LOAD at 16 MiB, entered at its start.

const LOAD = 0x0100_0000;
const [HEADER, PROGRAM_HEADER] = [52, 32];

function elf(code: readonly number[]): Buffer {
  const at = HEADER + PROGRAM_HEADER;
  const file = Buffer.alloc(at + code.length);
  file.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
  file.writeUInt16LE(2, 16);
  file.writeUInt16LE(3, 18);
  [1, LOAD, HEADER].forEach((word, i) => file.writeUInt32LE(word, 20 + 4 * i));
  [HEADER, PROGRAM_HEADER, 1].forEach((half, i) => file.writeUInt16LE(half, 40 + 2 * i));
  [1, at, LOAD, LOAD, code.length, code.length, 7, 4096].forEach((word, i) => file.writeUInt32LE(word, HEADER + 4 * i));
  file.set(code, at);
  return file;
}

const OUT_DX_AL = 0xee;

/** Writes a line to the serial port, and returns. */
export const printing = (text: string): Buffer =>
  elf([
    ...[0xba, 0xf8, 0x03, 0x00, 0x00],
    ...[...Buffer.from(`${text}\n`)].flatMap((letter) => [0xb0, letter, OUT_DX_AL]),
    0xc3,
  ]);

/** Counts in memory for ever: slow enough to be cancelled long before the budget of instructions is used up. */
export const endless = (): Buffer => elf([...[0xff, 0x05, 0x00, 0x80, 0x00, 0x01], ...[0xeb, 0xf8]]);
