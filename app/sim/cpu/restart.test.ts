import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode } from "./decode.ts";
import { AT, SystemRig } from "./testing/system-rig.ts";

/** Two pages that can be written, then one that is missing or read-only; registers point around the border. */
const BORDER = 0x32000;
const CR2 = 11;
/** EAX of lods, ECX, ESI and EDI. */
const REPEAT_REGISTERS: readonly number[] = [0, 1, 6, 7];

const near = fc.integer({ min: -40, max: 40 }).map((distance) => BORDER + distance);
const registers = fc.tuple(near, fc.nat(5), near, near, near, near, near, near);
/** Opcodes that touch memory or the stack, then whatever bytes follow. */
const opcode = fc.oneof(
  fc.nat(255).map((byte) => [byte]),
  fc.nat(255).map((byte) => [0x0f, byte]),
  fc.constantFrom(0x60, 0x61, 0xc8, 0xc9, 0x9a, 0xcb, 0xca, 0xcf, 0xe8, 0xff, 0x8f, 0x9c, 0x9d).map((byte) => [byte]),
  fc.constantFrom(0xa4, 0xa5, 0xa6, 0xa7, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xaf, 0x6c, 0x6e).map((byte) => [0xf3, byte]),
  fc.constantFrom(0xa5, 0xab, 0xc7, 0xb1, 0xc1, 0xa3, 0xab, 0xbb).map((byte) => [0x0f, byte]),
);
/** Forms with [register + displacement 8] are the ones that reach the border. */
const modrm = fc.tuple(fc.nat(7), fc.nat(7)).map(([reg, rm]) => 0x40 | (reg << 3) | rm);
const code = fc
  .tuple(
    fc.constantFrom([], [0x66], [0x67], [0xf0]),
    opcode,
    modrm,
    fc.array(fc.nat(255), { minLength: 10, maxLength: 10 }),
  )
  .map(([prefix, op, mod, rest]) => [...prefix, ...op, mod, rest[0] ?? 0, ...rest.slice(1)]);

describe("an instruction that faults", () => {
  it("leaves registers and memory as they were, but for whole iterations of a repeated one", () => {
    let faults = 0;
    fc.assert(
      fc.property(code, registers, fc.constantFrom(0, 5), fc.boolean(), (bytes, values, flags, user) => {
        const rig = new SystemRig(bytes, user ? 3 : 0).page();
        rig.protect(BORDER, flags);
        const { cpu, bus } = rig;
        cpu.idtr = { base: 0, limit: 0 };
        cpu.regs.set(values);
        for (let i = 0; i < 0x2000; i += 4) bus.write32(BORDER - 0x1000 + i, Math.imul(i, 0x9e3779b1) >>> 0);
        // the tables' accessed and dirty bits are no part of the comparison
        const memory = (): Uint8Array => bus.bytes.slice(0, AT.DIRECTORY);
        const data = (): Uint8Array => bus.bytes.slice(AT.TABLE + 0x1000);
        const before = [cpu.snapshot().words, memory(), data()] as const;
        const stop = cpu.run(1);
        if (stop.kind !== "shutdown" && stop.kind !== "unimplemented") return;
        faults += 1;
        const decoded = decode(Uint8Array.from(bytes));
        const repeats =
          decoded.kind === "instruction" &&
          decoded.decoded.repeat !== "" &&
          decoded.decoded.operands.some(({ kind }) => kind === "string");
        const differing = [...cpu.snapshot().words.keys()].filter((i) => cpu.words[i] !== (before[0][i] ?? 0) << 0);
        expect(differing.filter((i) => i !== CR2 && !(repeats && REPEAT_REGISTERS.includes(i)))).toEqual([]);
        expect(Buffer.compare(memory(), before[1])).toBe(0);
        if (!repeats) expect(Buffer.compare(data(), before[2])).toBe(0);
      }),
      { numRuns: 2000 },
    );
    expect(faults).toBeGreaterThan(300);
  });
});
