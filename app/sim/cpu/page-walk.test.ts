import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cpu } from "./cpu.ts";
import { CpuException, Unimplemented } from "./faults.ts";
import { translateAccess } from "./mmu.ts";
import { pageFaultCode, type PagingRegisters, PF, walkPage } from "./page-walk.ts";
import { EFER } from "./state.ts";
import { RamBus } from "./testing/ram-bus.ts";

const CR0_PAGING = 0x80000011 | 0;
const CR0_WP = 0x10000;
const [PSE, PAE, PGE] = [0x10, 0x20, 0x80];
const NXE = 0x800;

function memory(words: Readonly<Record<number, number>>) {
  return (address: number): number => words[address] ?? 0;
}
const registers = (more: Partial<PagingRegisters>): PagingRegisters => ({
  cr0: CR0_PAGING,
  cr3: 0x1000,
  cr4: 0,
  efer: 0,
  ...more,
});

describe("the walk of two-level tables", () => {
  it("names both entries and splits the address", () => {
    const walk = walkPage(memory({ 0x1008: 0x2007, 0x200c: 0x5065 }), registers({}), 0x00803abc);
    expect(walk.levels).toMatchObject([
      { name: "PDE", index: 2, entryAddress: 0x1008, target: 0x2000, writable: true, large: false },
      { name: "PTE", index: 3, entryAddress: 0x200c, target: 0x5000, writable: false, accessed: true, dirty: true },
    ]);
    expect(walk).toMatchObject({ physical: 0x5abc, pageShift: 12, writable: false, user: true, dirty: true });
  });

  it("ends in the directory with a 4 MiB page only under CR4.PSE", () => {
    const read = memory({ 0x1008: 0x00c00083, 0x00c0000c: 0x7001 });
    expect(walkPage(read, registers({ cr4: PSE }), 0x00803abc)).toMatchObject({ physical: 0xc03abc, pageShift: 22 });
    expect(walkPage(read, registers({}), 0x00803abc)).toMatchObject({ physical: 0x7abc, pageShift: 12 });
  });

  it("fails at the level that is not present, or has a reserved bit", () => {
    const walk = walkPage(memory({ 0x1008: 0x2006 }), registers({}), 0x00803abc);
    expect([walk.failure, walk.levels.length, walk.physical]).toEqual(["not-present", 1, undefined]);
    const reserved = walkPage(memory({ 0x1008: 0x00c02083 }), registers({ cr4: PSE }), 0x00803abc);
    expect([reserved.failure, reserved.levels[0]?.reserved]).toEqual(["reserved", true]);
  });

  it("takes a directory pointer table for a directory when CR4.PAE is clear", () => {
    const walk = walkPage(memory({ 0x1000: 0x2001, 0x1004: 0, 0x1008: 0x3001 }), registers({}), 0x00801000);
    expect(walk.levels[0]).toMatchObject({ entryAddress: 0x1008, entry: { low: 0x3001, high: 0 } });
  });
});

describe("the walk of PAE tables", () => {
  const words = { 0x1028: 0x2001, 0x2018: 0x3067, 0x3020: 0x5063, 0x3024: 0x80000000 };

  it("goes through three levels of 64-bit entries", () => {
    const walk = walkPage(memory(words), registers({ cr3: 0x1020, cr4: PAE, efer: NXE }), 0x40604abc);
    expect(walk.levels.map(({ name, index, entryAddress }) => [name, index, entryAddress])).toEqual([
      ["PDPTE", 1, 0x1028],
      ["PDE", 3, 0x2018],
      ["PTE", 4, 0x3020],
    ]);
    expect(walk).toMatchObject({ physical: 0x5abc, writable: true, user: false, noExecute: true });
  });

  it("treats bit 63 as reserved until EFER.NXE is set", () => {
    const walk = walkPage(memory(words), registers({ cr3: 0x1020, cr4: PAE }), 0x40604abc);
    expect([walk.failure, walk.levels.length]).toEqual(["reserved", 3]);
  });

  it("ends in the directory with a 2 MiB page, whatever CR4.PSE says", () => {
    const read = memory({ 0x1000: 0x2001, 0x2008: 0x006000e3 });
    expect(walkPage(read, registers({ cr4: PAE }), 0x00212345)).toMatchObject({ physical: 0x612345, pageShift: 21 });
  });

  it("reaches 36 physical bits and refuses more", () => {
    const read = (high: number) => memory({ 0x1000: 0x2001, 0x2000: 0x00200083, 0x2004: high });
    expect(walkPage(read(0xf), registers({ cr4: PAE }), 0x1234).physical).toBe(0xf_0020_1234);
    expect(walkPage(read(0x10), registers({ cr4: PAE }), 0x1234).failure).toBe("reserved");
  });

  it("finds only ones in a table above 4 GiB", () => {
    const read = memory({ 0x1000: 0x2001, 0x1004: 1 });
    const walk = walkPage(read, registers({ cr4: PAE }), 0);
    expect(walk.levels[1]).toMatchObject({ entryAddress: 0x1_0000_2000, entry: { low: 0xffffffff, high: 0xffffffff } });
    expect(walk.failure).toBe("reserved");
  });

  it("uses the cached directory pointers if it is given some", () => {
    const pdptes = [0, 0, 0x7001, 0, 0, 0, 0, 0];
    const walk = walkPage(
      memory({ ...words, 0x7018: 0x3067 }),
      registers({ cr3: 0x1020, cr4: PAE, pdptes }),
      0x40605000,
    );
    expect(walk.levels[1]?.entryAddress).toBe(0x7018);
  });
});

describe("the error code", () => {
  const present = memory({ 0x1000: 0x2007, 0x2000: 0x5005 });
  it.each([
    ["a missing page", memory({}), 0, PF.write | PF.user, 0x6],
    ["a user write to a read-only page", present, 0, PF.write | PF.user, 0x7],
    ["a supervisor write without CR0.WP", present, 0, PF.write, undefined],
    ["a supervisor write with CR0.WP", present, CR0_WP, PF.write, 0x3],
    ["a supervisor read", present, CR0_WP, 0, undefined],
    ["a user read of a supervisor page", memory({ 0x1000: 0x2003, 0x2000: 0x5007 }), 0, PF.user, 0x5],
    ["a fetch, which it does not tell without NX", memory({}), 0, PF.fetch | PF.user, 0x4],
  ])("of %s", (_what, read, wp, access, expected) => {
    const at = registers({ cr0: CR0_PAGING | wp });
    expect(pageFaultCode(walkPage(read, at, 0), at, access)).toBe(expected);
  });

  it("tells a fetch and a reserved bit with PAE and NX", () => {
    const at = registers({ cr4: PAE, efer: NXE });
    const noExecute = memory({ 0x1000: 0x2001, 0x2000: 0x83, 0x2004: 0x80000000 });
    expect(pageFaultCode(walkPage(noExecute, at, 0), at, PF.fetch)).toBe(0x11);
    expect(pageFaultCode(walkPage(noExecute, at, 0), at, PF.write)).toBeUndefined();
    const reserved = memory({ 0x1000: 0x2001, 0x2000: 0x2083 });
    expect(pageFaultCode(walkPage(reserved, at, 0), at, PF.write | PF.user)).toBe(0xf);
    expect(pageFaultCode(walkPage(memory({}), at, 0), at, PF.fetch)).toBe(0x10);
  });
});

// -------------------------------------------------------------------------------- the executor against the walk

const FRAMES = 64;
/** Entries that mostly lead somewhere: a frame below FRAMES and random flags. */
const entryLow = fc.tuple(fc.nat(FRAMES - 1), fc.nat(0xfff), fc.boolean()).map(
  // most are present and small
  ([frame, flags, odd]) => ((frame << 12) | (odd ? flags : (flags | 1) & ~0x80)) >>> 0,
);
const entryHigh = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.constant(0x80000000) },
  { weight: 1, arbitrary: fc.constantFrom(1, 0xf, 0x10, 0x8000000f) },
);
const largePage = fc.constantFrom(0x83, 0x1e7, 0x2083, 0x400083);

const machines = fc.record({
  pae: fc.boolean(),
  pse: fc.boolean(),
  pge: fc.boolean(),
  nxe: fc.boolean(),
  wp: fc.boolean(),
  low: fc.array(fc.oneof({ weight: 6, arbitrary: entryLow }, { weight: 1, arbitrary: largePage }), {
    minLength: 64,
    maxLength: 64,
  }),
  high: fc.array(entryHigh, { minLength: 64, maxLength: 64 }),
  linear: fc.tuple(fc.nat(7), fc.nat(7), fc.nat(0xfff)),
  access: fc.constantFrom(0, PF.write, PF.user, PF.write | PF.user, PF.fetch, PF.fetch | PF.user),
});

describe("the executor's translation", () => {
  it("is the walk, with accessed and dirty bits set where and only where it succeeds", () => {
    fc.assert(
      fc.property(machines, ({ pae, pse, pge, nxe, wp, low, high, linear: [top, middle, rest], access }) => {
        const bus = new RamBus(FRAMES);
        // the same few entries in every frame, so that any frame is a table
        for (let frame = 0; frame < FRAMES; frame += 1) {
          for (let i = 0; i < 8; i += 1) {
            const place = frame * 4096 + i * (pae ? 8 : 4);
            bus.write32(place, low[(frame + 8 * i) % 64] ?? 0);
            if (pae) bus.write32(place + 4, high[(frame + 8 * i) % 64] ?? 0);
          }
        }
        if (pae) {
          for (let i = 0; i < 4; i += 1) {
            bus.write32(0x1000 + 8 * i, ((low[i] ?? 0) & 0xfffff000) | (i === 3 ? 0 : 1));
            bus.write32(0x1004 + 8 * i, (high[i] ?? 0) & 0xf);
          }
        }
        const cpu = new Cpu(bus, { pae: true });
        cpu.words[EFER] = nxe ? NXE : 0;
        cpu.cr4 = (pae ? PAE : 0) | (pse ? PSE : 0) | (pge ? PGE : 0);
        cpu.cr3 = 0x1000;
        cpu.cr0 = CR0_PAGING | (wp ? CR0_WP : 0);
        const linear = pae
          ? (top << 30) | (middle << 21) | ((middle ^ 3) << 12) | rest
          : (top << 22) | (middle << 12) | rest;
        const at: PagingRegisters = {
          cr0: cpu.cr0,
          cr3: cpu.cr3,
          cr4: cpu.cr4,
          efer: cpu.words[EFER],
          pdptes: pae ? cpu.pdptes.slice() : undefined,
        };
        const before = bus.bytes.slice();
        const walk = walkPage((address) => bus.read32(address), at, linear);
        const code = pageFaultCode(walk, at, access);
        let outcome: number | CpuException | Unimplemented;
        try {
          outcome = translateAccess(cpu, linear, access);
        } catch (thrown) {
          if (!(thrown instanceof CpuException) && !(thrown instanceof Unimplemented)) throw thrown;
          outcome = thrown;
        }
        const expected = new RamBus(FRAMES);
        expected.bytes.set(before);
        if (code !== undefined) {
          expect(outcome).toMatchObject({ vector: 14, errorCode: code });
          expect(cpu.cr2).toBe(linear >>> 0);
        } else if ((walk.physical ?? 0) >= 2 ** 32) {
          expect(outcome).toBeInstanceOf(Unimplemented);
        } else {
          expect(outcome).toBe(walk.physical);
          walk.levels.forEach(({ name, entry, entryAddress }, i) => {
            const dirty = (access & PF.write) !== 0 && i === walk.levels.length - 1 ? 0x40 : 0;
            if (name !== "PDPTE") expected.write32(entryAddress, (entry.low | 0x20 | dirty) >>> 0);
          });
          expect(cpu.tlbEntries).toEqual([
            {
              linear: (linear & ~0xfff) >>> 0,
              physical: ((walk.physical ?? 0) & ~0xfff) >>> 0,
              writable: walk.writable,
              user: walk.user,
              dirty: walk.dirty || (access & PF.write) !== 0,
              large: walk.pageShift !== 12,
              global: walk.global,
              noExecute: walk.noExecute,
            },
          ]);
        }
        expect(Buffer.compare(bus.bytes, expected.bytes)).toBe(0);
      }),
      { numRuns: 3000 },
    );
  });
});
