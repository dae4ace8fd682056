// A capture of our own: our mainline control code on our own processor, out to a peer and back, recorded as KJC1.
// No modelled kernel takes part; the rig lays out what machine_kexec would.

import type { Listing } from "../cpu/assembler.ts";
import { assemble, eax, esp, mem } from "../cpu/assembler.ts";
import { randomAt } from "../core/rng.ts";
import { Cpu, type Stop } from "../cpu/cpu.ts";
import { CS, SS } from "../cpu/state.ts";
import { KjcWriter, pageIdOf } from "../formats/testing/kjc-writer.ts";
import type { PageId, RegisterValues } from "../formats/kjc-types.ts";
import { ContentStore } from "../memory/content-store.ts";
import { PhysMemory } from "../memory/phys-memory.ts";
import { controlCode } from "../protocol/mainline-i386/control-code.ts";
import { AS_IT_WAS } from "../protocol/variant.ts";

const PAGE = 4096;
const RAM = 0x200000;
const KERNEL = 0xc0000000;
const CONTROL = 0x20000;
const SWAP = 0x21000;
/** PAE: pointers, two middle directories, two tables; else directory and two tables. */
const TABLES = [0x30000, 0x31000, 0x32000, 0x33000, 0x34000] as const;
const STACK = 0x50000;
const KERNEL_TABLES = 0x60000;
const LISTS = [0x70000, 0x71000] as const;
const DESTINATION = 0x100000;
const SOURCES = [0x80, 0x92, 0x83, 0x103, 0x99, 0x84, 0x85, 0x86];
const CALL = KERNEL + 0x10084;
const ESP = 4;
const STEPS = 20_000;
const CR4_PSE_PGE = 0x90;
const CR4_PAE = 0x20;

type RigRecord = RegisterValues & { readonly marked: boolean };

interface Pass {
  readonly name: string;
  readonly records: readonly RigRecord[];
  readonly frames: {
    readonly pfns: readonly number[];
    readonly before: readonly PageId[];
    readonly after: readonly PageId[];
  };
  readonly controlPageAfter: Uint8Array;
  readonly died: boolean;
}

export interface RigOptions {
  /** Has the processor PAE. */
  readonly hasPae: boolean;
  /** Does the kernel use it. */
  readonly pae: boolean;
  /** Rounds out and back. */
  readonly rounds: number;
  /** Leaves out what is between the first and the last two pairs, but for one record a pair. */
  readonly edge: boolean;
}

class CaptureRig {
  readonly memory = new PhysMemory(new ContentStore(), RAM / PAGE);
  readonly cpu: Cpu;
  readonly writer = new KjcWriter();
  readonly code = controlCode(AS_IT_WAS);
  readonly options: RigOptions;
  start = DESTINATION;

  constructor(options: RigOptions) {
    this.options = options;
    this.cpu = new Cpu(this.memory, { pae: options.hasPae });
    this.put(CONTROL, this.code.listing.bytes);
    SOURCES.forEach((frame, i) => this.fill(frame, i));
    SOURCES.forEach((_, i) => this.fill(DESTINATION / PAGE + i, 100 + i));
    // The peer: calls whoever called it, and again when called again.
    const peer = assemble(
      (a) => {
        a.label("again");
        a.mov(eax, mem(esp), "the caller's entry");
        a.callReg(eax, "leaves ours");
        a.jmp("again", "called again");
      },
      { origin: DESTINATION },
    );
    this.put((SOURCES[0] ?? 0) * PAGE, peer.bytes);
    this.transitionTables();
    this.words(LISTS[0], [DESTINATION | 1, ...this.sources(0, 5), LISTS[1] | 2]);
    this.words(LISTS[1], [...this.sources(5, SOURCES.length), 4]);
  }

  get entries(): readonly number[] {
    return [LISTS[0] | 2, DESTINATION | 1, ...this.sources(0, 5), LISTS[1] | 2, ...this.sources(5, SOURCES.length), 4];
  }

  /** Of relocate_kernel. */
  get arguments(): readonly number[] {
    return [LISTS[0] | 2, KERNEL + STACK + 0xe50, this.start, this.options.hasPae ? 1 : 0, 1];
  }

  get pairs(): readonly number[] {
    return SOURCES.flatMap((source, i) => [DESTINATION / PAGE + i, source]);
  }

  sources(from: number, to: number): number[] {
    return SOURCES.slice(from, to).map((frame) => (frame * PAGE) | 8);
  }

  put(address: number, bytes: Iterable<number>): void {
    let at = address;
    for (const byte of bytes) this.memory.write8(at++, byte);
  }

  words(address: number, words: readonly number[]): void {
    words.forEach((word, i) => this.memory.write32(address + 4 * i, word));
  }

  fill(frame: number, seed: number): void {
    this.words(
      frame * PAGE,
      Array.from({ length: 1024 }, (_, i) => randomAt(seed, i)),
    );
  }

  /** Both mappings of the control page, and the kernel's own with 4 MiB or 2 MiB pages. */
  transitionTables(): void {
    const [top, middle0, middle1, table0, table1] = TABLES;
    const { pae } = this.options;
    for (const [linear, middle, table] of [
      [KERNEL + CONTROL, middle0, table0] as const,
      [CONTROL, middle1, table1] as const,
    ]) {
      if (pae) {
        this.memory.write32(top + (linear >>> 30) * 8, middle | 1);
        this.memory.write32(middle + ((linear >>> 21) & 0x1ff) * 8, table | 0x67);
        this.memory.write32(table + ((linear >>> 12) & 0x1ff) * 8, CONTROL | 0x163);
      } else {
        this.memory.write32(top + (linear >>> 22) * 4, table | 0x67);
        this.memory.write32(table + ((linear >>> 12) & 0x3ff) * 4, CONTROL | 0x163);
      }
    }
    if (pae) this.words(KERNEL_TABLES + 24, [(KERNEL_TABLES + PAGE) | 1]);
    this.memory.write32(pae ? KERNEL_TABLES + PAGE : KERNEL_TABLES + 3072, 0x1e3);
  }

  /** What machine_kexec does before its call. */
  beginOut(): void {
    const { cpu } = this;
    cpu.flatProtectedMode(0x60, 0x68);
    cpu.gdtr = { base: 0, limit: 0 };
    cpu.idtr = { base: 0, limit: 0 };
    cpu.cr0 = 0x33;
    cpu.cr4 = CR4_PSE_PGE | (this.options.pae ? CR4_PAE : 0);
    cpu.cr3 = KERNEL_TABLES;
    cpu.cr0 = 0x80050033;
    this.words(STACK + 0xe50, [CONTROL, KERNEL + CONTROL, TABLES[0], SWAP]);
    this.words(STACK + 0xe2c, [CALL + 2, ...this.arguments]);
    [1, 2, 3, 4, KERNEL + STACK + 0xe2c, 6, 7, 8].forEach((value, i) => (cpu.regs[i as 0] = value));
    cpu.eip = KERNEL + CONTROL;
    cpu.eflags = 2;
  }

  state(): RegisterValues {
    const { cpu } = this;
    const [eax0, ecx, edx, ebx, esp0, ebp, esi, edi] = Array.from(cpu.regs, (word) => word >>> 0);
    const { eip, eflags, cr0, cr3, cr4 } = cpu;
    const general = { eax: eax0, ecx, edx, ebx, esp: esp0, ebp, esi, edi };
    return { ...general, eip, eflags, cr0, cr3, cr4, cs: cpu.selectors[CS], ss: cpu.selectors[SS] } as RegisterValues;
  }

  isCode(eip: number): boolean {
    const page = (eip & ~(PAGE - 1)) >>> 0;
    return page === CONTROL || page === KERNEL + CONTROL;
  }

  /** Is the processor about to begin copy 1, 2 or 3 of a pair? */
  atCopy(number: 1 | 2 | 3): boolean {
    return this.cpu.eip - CONTROL === this.code.listing.labels.get(`copy_${number}`);
  }

  /** Records until the processor leaves the control page, or dies. */
  pass(name: string): Pass {
    const pfns = [...new Set(this.pairs)];
    const ids = (): PageId[] => pfns.map((pfn) => pageIdOf(this.memory.slice(pfn * PAGE, PAGE)));
    const before = ids();
    const records: RigRecord[] = [];
    let pair = 0;
    let stop: Stop = { kind: "limit" };
    for (let i = 0; i < STEPS; i += 1) {
      const inner = this.options.edge && pair >= 2 && pair < SOURCES.length - 2;
      const marked = this.atCopy(1) || this.atCopy(2) || this.atCopy(3);
      if (!inner || this.atCopy(1)) records.push({ ...this.state(), marked });
      if (this.atCopy(3)) pair += 1;
      if (!this.isCode(this.cpu.eip)) break;
      stop = this.cpu.run(1);
      if (stop.kind !== "limit") break;
    }
    const died = stop.kind === "shutdown";
    const controlPageAfter = this.memory.slice(CONTROL, PAGE);
    return { name, records, frames: { pfns, before, after: ids() }, controlPageAfter, died };
  }

  image(): unknown {
    const { writer } = this;
    const page = (address: number): PageId => writer.page(this.memory.slice(address, PAGE));
    const bytes = this.arguments.flatMap((word) =>
      [word, word >>> 8, word >>> 16, word >>> 24].map((byte) => byte & 0xff),
    );
    return {
      name: "A",
      paging: this.options.pae ? "pae" : "2level",
      stackArgs: bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(""),
      head: LISTS[0] | 2,
      pageList: KERNEL + STACK + 0xe50,
      start: this.start,
      controlPa: CONTROL,
      controlVa: KERNEL + CONTROL,
      pgd: TABLES[0],
      swapPa: SWAP,
      entriesRaw: writer.words(this.entries),
      pairs: writer.words(this.pairs),
      controlPage: page(CONTROL),
      tables: Object.fromEntries(TABLES.map((address) => [address, page(address)])),
    };
  }

  /** What holds in every pass: tables of limit 0, and the descriptor caches of before. */
  system(): unknown {
    const { cpu } = this;
    const word = (value: number): string => (value >>> 0).toString(16).padStart(8, "0");
    return {
      gdt: [word(cpu.gdtr.base), word(cpu.gdtr.limit)],
      idt: [word(cpu.idtr.base), word(cpu.idtr.limit)],
      cr: ["00000033", word(cpu.cr2), "00000000", "00000000"],
      seg: cpu.segments.map(({ name, selector, base, limit, attributes }) => [
        name,
        selector.toString(16),
        word(base),
        word(limit),
        word(attributes << 8),
      ]),
    };
  }

  segment(pass: Pass, image: number): unknown {
    const { writer } = this;
    const { pfns, before, after } = pass.frames;
    const last = pass.records.at(-1);
    return {
      name: pass.name,
      image,
      start: pass.records[0],
      startSys: this.system(),
      end: pass.died ? {} : last,
      path: [{ tag: "Ap", step: 0 }],
      records: pass.records.length,
      trace: writer.trace(pass.records),
      frames: { list: writer.words(pfns), ids: writer.ids(pfns.flatMap((_, i) => [before[i] ?? "", after[i] ?? ""])) },
      ...(pass.died ? { died: "W00" } : { controlPageAfter: writer.page(pass.controlPageAfter) }),
    };
  }
}

/** The bytes of a capture file. */
export function ownCapture(options: Partial<RigOptions> = {}): Uint8Array {
  const rig = new CaptureRig({ hasPae: true, pae: false, rounds: 2, edge: false, ...options });
  const images: unknown[] = [];
  const segments: unknown[] = [];
  for (let round = 0; round < rig.options.rounds; round += 1) {
    rig.beginOut();
    images.push(rig.image());
    segments.push(rig.segment(rig.pass("A-out"), round));
    rig.cpu.run(1);
    while (!rig.isCode(rig.cpu.eip)) rig.cpu.run(1);
    const back = rig.pass("A-in");
    segments.push(rig.segment(back, round));
    if (back.died) break;
    rig.start = (rig.cpu.regs[0] ?? 0) >>> 0;
    if (rig.cpu.eip !== CALL + 2 || rig.cpu.regs[ESP] !== ((KERNEL + STACK + 0xe30) | 0)) throw new Error("no return");
  }
  return rig.writer.file({
    mode: "own",
    kernel: "none: our control code",
    traceMode: rig.options.edge ? "edge" : "full",
    mem: RAM,
    regs: ["eip", "eflags", "eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "cr0", "cr3", "cr4", "cs", "ss"],
    codeSize: rig.code.listing.bytes.length,
    callAt: CALL,
    symbols: symbolsOf(rig.code.listing),
    images,
    segments,
  });
}

/** Where kernel text might hold the routine. */
const TEXT_OF_ROUTINE = 0xc1000000;

function symbolsOf({ labels, routines }: Listing): Record<string, number> {
  return Object.fromEntries([...routines].map((name) => [name, TEXT_OF_ROUTINE + (labels.get(name) ?? 0)]));
}
