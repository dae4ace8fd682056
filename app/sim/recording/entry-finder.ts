// Where control code that the lab has not written takes up the entries of its list. While the first entries are walked
// the code is run one instruction at a time: the one that reads a word of a list page into a register is what fetches
// entries, and the place behind it is from then on a mark like those of our own code.

import { PAGE_SHIFT } from "../core/units.ts";
import type { Cpu } from "../cpu/cpu.ts";
import { addressing } from "../cpu/exec/access.ts";
import { decode, type Decoded, LONGEST_INSTRUCTION, type MemoryShape } from "../cpu/decode.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";
import { EAX, ESI, type RegIndex } from "../cpu/state.ts";

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

  end(): void {
    this.left = 0;
  }

  get searching(): boolean {
    return this.left > 0;
  }

  /** Looks at the instruction about to run. Paging is off: every address is physical. */
  look(isListPage: (pfn: number) => boolean): EntryPlace | undefined {
    this.left--;
    const eip = this.cpu.codeAddress;
    const result = decode(this.memory.slice(eip, LONGEST_INSTRUCTION));
    if (result.kind !== "instruction") return undefined;
    const fetch = this.fetchIn(result.decoded);
    if (fetch === undefined || !isListPage(fetch.from >>> PAGE_SHIFT)) return undefined;
    this.left = 0;
    return { address: (eip + result.decoded.length) >>> 0, register: fetch.register };
  }

  /** The word that an instruction reads into a register, if it is one that does. */
  private fetchIn({ name, operands }: Decoded): { readonly from: number; readonly register: RegIndex } | undefined {
    const [to, from] = operands;
    if (name.startsWith("Lodsd")) return { from: this.cpu.regs[ESI] >>> 0, register: EAX };
    if (!name.startsWith("Mov_r32") || to?.kind !== "reg" || from?.kind !== "mem") return undefined;
    return { from: this.linearOf(from.memory), register: to.index };
  }

  private linearOf(memory: MemoryShape): number {
    return (addressing(memory)(this.cpu) + this.cpu.bases[memory.seg]) >>> 0;
  }
}
