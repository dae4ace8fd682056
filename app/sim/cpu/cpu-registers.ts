// The processor's registers by name, as the host sets them up and the views read them: all values unsigned.

import type { Bus } from "./bus.ts";
import { writeControl } from "./control-registers.ts";
import { Core } from "./core.ts";
import { FLAT_CODE, FLAT_DATA } from "./segment-rights.ts";
import { setCache, setSystemCache } from "./segments.ts";
import {
  BASE,
  CR0,
  CR2,
  CR3,
  CR4,
  CS,
  EFER,
  EFLAGS,
  EIP,
  FLAGS_FIXED,
  FLUSH_PENDING,
  GDTR_BASE,
  GDTR_LIMIT,
  HALTED,
  IDTR_BASE,
  IDTR_LIMIT,
  LIMIT,
  PHYSICAL_INTERRUPTS,
  RIGHTS,
  type Seg,
  SEGMENT_NAMES,
  SELECTOR,
  type SystemSegment,
  TSC_HIGH,
  TSC_LOW,
} from "./state.ts";

export interface TableRegister {
  readonly base: number;
  readonly limit: number;
}

export interface SegmentView {
  readonly name: (typeof SEGMENT_NAMES)[number];
  readonly selector: number;
  readonly base: number;
  readonly limit: number;
  /** Type and rights byte of the descriptor; AVL, L, D, G in bits 12 to 15. */
  readonly attributes: number;
}

/** What TR or LDTR holds. */
export type SystemSegmentView = Omit<SegmentView, "name">;

const viewOf = (register: SystemSegment): SystemSegmentView => ({
  selector: register[SELECTOR],
  base: register[BASE] >>> 0,
  limit: register[LIMIT] >>> 0,
  attributes: register[RIGHTS],
});

export class CpuRegisters extends Core {
  constructor(bus: Bus, pae: boolean) {
    super(bus, pae);
    this.flatProtectedMode(0x10, 0x18);
  }

  get eip(): number {
    return this.words[EIP] >>> 0;
  }
  set eip(value: number) {
    this.words[EIP] = value;
  }

  /** Linear address of the instruction about to run. */
  get codeAddress(): number {
    return (this.words[EIP] + this.bases[CS]) >>> 0;
  }

  get eflags(): number {
    return this.words[EFLAGS] >>> 0;
  }
  set eflags(value: number) {
    this.words[EFLAGS] = value | FLAGS_FIXED;
  }

  get cr0(): number {
    return this.words[CR0] >>> 0;
  }
  /** Control registers take effect and flush as if an instruction had written them. */
  set cr0(value: number) {
    writeControl(this, 0, value | 0);
  }

  get cr2(): number {
    return this.words[CR2] >>> 0;
  }
  set cr2(value: number) {
    writeControl(this, 2, value | 0);
  }

  get cr3(): number {
    return this.words[CR3] >>> 0;
  }
  set cr3(value: number) {
    writeControl(this, 3, value | 0);
  }

  get cr4(): number {
    return this.words[CR4] >>> 0;
  }
  set cr4(value: number) {
    writeControl(this, 4, value | 0);
  }

  get gdtr(): TableRegister {
    return { base: this.words[GDTR_BASE] >>> 0, limit: this.words[GDTR_LIMIT] };
  }
  set gdtr(table: TableRegister) {
    this.words[GDTR_BASE] = table.base;
    this.words[GDTR_LIMIT] = table.limit & 0xffff;
  }

  get idtr(): TableRegister {
    return { base: this.words[IDTR_BASE] >>> 0, limit: this.words[IDTR_LIMIT] };
  }
  set idtr(table: TableRegister) {
    this.words[IDTR_BASE] = table.base;
    this.words[IDTR_LIMIT] = table.limit & 0xffff;
  }

  /** TR and what it caches of its task state segment; loaded without looking at any table. */
  get tr(): SystemSegmentView {
    return viewOf(this.task);
  }
  set tr(segment: SystemSegmentView) {
    setSystemCache(this.task, segment);
  }

  get ldtr(): SystemSegmentView {
    return viewOf(this.localTable);
  }
  set ldtr(segment: SystemSegmentView) {
    setSystemCache(this.localTable, segment);
  }

  get efer(): number {
    return this.words[EFER] >>> 0;
  }
  set efer(value: number) {
    this.words[EFER] = value;
  }

  /** Completed instructions, faults and traps taken. */
  get timeStamp(): number {
    return (this.words[TSC_HIGH] >>> 0) * 2 ** 32 + (this.words[TSC_LOW] >>> 0);
  }

  /** hlt has completed; only the host can end that. */
  get halted(): boolean {
    return this.words[HALTED] !== 0;
  }
  set halted(value: boolean) {
    this.words[HALTED] = value ? 1 : 0;
  }

  /** Instructions completed with paging off and interrupts on. */
  get interruptsInPhysicalMode(): number {
    return this.words[PHYSICAL_INTERRUPTS];
  }

  /** Paging was switched off and nothing has flushed the TLB explicitly since. */
  get flushPending(): boolean {
    return this.words[FLUSH_PENDING] !== 0;
  }

  /** Descriptor caches in the order ES, CS, SS, DS, FS, GS. */
  get segments(): readonly SegmentView[] {
    return SEGMENT_NAMES.map((name, i) => {
      const seg = i as Seg;
      return {
        name,
        selector: this.selectors[seg],
        base: this.bases[seg] >>> 0,
        limit: this.limits[seg] >>> 0,
        attributes: this.attributes[seg],
      };
    });
  }

  /** Flat 4 GiB caches under the given selectors, without looking at any table. */
  flatProtectedMode(codeSelector: number, dataSelector: number): void {
    SEGMENT_NAMES.forEach((_, i) => {
      const isCode = i === CS;
      const selector = isCode ? codeSelector : dataSelector;
      const attributes = (isCode ? FLAT_CODE : FLAT_DATA) | ((selector & 3) << 5);
      setCache(this, i as Seg, { selector, base: 0, limit: -1, attributes });
    });
  }
}
