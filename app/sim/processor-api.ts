// The processor at one position, as the views see it: registers, code with operands, page walk, TLB, descriptor tables.
// Part of the public surface; api.ts gives it on.

export interface SegmentRegister {
  readonly name: string;
  readonly selector: number;
  readonly base: number;
  readonly limit: number;
  readonly kind: string;
}

export interface CpuView {
  readonly eax: number;
  readonly ecx: number;
  readonly edx: number;
  readonly ebx: number;
  readonly esp: number;
  readonly ebp: number;
  readonly esi: number;
  readonly edi: number;
  readonly eip: number;
  readonly eflags: number;
  readonly cr0: number;
  readonly cr2: number;
  readonly cr3: number;
  readonly cr4: number;
  readonly segments: readonly SegmentRegister[];
  readonly gdtr: { readonly base: number; readonly limit: number };
  readonly idtr: { readonly base: number; readonly limit: number };
  readonly tlbEntries: number;
  readonly paging: boolean;
  readonly interrupts: boolean;
  /** "32-bit protected mode, paging off, interrupts off". */
  readonly mode: string;
}

/** Something an instruction reads or writes. */
export interface Operand {
  /** "eax", "flags", "gdtr.base"; memory as "0x804(%ebx)". */
  readonly name: string;
  /** Width of one value. */
  readonly bytes: number;
  /** Of a repeated string instruction: how many values from the address on; other than one, and none is given. */
  readonly count?: number;
  /** Of what a repeated move writes: linear address of what it reads. */
  readonly from?: number;
  /** Before a next instruction, after a completed one. */
  readonly value?: number;
  /** What a completed instruction overwrote. */
  readonly was?: number;
  /** Of memory: linear, and physical where it is mapped. */
  readonly address?: number;
  readonly physical?: number;
}

export interface CodeLine {
  /** Linear address. */
  readonly address: number;
  /** Offset in the control page, when the line lies in one. */
  readonly offset?: number;
  readonly bytes: string;
  readonly mnemonic: string;
  readonly operands: string;
  /** Set on the first line of a routine. */
  readonly label?: string;
  /** Why this instruction is there. */
  readonly reason?: string;
  readonly state: "completed" | "next" | "";
  /** The instruction does not lie right before the next line. */
  readonly apart?: true;
  /** Of the next instruction, with the values before it. */
  readonly reads: readonly Operand[];
  /** Of the next instruction, and of the completed one with the values that it wrote. */
  readonly writes: readonly Operand[];
}

/** What runs now, as code: real instructions, or the modelled C functions with the operation about to happen. */
export interface CodeView {
  readonly kind: "instructions" | "model";
  /** "swap_pages", "device_suspend". */
  readonly routine: string;
  readonly lines: readonly CodeLine[];
  /** Modelled call stack, outermost first; empty while control code runs. */
  readonly calls: readonly string[];
}

export const PAGE_LEVELS = ["PDPTE", "PDE", "PTE"] as const;
export type PageLevel = (typeof PAGE_LEVELS)[number];

/** 32 bits, or with PAE 64 in two halves. */
export interface PageEntry {
  readonly bytes: 4 | 8;
  readonly low: number;
  readonly high: number;
}

export interface EntryBit {
  /** "P", "NX". */
  readonly name: string;
  /** Number of the bit in the entry. */
  readonly bit: number;
  readonly meaning: string;
  readonly set: boolean;
  /** The processor does not look at it here. */
  readonly ignored: boolean;
}

/** One table that the walk goes through. */
export interface WalkStep {
  readonly level: PageLevel;
  readonly index: number;
  /** Physical. */
  readonly entryAddress: number;
  readonly entry: PageEntry;
  /** From bit 0 on. */
  readonly bits: readonly EntryBit[];
  readonly failure?: "not-present" | "reserved";
  /** Ends the walk with a page of 4 MiB or 2 MiB. */
  readonly large: boolean;
  /** Physical address of the next table or of the page. */
  readonly target: number;
}

/** A field of the linear address as the tables cut it, from the top. */
export interface AddressPart {
  readonly name: "pointer" | "directory" | "table" | "offset";
  readonly bits: number;
  readonly value: number;
}

/** Where a page lies and what may be done with it, all levels taken together. */
export interface Translation {
  /** The 4 KiB frame that holds the address. */
  readonly physical: number;
  /** Size of the page it is part of. */
  readonly pageBytes: number;
  readonly writable: boolean;
  readonly user: boolean;
  readonly dirty: boolean;
  readonly global: boolean;
  readonly noExecute: boolean;
}

/** One entry of the translation look-aside buffer. */
export interface CachedTranslation {
  readonly linear: number;
  readonly cached: Translation;
  /** What the live tables say; absent if they have no page there. */
  readonly now?: Translation;
  /** Why the tables have none. */
  readonly missing?: "not-present" | "reserved";
  /** In what the two differ, in words; empty if the tables say the same. */
  readonly stale: readonly string[];
}

export const PAGE_ACCESSES = ["read", "write", "fetch"] as const;
export type PageAccess = (typeof PAGE_ACCESSES)[number];

/** What one kind of access would meet. */
export interface AccessAnswer {
  readonly access: PageAccess;
  readonly user: boolean;
  /** Of the page fault that the tables give; absent if they allow the access. */
  readonly errorCode?: number;
  /** The TLB allows it, so the processor does not ask the tables. */
  readonly byTlb: boolean;
}

/** A directory pointer as the processor holds it since CR3 was loaded. */
export interface DirectoryPointer {
  readonly entry: PageEntry;
  readonly present: boolean;
  /** What lies in memory now. */
  readonly inMemory: PageEntry;
  readonly stale: boolean;
}

export interface WalkView {
  readonly linear: number;
  readonly paging: boolean;
  readonly pae: boolean;
  readonly cr3: number;
  readonly parts: readonly AddressPart[];
  /** With paging off: what the tables at CR3 would say, if CR3 holds anything. */
  readonly steps: readonly WalkStep[];
  /** The tables' answer; undefined where they have none. */
  readonly physical?: number;
  readonly translation?: Translation;
  /** Six answers; none where there are no tables. With paging off: what would be met if it were on. */
  readonly accesses: readonly AccessAnswer[];
  /** Other linear addresses of the same frame under the live tables, and how many there are in all. */
  readonly alsoMappedAt: readonly number[];
  readonly aliases: number;
  /** Present when the TLB holds a translation for this page. */
  readonly cached?: CachedTranslation;
  /** The four, with PAE and paging on. */
  readonly pointers: readonly DirectoryPointer[];
}

export interface TlbView {
  readonly paging: boolean;
  readonly pae: boolean;
  /** By linear address. */
  readonly entries: readonly CachedTranslation[];
  readonly stale: number;
}

/** A descriptor of memory or of the system, decoded. */
export interface DescriptorWords {
  readonly base: number;
  /** Last valid offset, scaled. */
  readonly limit: number;
  /** "code, execute/read", "32-bit TSS, busy". */
  readonly type: string;
  /** A: of a memory segment, has been loaded. */
  readonly accessed: boolean;
  readonly dpl: number;
  readonly present: boolean;
  /** G: the limit counts pages. */
  readonly granular: boolean;
  /** D/B: 32 bits. */
  readonly big: boolean;
}

export interface DescriptorRow extends DescriptorWords {
  readonly selector: number;
  readonly low: number;
  readonly high: number;
  /** Of a call gate: where it leads. */
  readonly gate?: { readonly selector: number; readonly offset: number };
  /** Registers that hold its selector. */
  readonly usedBy: readonly string[];
}

/** Gates of neighbouring vectors that say the same. */
export interface GateRow {
  readonly first: number;
  readonly last: number;
  /** "32-bit interrupt gate". */
  readonly type: string;
  readonly selector: number;
  readonly offset: number;
  readonly dpl: number;
  readonly present: boolean;
  /** The routine at the offset, where one is known. */
  readonly symbol?: string;
}

/** A table in memory as its register names it. */
export interface DescriptorTable<Row> {
  readonly base: number;
  readonly limit: number;
  /** There, too short for a single descriptor, or at an address where nothing can be read. */
  readonly state: "there" | "gone" | "unreadable";
  /** Descriptors that fit. */
  readonly slots: number;
  readonly rows: readonly Row[];
  /** Rows that were left out. */
  readonly more: number;
}

/** A segment register: what the processor remembers of the descriptor, and what its table says now. */
export interface CachedSegment {
  readonly name: string;
  readonly selector: number;
  readonly cached: DescriptorWords;
  /** Can it be used at all? A null selector leaves nothing. */
  readonly usable: boolean;
  readonly now?: DescriptorWords;
  /** Why there is none: "is beyond the limit of the GDT". */
  readonly missing?: string;
  /** In what the two differ, in words; empty if the table says the same or has nothing. */
  readonly differs: readonly string[];
}

export interface TablesView {
  readonly gdt: DescriptorTable<DescriptorRow>;
  readonly idt: DescriptorTable<GateRow>;
  /** While LDTR names one. */
  readonly ldt?: DescriptorTable<DescriptorRow>;
  /** ES to GS, then TR and LDTR. */
  readonly segments: readonly CachedSegment[];
}
