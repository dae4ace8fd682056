// Where control code that the lab has not written takes up the entries of its list. While the first entries are walked
// the code is run one instruction at a time: the one that reads a word of a list page into a register is what fetches
// entries, and the place behind it is from then on a mark like those of our own code.

import { PAGE_SHIFT } from "../core/units.ts";
import type { Cpu } from "../cpu/cpu.ts";
import { decode, type MemoryShape } from "../cpu/decode.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";
import type { RegIndex } from "../cpu/state.ts";

const LONGEST_INSTRUCTION = 15;
/** Instructions looked at before the search is given up. */
const PATIENCE = 256;

export interface EntryPlace {
  /** Physical address of the instruction behind the fetch. */
  readonly address: number;
  readonly register: RegIndex;
}

export class EntryFinder {
  private readonly cpu: Cpu;
  private readonly memory: PhysMemory;
  private left = 0;

  constructor(cpu: Cpu, memory: PhysMemory) {
    this.cpu = cpu;
    this.memory = memory;
  }

  begin(): void {
    this.left = PATIENCE;
  }

  get searching(): boolean {
    return this.left > 0;
  }

  /** Looks at the instruction about to run. Paging is off: every address is physical. */
  look(isListPage: (pfn: number) => boolean): EntryPlace | undefined {
    this.left--;
    const eip = this.cpu.eip >>> 0;
    const result = decode(this.memory.slice(eip, LONGEST_INSTRUCTION));
    if (result.kind !== "instruction") return undefined;
    const [to, from] = result.decoded.operands;
    if (!result.decoded.name.startsWith("Mov_r32") || to?.kind !== "reg" || from?.kind !== "mem") return undefined;
    if (!isListPage(this.effective(from.memory) >>> PAGE_SHIFT)) return undefined;
    this.left = 0;
    return { address: (eip + result.decoded.length) >>> 0, register: to.index };
  }

  private effective({ base, index, scale, displacement }: MemoryShape): number {
    const { regs } = this.cpu;
    const of = (register: RegIndex | undefined) => (register === undefined ? 0 : regs[register]);
    return (of(base) + of(index) * scale + displacement) >>> 0;
  }
}
