// Compiled programs and what they print, in one file: a header in JSON, preceded by its length, and the ELF files in its
// order. scripts/payloads/build.ts writes it.

export interface Build {
  /** GCC's -march and -O. */
  readonly march: string;
  readonly level: string;
  readonly elf: Uint8Array;
}

export interface Program {
  readonly name: string;
  /** What it prints natively. */
  readonly prints: string;
  readonly builds: readonly Build[];
}

interface Header {
  readonly name: string;
  readonly prints: string;
  readonly builds: readonly { readonly march: string; readonly level: string; readonly bytes: number }[];
}

const LENGTH = 4;

export function packPrograms(programs: readonly Program[]): Uint8Array {
  const header = programs.map(({ name, prints, builds }): Header => ({
    name,
    prints,
    builds: builds.map(({ march, level, elf }) => ({ march, level, bytes: elf.length })),
  }));
  const text = JSON.stringify(header);
  const elves = programs.flatMap(({ builds }) => builds.map(({ elf }) => elf));
  const whole = new Uint8Array(elves.reduce((sum, elf) => sum + elf.length, LENGTH + text.length));
  new DataView(whole.buffer).setUint32(0, text.length, true);
  for (let i = 0; i < text.length; i += 1) whole[LENGTH + i] = text.charCodeAt(i);
  let at = LENGTH + text.length;
  for (const elf of elves) {
    whole.set(elf, at);
    at += elf.length;
  }
  return whole;
}

export function unpackPrograms(bytes: Uint8Array): Program[] {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  let at = LENGTH + length;
  const text = Array.from(bytes.subarray(LENGTH, at), (byte) => String.fromCharCode(byte)).join("");
  const header = JSON.parse(text) as Header[];
  return header.map(({ name, prints, builds }) => ({
    name,
    prints,
    builds: builds.map(({ march, level, bytes: size }): Build => {
      const elf = bytes.subarray(at, at + size);
      at += size;
      return { march, level, elf };
    }),
  }));
}
