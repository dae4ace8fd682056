// Purgatory on the bare processor: the digest against another implementation, damage, and what the kernel is handed.

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PAGE_SIZE } from "../../core/units.ts";
import { randomAt } from "../../core/rng.ts";
import { Cpu } from "../../cpu/cpu.ts";
import { readText } from "../../kernel/struct.ts";
import { ContentStore } from "../../memory/content-store.ts";
import { PhysMemory } from "../../memory/phys-memory.ts";
import { message, type Part, purgatoryBytes, purgatoryListing, type ReturnWord } from "./index.ts";
import { field, OPTION } from "./layout.ts";

const ADDRESS = 0x12000;
const DATA = ADDRESS + PAGE_SIZE;
const KERNEL = 0x20000;
const CMDLINE = 0x30100;
const STACK = 0x41ffc;
const CMDLINE_BYTES = 512;
const BUDGET = 3_000_000;

const random = (seed: number, length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => randomAt(seed, i));

interface Given {
  readonly returnWord: ReturnWord;
  readonly parts?: readonly Part[];
  readonly edi?: number;
  readonly onStack?: number;
  readonly cmdline?: string;
  readonly pae?: boolean;
  /** Done to memory before purgatory runs. */
  readonly harm?: (memory: PhysMemory) => void;
}

function enter({ returnWord, parts = [], edi = 0, onStack = 0, cmdline = "root=/dev/ram0", pae = false, harm }: Given) {
  const memory = new PhysMemory(new ContentStore(), 256);
  const put = (at: number, bytes: Uint8Array) => bytes.forEach((byte, i) => memory.write8(at + i, byte));
  const plan = { address: ADDRESS, returnWord, kernel: KERNEL, cmdline: CMDLINE };
  for (const part of parts) put(part.mem, part.bytes);
  put(ADDRESS, purgatoryBytes(plan, parts));
  put(
    CMDLINE,
    Uint8Array.from(`${cmdline}\0`, (letter) => letter.charCodeAt(0)),
  );
  memory.write32(STACK, onStack);
  harm?.(memory);
  const cpu = new Cpu(memory, { pae });
  cpu.flatProtectedMode(0x60, 0x68);
  cpu.cr0 = 0x33;
  cpu.eflags = 2;
  cpu.regs[7] = edi | 0;
  cpu.regs[4] = STACK;
  cpu.eip = ADDRESS;
  const labels = purgatoryListing(plan).labels;
  const stuck = ADDRESS + (labels.get("digest_mismatch") ?? 0);
  const marks = [KERNEL, stuck];
  cpu.markAt = (physical) => marks.indexOf(physical) + 1;
  for (let left = BUDGET; left > 0; left -= 4096) {
    const stop = cpu.run(4096);
    if (stop.kind === "limit") continue;
    if (stop.kind !== "mark") throw new Error(`${stop.kind} at ${cpu.eip.toString(16)}`);
    const text = readText(memory, CMDLINE, CMDLINE_BYTES);
    return { cpu, memory, end: cpu.eip === KERNEL ? "kernel" : "hang", text, executed: cpu.executed };
  }
  throw new Error("it does not come to an end");
}

const digestIn = (memory: PhysMemory): string =>
  Array.from({ length: 8 }, (_, i) =>
    memory
      .read32(DATA + field("digest") + i * 4)
      .toString(16)
      .padStart(8, "0"),
  ).join("");

const PARTS: readonly Part[] = [
  { mem: 0x50000, bytes: random(1, 3 * PAGE_SIZE) },
  { mem: 0x60000, bytes: random(2, 1000) },
  { mem: 0x70000, bytes: random(3, 64) },
];

describe("purgatory", () => {
  it.each(["edi", "stack"] as const)(
    "digests what another implementation digests, with and without PAE (%s)",
    (returnWord) => {
      const expected = createHash("sha256").update(message(PARTS)).digest("hex");
      for (const pae of [false, true]) {
        for (const parts of [PARTS, PARTS.slice(1), []]) {
          const { memory, end } = enter({ returnWord, parts, pae });
          expect(end).toBe("kernel");
          if (parts === PARTS) expect(digestIn(memory)).toBe(expected);
        }
      }
    },
  );

  it("takes about fifty instructions a byte", () => {
    const { executed } = enter({ returnWord: "edi", parts: PARTS });
    expect(executed / message(PARTS).length).toBeLessThan(60);
  });

  it("goes no further when a bit of any part is not the tool's", () => {
    for (const { mem: at, bytes } of PARTS) {
      for (const offset of [0, bytes.length >>> 1, bytes.length - 1]) {
        const harm = (memory: PhysMemory) => memory.write8(at + offset, memory.read8(at + offset) ^ 0x10);
        expect(enter({ returnWord: "edi", parts: PARTS, edi: 0x3c8000, harm })).toMatchObject({
          end: "hang",
          text: "root=/dev/ram0",
        });
      }
    }
  });

  it("compares every word of the digest", () => {
    for (let word = 0; word < 8; word++) {
      const at = DATA + field("expected") + word * 4;
      const harm = (memory: PhysMemory) => memory.write32(at, memory.read32(at) ^ 1);
      expect(enter({ returnWord: "edi", harm }).end, `word ${word}`).toBe("hang");
    }
  });

  it("hands EDI and the caller's stack on, and uses neither", () => {
    for (const returnWord of ["edi", "stack"] as const) {
      const { cpu, memory } = enter({ returnWord, parts: PARTS, edi: 0x3c8000, onStack: 0x3c81ba });
      expect([cpu.regs[7], cpu.regs[4]]).toEqual([0x3c8000, STACK]);
      expect(memory.read32(STACK)).toBe(0x3c81ba);
      expect(memory.read32(STACK - 4)).toBe(0);
      expect([cpu.cr0, cpu.eflags & 0x200]).toEqual([0x33, 0]);
    }
  });

  it("appends the way back, from where the revision has it", () => {
    const given = { edi: 0x00fe_dcba, onStack: 0x0123_4567 };
    expect(enter({ returnWord: "edi", ...given }).text).toBe(`root=/dev/ram0${OPTION}00fedcba`);
    expect(enter({ returnWord: "stack", ...given }).text).toBe(`root=/dev/ram0${OPTION}01234567`);
  });

  it("appends nothing for a kernel that nobody returns from", () => {
    expect(enter({ returnWord: "edi", onStack: 5 }).text).toBe("root=/dev/ram0");
    expect(enter({ returnWord: "stack", edi: 5 }).text).toBe("root=/dev/ram0");
  });

  it("never writes beyond the room of the command line", () => {
    for (let length = CMDLINE_BYTES - OPTION.length - 12; length < CMDLINE_BYTES; length++) {
      const cmdline = "x".repeat(length);
      const fits = length + OPTION.length + 8 < CMDLINE_BYTES;
      const { text, memory } = enter({ returnWord: "edi", edi: 0x1000, cmdline });
      expect(text, `${length} bytes`).toBe(fits ? `${cmdline}${OPTION}00001000` : cmdline);
      expect(memory.read32(CMDLINE + CMDLINE_BYTES)).toBe(0);
    }
  });

  it("fits its page", () => {
    const plan = { address: ADDRESS, returnWord: "stack", kernel: KERNEL, cmdline: CMDLINE } as const;
    expect(purgatoryListing(plan).bytes.length).toBeLessThanOrEqual(PAGE_SIZE);
  });
});
