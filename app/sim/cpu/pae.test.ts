import { describe, expect, it } from "vitest";
import { AT, SystemRig } from "./testing/system-rig.ts";

const [PAE, PGE] = [0x20, 0x80];
const PG = 0x80000011;
const POINTERS = 0x30000;
const DIRECTORY = 0x31000;
const TABLE = 0x32000;
const NX = 0x80000000;
const EFER = 0xc0000080;

const movToCr = (number: number) => [0x0f, 0x22, 0xc0 | (number << 3)];
const READ_2000 = [0x8b, 0x1d, 0x00, 0x20, 0x00, 0x00];
const WRITE_2000 = [0x89, 0x1d, 0x00, 0x20, 0x00, 0x00];

/** Three levels: the first 2 MiB on themselves by 4 KiB pages, linear 2 to 4 MiB as one page at 0. Paging is off. */
function machine(code: readonly number[], cpl: 0 | 3 = 0): SystemRig {
  const rig = new SystemRig(code, cpl);
  const { bus, cpu } = rig;
  bus.write32(POINTERS, DIRECTORY | 1);
  bus.write32(DIRECTORY, TABLE | 7);
  bus.write32(DIRECTORY + 8, 0x87);
  for (let page = 0; page < 512; page += 1) bus.write32(TABLE + 8 * page, (page << 12) | 7);
  cpu.cr3 = POINTERS;
  cpu.cr4 = PAE;
  return rig;
}

const setEntry = (rig: SystemRig, page: number, low: number, high = 0): void => {
  rig.bus.write32(TABLE + 8 * page, low);
  rig.bus.write32(TABLE + 8 * page + 4, high);
};

function allowNoExecute(rig: SystemRig): void {
  const { cpu } = rig;
  cpu.words[45] = 0x800;
}

describe("physical address extension", () => {
  it("translates through three levels and marks all but the pointer", () => {
    const rig = machine(WRITE_2000);
    rig.cpu.cr0 = PG;
    setEntry(rig, 2, 0x5007);
    rig.cpu.regs[3] = 77;
    expect(rig.step()).toBe("done");
    const { bus } = rig;
    expect(bus.read32(0x5000)).toBe(77);
    expect([bus.read32(POINTERS), bus.read32(DIRECTORY), bus.read32(TABLE + 16)]).toEqual([
      DIRECTORY | 1,
      TABLE | 0x27,
      0x5067,
    ]);
  });

  it("maps 2 MiB pages, and invlpg forgets one whole", () => {
    const rig = machine([...[0x8b, 0x1d, 0x00, 0x20, 0x20, 0x00], ...[0x0f, 0x01, 0x3d, 0x00, 0x00, 0x3f, 0x00]]);
    rig.cpu.cr0 = PG;
    rig.bus.write32(0x2000, 11);
    rig.step();
    expect(rig.cpu.regs[3]).toBe(11);
    expect(rig.cpu.tlbEntries.filter(({ large }) => large)).toHaveLength(1);
    rig.step();
    expect(rig.cpu.tlbEntries.filter(({ large }) => large)).toHaveLength(0);
  });

  it("keeps a 2 MiB page when its neighbour is invalidated", () => {
    const rig = machine([...[0x8b, 0x1d, 0x00, 0x20, 0x20, 0x00], ...[0x0f, 0x01, 0x3d, 0x00, 0x00, 0x10, 0x00]]);
    rig.cpu.cr0 = PG;
    rig.run(2);
    expect(rig.cpu.tlbEntries.filter(({ large }) => large)).toHaveLength(1);
  });

  it("needs a processor that has it", () => {
    const rig = new SystemRig(movToCr(4));
    rig.cpu.regs[0] = 0x4000;
    expect(rig.step()).toBe("#GP(0x0)");
  });
});

describe("the directory pointers", () => {
  it("are loaded when paging comes on, and changes in memory wait for a load of CR3", () => {
    const rig = machine([...READ_2000, ...movToCr(3), ...READ_2000]);
    rig.cpu.cr0 = PG;
    rig.bus.write32(POINTERS, 0);
    rig.cpu.flushTranslations(false);
    expect(rig.step()).toBe("done");
    rig.cpu.regs[0] = POINTERS;
    expect(rig.run(1)).toBe("done");
    expect(rig.cpu.pdptes[0]).toBe(0);
    expect(rig.step()).toContain("#PF(0x0) #DF triple fault");
  });

  it.each([
    ["mov to CR3", movToCr(3), POINTERS + 0x100, PG],
    ["mov to CR0", movToCr(0), PG, 0x11],
    ["mov to CR4", movToCr(4), PAE | PGE, PG],
  ])("with a reserved bit are #GP at %s, and nothing changes", (_what, code, value, cr0) => {
    const rig = machine(code);
    rig.cpu.cr0 = cr0;
    for (const table of [POINTERS, POINTERS + 0x100]) {
      rig.bus.write32(table, DIRECTORY | 1);
      rig.bus.write32(table + 16, DIRECTORY | 3);
    }
    rig.cpu.regs[0] = value | 0;
    const { cr3, cr4 } = rig.cpu;
    expect(rig.step()).toBe("#GP(0x0)");
    expect([rig.cpu.cr0, rig.cpu.cr3, rig.cpu.cr4]).toEqual([cr0, cr3, cr4]);
    expect([...rig.cpu.pdptes]).toEqual(cr0 === PG ? [DIRECTORY | 1, 0, 0, 0, 0, 0, 0, 0] : Array(8).fill(0));
  });

  it("may hold anything while not present", () => {
    const rig = machine(movToCr(3));
    rig.cpu.cr0 = PG;
    rig.bus.write32(POINTERS + 8, 0xfffffffe);
    rig.cpu.regs[0] = POINTERS;
    expect(rig.step()).toBe("done");
  });

  it("are loaded when CR4.PAE is set under paging", () => {
    const rig = new SystemRig(movToCr(4)).page();
    const { bus, cpu } = rig;
    bus.write32(POINTERS, DIRECTORY | 1);
    bus.write32(DIRECTORY, TABLE | 7);
    setEntry(rig, 1, 0x1007);
    // the directory of two levels doubles as table of pointers: its first entry is the wrong kind
    cpu.regs[0] = PAE;
    expect(rig.step()).toBe("#GP(0x0)");
    bus.write32(AT.DIRECTORY, DIRECTORY | 1);
    cpu.eip = AT.CODE;
    expect(rig.step()).toBe("done");
    expect(cpu.pdptes[0]).toBe(DIRECTORY | 1);
  });

  it("are taken for a directory when paging comes on with CR4.PAE clear", () => {
    // mov cr0, eax; then the fetch of the next instruction fails, as do the double fault and what follows
    const rig = machine([...movToCr(0), 0x90]);
    rig.cpu.cr4 = 0;
    rig.cpu.idtr = { base: 0, limit: 0 };
    rig.bus.write32(DIRECTORY + 4, 0);
    rig.cpu.regs[0] = PG | 0;
    expect(rig.step()).toBe("done");
    const stop = rig.cpu.run(1);
    expect(stop).toMatchObject({ kind: "shutdown", fault: { address: AT.CODE + 3, bytes: "" } });
    expect(
      stop.kind === "shutdown" && stop.fault.exceptions.map(({ name, errorCode, cr2 }) => [name, errorCode, cr2]),
    ).toEqual([
      ["#PF", 0, AT.CODE + 3],
      ["#GP", 0x73, undefined],
      ["#DF", 0, undefined],
      ["#GP", 0x43, undefined],
    ]);
  });
});

describe("no-execute", () => {
  it("refuses the fetch, not the read, and tells so in the error code", () => {
    const rig = machine([0xe9, 0xfb, 0x0f, 0x00, 0x00], 3);
    allowNoExecute(rig);
    rig.cpu.cr0 = PG;
    setEntry(rig, 2, 0x2007, NX);
    expect(rig.step()).toBe("done");
    expect(rig.cpu.eip).toBe(0x2000);
    expect(rig.step()).toBe("#PF(0x15)");
    expect(rig.cpu.cr2).toBe(0x2000);
  });

  it("holds for a translation that a read has cached", () => {
    const rig = machine([...READ_2000, 0xe9, 0xf5, 0x0f, 0x00, 0x00]);
    allowNoExecute(rig);
    rig.cpu.cr0 = PG;
    setEntry(rig, 2, 0x2003, NX);
    rig.step();
    expect(rig.cpu.tlbEntries).toContainEqual(expect.objectContaining({ linear: 0x2000, noExecute: true }));
    rig.step();
    expect(rig.step()).toBe("#PF(0x11)");
  });

  it("is checked on the second page of an instruction", () => {
    const rig = machine([0xe9, 0xf9, 0x0f, 0x00, 0x00]);
    allowNoExecute(rig);
    rig.cpu.cr0 = PG;
    rig.bus.bytes.set([0xb8, 1, 2, 3, 4], 0x1ffe);
    setEntry(rig, 2, 0x2003, NX);
    rig.step();
    expect(rig.step()).toBe("#PF(0x11)");
    expect(rig.cpu.cr2).toBe(0x2000);
  });

  it("makes bit 63 a reserved bit while EFER.NXE is clear", () => {
    const rig = machine(READ_2000);
    rig.cpu.cr0 = PG;
    setEntry(rig, 2, 0x2007, NX);
    expect(rig.step()).toBe("#PF(0x9)");
  });

  it("is switched on by wrmsr, which refuses other bits", () => {
    const rig = machine([0x0f, 0x30, 0x0f, 0x32, 0x0f, 0x30]);
    rig.cpu.regs.set([0x800, EFER | 0, 0]);
    rig.step();
    rig.cpu.regs.set([0, EFER | 0, 5]);
    rig.step();
    expect([rig.cpu.regs[0], rig.cpu.regs[2]]).toEqual([0x800, 0]);
    rig.cpu.regs.set([0x100, EFER | 0, 0]);
    expect(rig.step()).toBe("#GP(0x0)");
  });
});

describe("memory above 4 GiB", () => {
  it("stops the machine in words", () => {
    const rig = machine(READ_2000);
    rig.cpu.cr0 = PG;
    setEntry(rig, 2, 0x2007, 1);
    expect(rig.step()).toContain("memory above 4 GiB");
  });
});

describe("the TLB", () => {
  const stale = (code: readonly number[], global: boolean, cr4 = PAE | PGE): SystemRig => {
    const rig = machine([...READ_2000, ...code, ...READ_2000]);
    rig.cpu.cr4 = cr4;
    rig.cpu.cr0 = PG;
    setEntry(rig, 2, 0x2007 | (global ? 0x100 : 0));
    rig.bus.write32(0x2000, 1);
    rig.bus.write32(0x5000, 2);
    rig.step();
    setEntry(rig, 2, 0x5007 | (global ? 0x100 : 0));
    return rig;
  };
  const NOP = [0x90];
  const cr3 = movToCr(3);

  it.each([
    ["believes what it knows", NOP, false, PAE | PGE, 0, 1],
    ["forgets at a load of CR3", cr3, false, PAE | PGE, POINTERS, 2],
    ["keeps global pages over a load of CR3", cr3, true, PAE | PGE, POINTERS, 1],
    ["has no global pages without CR4.PGE", cr3, true, PAE, POINTERS, 2],
    ["forgets global pages too when CR4.PGE changes", movToCr(4), true, PAE | PGE, PAE, 2],
    ["forgets global pages too when CR4.PSE changes", movToCr(4), true, PAE | PGE, PAE | PGE | 0x10, 2],
    ["keeps all when another bit of CR4 changes", movToCr(4), false, PAE | PGE, PAE | PGE | 4, 1],
    ["forgets a global page at invlpg", [0x0f, 0x01, 0x3d, 0x00, 0x20, 0x00, 0x00], true, PAE | PGE, 0, 2],
    ["keeps it at invlpg of its neighbour", [0x0f, 0x01, 0x3d, 0x00, 0x30, 0x00, 0x00], true, PAE | PGE, 0, 1],
  ])("%s", (_fact, code, global, cr4, eax, expected) => {
    const rig = stale(code, global, cr4);
    rig.cpu.regs[0] = eax;
    rig.run(2);
    expect(rig.cpu.regs[3]).toBe(expected);
  });

  it("forgets everything when paging goes off", () => {
    const rig = stale([...movToCr(0)], true);
    rig.cpu.regs[0] = 0x11;
    rig.step();
    expect(rig.cpu.tlbEntries).toEqual([]);
  });

  it("forgets the page of a page fault", () => {
    const rig = stale(WRITE_2000, false);
    setEntry(rig, 2, 0x2005);
    rig.cpu.cr0 = PG | 0x10000;
    const linear = 0x2000;
    rig.step();
    expect(rig.cpu.tlbEntries.some((entry) => entry.linear === linear)).toBe(false);
  });
});
