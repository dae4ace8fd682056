import { describe, expect, it } from "vitest";
import { type Assembler, cr, eax, ebx, ecx, edi, esi, mem } from "./assembler.ts";
import { type Bench, bench } from "./testing/ram-bus.ts";

const DIRECTORY = 0x3000;
const TABLE = 0x4000;
const PRESENT = 1;
const WRITABLE = 2;
const USER = 4;
const LARGE = 0x80;

/** Identity-mapped low 64 pages, paging on, about to run the code. */
function paged(build: (a: Assembler) => void): Bench {
  const made = bench(build);
  made.bus.write32(DIRECTORY, TABLE | PRESENT | WRITABLE | USER);
  for (let page = 0; page < 64; page += 1) map(made, page, page);
  made.cpu.cr3 = DIRECTORY;
  made.cpu.cr0 = 0x80010011;
  return made;
}

function map({ bus }: Bench, page: number, frame: number, flags = PRESENT | WRITABLE): void {
  bus.write32(TABLE + 4 * page, (frame << 12) | flags);
}

describe("paging", () => {
  it("translates, and writes accessed and dirty bits back", () => {
    const made = paged((a) => {
      a.mov(eax, mem(0x20000), "read");
      a.mov(mem(0x21000), eax, "write");
    });
    map(made, 0x20, 0x30);
    made.bus.write32(0x30000, 1234);
    made.cpu.run(2);
    expect(made.cpu.regs[0]).toBe(1234);
    expect(made.bus.read32(TABLE + 4 * 0x20) & 0xfff).toBe(0x23);
    expect(made.bus.read32(TABLE + 4 * 0x21) & 0xfff).toBe(0x63);
    expect(made.bus.read32(DIRECTORY) & 0x20).toBe(0x20);
  });

  it("splits an access over two pages that lie apart", () => {
    const made = paged((a) => {
      a.mov(mem(0x20ffe), 0x44332211, "write");
      a.mov(eax, mem(0x20ffe), "read");
    });
    map(made, 0x20, 0x30);
    map(made, 0x21, 0x28);
    made.cpu.run(2);
    expect(made.cpu.regs[0]).toBe(0x44332211);
    expect([made.bus.read16(0x30ffe), made.bus.read16(0x28000)]).toEqual([0x2211, 0x4433]);
  });

  it.each([
    ["invlpg", (a: Assembler) => a.invlpg(mem(0x20000), "forget")],
    ["a load of CR3", (a: Assembler) => a.mov(cr(3), ecx, "flush")],
  ])("believes a stale translation until %s", (_name, flush) => {
    const made = paged((a) => {
      a.mov(eax, mem(0x20000), "fills the TLB");
      a.mov(eax, mem(0x20000), "stale");
      flush(a);
      a.mov(eax, mem(0x20000), "fresh");
    });
    made.cpu.regs[1] = DIRECTORY;
    made.bus.write32(0x20000, 1);
    made.bus.write32(0x30000, 2);
    made.cpu.run(1);
    map(made, 0x20, 0x30);
    made.cpu.run(1);
    expect(made.cpu.regs[0]).toBe(1);
    made.cpu.run(2);
    expect(made.cpu.regs[0]).toBe(2);
  });

  it("keeps executing stale code pages, too", () => {
    const made = paged((a) => {
      a.inc(eax, "old page");
      a.inc(eax, "old page");
    });
    made.cpu.run(1);
    map(made, 1, 0x30);
    made.cpu.run(1);
    expect(made.cpu.regs[0]).toBe(2);
    expect(made.cpu.translate(0x1000)).toBe(0x1000);
  });

  it("maps 4 MiB pages with CR4.PSE, and forgets all of one at once", () => {
    const made = paged((a) => {
      a.mov(eax, mem(0x402000), "first page");
      a.mov(ebx, mem(0x403000), "second page");
      a.invlpg(mem(0x405000), "all of it");
    });
    made.cpu.cr4 = 0x10;
    made.bus.write32(DIRECTORY + 4, PRESENT | WRITABLE | LARGE);
    made.bus.write32(0x2000, 11);
    made.cpu.run(2);
    expect([made.cpu.regs[0], made.cpu.regs[3]]).toEqual([11, made.bus.read32(0x3000) | 0]);
    expect(made.cpu.tlbEntries.filter((entry) => entry.large)).toHaveLength(2);
    made.cpu.run(1);
    expect(made.cpu.tlbEntries.filter((entry) => entry.large)).toHaveLength(0);
  });

  it("raises #PF with CR2 and the error code of the access", () => {
    const made = paged((a) => a.mov(mem(0x20010), eax, "write"));
    map(made, 0x20, 0x20, PRESENT);
    const before = made.cpu.snapshot();
    const stop = made.cpu.run(1);
    expect(stop).toMatchObject({ kind: "shutdown", fault: { chain: ["#PF(0x3)", "#DF", "triple fault"] } });
    expect([made.cpu.cr2, made.cpu.eip]).toEqual([0x20010, before.words[8]]);
  });

  it("lets the supervisor write read-only pages without CR0.WP", () => {
    const made = paged((a) => a.mov(mem(0x20010), eax, "write"));
    map(made, 0x20, 0x20, PRESENT);
    made.cpu.cr0 = 0x80000011;
    made.cpu.regs[0] = 77;
    expect(made.cpu.run(1)).toEqual({ kind: "limit" });
    expect(made.bus.read32(0x20010)).toBe(77);
  });

  it("keeps user code off supervisor pages", () => {
    const made = paged((a) => a.mov(eax, mem(0x20010), "read"));
    map(made, 1, 1, PRESENT | USER);
    made.cpu.flatProtectedMode(0x1b, 0x23);
    expect(made.cpu.run(1)).toMatchObject({ kind: "shutdown", fault: { chain: ["#PF(0x5)", "#DF", "triple fault"] } });
  });

  it("turns paging off and on, flushing, and says whether an explicit flush is still due", () => {
    const made = paged((a) => {
      a.mov(eax, cr(0), "read");
      a.and(eax, 0x7fffffff, "clear PG");
      a.mov(cr(0), eax, "paging off");
      a.mov(cr(3), ecx, "flush");
    });
    made.cpu.run(3);
    expect([made.cpu.paging, made.cpu.flushPending, made.cpu.tlbEntries.length]).toEqual([false, true, 0]);
    made.cpu.run(1);
    expect(made.cpu.flushPending).toBe(false);
  });

  it("copies a page by its frames", () => {
    const made = paged((a) => a.rep_movsd("copy"));
    map(made, 0x20, 0x30);
    made.bus.bytes.fill(0x5a, 0x30000, 0x31000);
    made.cpu.regs.set([1024], 1);
    made.cpu.regs.set([0x20000, 0x22000], 6);
    made.cpu.run(1);
    expect(made.bus.copies).toBe(1);
    expect(made.bus.bytes.subarray(0x22000, 0x23000).every((byte) => byte === 0x5a)).toBe(true);
    expect([...made.cpu.regs.subarray(6)]).toEqual([0x21000, 0x23000]);
    expect(made.bus.read32(TABLE + 4 * 0x22) & 0x60).toBe(0x60);
  });

  it("leaves a repeated copy between iterations when a page is missing", () => {
    const made = paged((a) => {
      a.mov(esi, 0x20ff8, "two words before the gap");
      a.mov(edi, 0x22000, "to");
      a.mov(ecx, 8, "count");
      a.rep_movsd("copy");
    });
    map(made, 0x21, 0x21, 0);
    expect(made.cpu.run(9).kind).toBe("shutdown");
    expect([...made.cpu.regs.subarray(6), made.cpu.regs[1], made.cpu.cr2]).toEqual([0x21000, 0x22008, 6, 0x21000]);
  });
});
