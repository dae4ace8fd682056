// A machine with descriptor tables, a task state segment and a handler for every vector, for tests of protection. A
// handler is a hlt at its own address, so that EIP tells which vector was delivered.

import { Cpu, type Stop } from "../cpu.ts";
import { RamBus } from "./ram-bus.ts";

export const AT = {
  CODE: 0x1000,
  DATA: 0x2000,
  LDT: 0x4000,
  GDT: 0x5000,
  IDT: 0x6000,
  TSS: 0x7000,
  HANDLERS: 0x9000,
  STACK3: 0xc000,
  STACK0: 0xe000,
  /** ESP1 and ESP0 of the task state segment. */
  INNER1: 0xf000,
  INNER0: 0x10000,
  DIRECTORY: 0x20000,
  TABLE: 0x21000,
} as const;

export const SEL = {
  CODE0: 0x08,
  DATA0: 0x10,
  CODE3: 0x1b,
  DATA3: 0x23,
  TSS: 0x28,
  LDT: 0x30,
  ABSENT: 0x38,
  READ_ONLY: 0x40,
  /** Data at DATA, last offset 0xff. */
  SMALL: 0x48,
  /** Data at 0, offsets above 0xfff. */
  DOWN: 0x50,
  CONFORMING: 0x58,
  EXECUTE_ONLY: 0x60,
  GATE: 0x68,
  CODE1: 0x70,
  DATA1: 0x78,
  /** 16-bit data at 0 of 64 KiB. */
  DATA16: 0x80,
  CODE_ABSENT: 0x88,
  /** Code at 0, last offset 0x1fff. */
  CODE_SMALL: 0x90,
  /** Entry 1 of the local table: data at DATA, last offset 0xff. */
  LOCAL: 0x0c,
} as const;

const GDT_ENTRIES = 20;

export class SystemRig {
  readonly bus = new RamBus(64);
  readonly cpu = new Cpu(this.bus, { pae: true });

  constructor(code: readonly number[], cpl: 0 | 3 = 0) {
    this.bus.bytes.set(code, AT.CODE);
    for (const [selector, rights, base, limit, flags] of SEGMENTS) {
      this.descriptor(selector, rights, base ?? 0, limit ?? 0xfffff, flags ?? 0xc);
    }
    for (let vector = 0; vector < 64; vector += 1) this.gate(vector, 0x8e);
    this.bus.bytes.fill(0xf4, AT.HANDLERS, AT.HANDLERS + 64);
    const stacks = [AT.INNER0, SEL.DATA0, AT.INNER1, SEL.DATA1 | 1];
    stacks.forEach((word, i) => this.bus.write32(AT.TSS + 4 + 4 * i, word));
    this.bus.write32(AT.TSS + 0x64, 0x68 << 16);
    const { cpu } = this;
    cpu.gdtr = { base: AT.GDT, limit: 8 * GDT_ENTRIES - 1 };
    cpu.idtr = { base: AT.IDT, limit: 8 * 64 - 1 };
    cpu.task.set([SEL.TSS, AT.TSS, 0x67, 0x8b]);
    cpu.eip = AT.CODE;
    if (cpl === 0) cpu.flatProtectedMode(SEL.CODE0, SEL.DATA0);
    else cpu.flatProtectedMode(SEL.CODE3, SEL.DATA3);
    cpu.regs[4] = cpl === 0 ? AT.STACK0 : AT.STACK3;
  }

  descriptor(selector: number, rights: number, base: number, limit: number, flags: number): void {
    const high = (base & 0xff000000) | (flags << 20) | (limit & 0xf0000) | (rights << 8) | ((base >>> 16) & 0xff);
    const table = (selector & 4) === 0 ? AT.GDT : AT.LDT;
    this.bus.write32(table + (selector & ~7), ((base & 0xffff) << 16) | (limit & 0xffff));
    this.bus.write32(table + (selector & ~7) + 4, high);
  }

  /** An entry of the IDT. */
  gate(vector: number, rights: number, selector: number = SEL.CODE0, offset = AT.HANDLERS + vector): void {
    this.bus.write32(AT.IDT + 8 * vector, (selector << 16) | (offset & 0xffff));
    this.bus.write32(AT.IDT + 8 * vector + 4, (offset & 0xffff0000) | (rights << 8));
  }

  callGate(rights: number, selector: number, offset: number, parameters = 0): void {
    this.bus.write32(AT.GDT + SEL.GATE, (selector << 16) | (offset & 0xffff));
    this.bus.write32(AT.GDT + SEL.GATE + 4, (offset & 0xffff0000) | (rights << 8) | parameters);
  }

  /** Two-level paging, the first 4 MiB on themselves for everybody, CR0.WP set. */
  page(): this {
    this.bus.write32(AT.DIRECTORY, AT.TABLE | 7);
    for (let page = 0; page < 1024; page += 1) this.bus.write32(AT.TABLE + 4 * page, (page << 12) | 7);
    this.cpu.cr3 = AT.DIRECTORY;
    this.cpu.cr0 = 0x80010011;
    return this;
  }

  /** Changes the flags of a page's table entry. */
  protect(address: number, flags: number): void {
    this.bus.write32(AT.TABLE + 4 * (address >>> 12), (address & ~0xfff) | flags);
    this.cpu.flushTranslations(false);
  }

  /** The stack from the top. */
  stack(count: number): number[] {
    const top = (this.cpu.regs[4] ?? 0) >>> 0;
    return Array.from({ length: count }, (_, i) => this.bus.read32(top + 4 * i));
  }

  /** Runs one instruction: the exception delivered, such as "#GP(0x10)", or how it ended. */
  step(): string {
    const stop = this.cpu.run(1);
    if (stop.kind !== "limit") return describe(stop);
    const vector = this.cpu.eip - AT.HANDLERS;
    if (vector < 0 || vector >= 64) return "done";
    const name = NAMES[vector] ?? `vector ${vector}`;
    return WITH_CODE.includes(vector) ? `${name}(0x${(this.stack(1)[0] ?? 0).toString(16)})` : name;
  }

  /** Steps until something other than a completed instruction comes of it. */
  run(limit = 32): string {
    for (let i = 0; i < limit; i += 1) {
      const outcome = this.step();
      if (outcome !== "done") return outcome;
    }
    return "done";
  }
}

const describe = (stop: Stop): string =>
  stop.kind === "shutdown" ? stop.fault.chain.join(" ") : stop.kind === "unimplemented" ? stop.fault.text : stop.kind;

const WITH_CODE: readonly number[] = [8, 10, 11, 12, 13, 14, 17];
const NAMES: Readonly<Record<number, string>> = {
  ...{ 0: "#DE", 1: "#DB", 3: "#BP", 4: "#OF", 5: "#BR", 6: "#UD", 7: "#NM", 8: "#DF", 10: "#TS" },
  ...{ 11: "#NP", 12: "#SS", 13: "#GP", 14: "#PF", 17: "#AC" },
};

type Segment = readonly [selector: number, rights: number, base?: number, limit?: number, flags?: number];
const SEGMENTS: readonly Segment[] = [
  [SEL.CODE0, 0x9b],
  [SEL.DATA0, 0x93],
  [SEL.CODE3, 0xfb],
  [SEL.DATA3, 0xf3],
  [SEL.TSS, 0x89, AT.TSS, 0x67, 0],
  [SEL.LDT, 0x82, AT.LDT, 0x1f, 0],
  [SEL.ABSENT, 0x13],
  [SEL.READ_ONLY, 0x91],
  [SEL.SMALL, 0x93, AT.DATA, 0xff, 4],
  [SEL.DOWN, 0x97, 0, 0xfff, 4],
  [SEL.CONFORMING, 0x9f],
  [SEL.EXECUTE_ONLY, 0x99],
  [SEL.CODE1, 0xbb],
  [SEL.DATA1, 0xb3],
  [SEL.DATA16, 0x93, 0, 0xffff, 0],
  [SEL.CODE_ABSENT, 0x1b],
  [SEL.CODE_SMALL, 0x9b, 0, 0x1fff, 4],
  [SEL.LOCAL, 0x93, AT.DATA, 0xff, 4],
];
