// A KJC1 capture: a jump of a real machine, recorded instruction by instruction. Numbers are unsigned 32-bit words,
// addresses physical unless said otherwise.

export const CAPTURE_REGISTERS = [
  ...["eip", "eflags", "eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"],
  ...["cr0", "cr3", "cr4", "cs", "ss"],
] as const;
export type CaptureRegister = (typeof CAPTURE_REGISTERS)[number];
export type RegisterValues = Readonly<Record<CaptureRegister, number>>;

/** First bytes of the page's SHA-1: equal for equal contents. */
export type PageId = string;

export interface CaptureImage {
  /** The kernel whose image it is: "A", "B". */
  readonly name: string;
  readonly paging: "2level" | "pae";
  /** The words handed to relocate_kernel on the stack: head word, page_list, start, has_pae, preserve_context. */
  readonly stackArguments: readonly number[];
  readonly head: number;
  /** Linear address of the array on the kernel's stack. */
  readonly pageList: number;
  readonly start: number;
  readonly controlPa: number;
  /** Linear. */
  readonly controlVa: number;
  /** The transition page tables' directory, or PDPT. */
  readonly pgd: number;
  readonly swapPa: number;
  /** The indirection list in the walker's order, head word first. */
  readonly entries: Uint32Array;
  /** Destination and source frame of each pair in turn. */
  readonly pairs: Uint32Array;
  /** The control page before the jump. */
  readonly controlPage: PageId;
  /** Page tables with where they lie. */
  readonly tables: readonly (readonly [address: number, PageId])[];
}

export interface CaptureSegmentCache {
  readonly name: string;
  readonly selector: number;
  readonly base: number;
  readonly limit: number;
  /** Upper word of the descriptor, without base and limit bits. */
  readonly flags: number;
}

export interface CaptureSystem {
  readonly gdt: readonly [base: number, limit: number];
  readonly idt: readonly [base: number, limit: number];
  readonly cr2: number;
  readonly segments: readonly CaptureSegmentCache[];
}

/** Frames that the pairs name, with what they held before and after. */
export interface CaptureFrames {
  readonly pfns: Uint32Array;
  readonly before: readonly PageId[];
  readonly after: readonly PageId[];
}

/** One pass through control code, from its first instruction to the first one outside. */
export interface CaptureSegment {
  readonly name: string;
  /** Index in `images`. */
  readonly image: number;
  readonly start: RegisterValues;
  /** The machine where the pass ended; undefined if it died. */
  readonly end: RegisterValues | undefined;
  readonly system: CaptureSystem;
  /** Whose control page, mapped (v) or in physical mode (p), from which record on: "Av". */
  readonly path: readonly { readonly tag: string; readonly step: number }[];
  readonly recordCount: number;
  readonly trace: Uint8Array;
  readonly frames: CaptureFrames;
  readonly controlPageAfter: PageId | undefined;
  /** What the debugger said when the machine ended. */
  readonly died: string | undefined;
}

export interface Capture {
  readonly mode: string;
  readonly kernel: string;
  /** "edge": of most pairs only one record. */
  readonly traceMode: "full" | "edge";
  /** Bytes of RAM. */
  readonly memory: number;
  /** Registers in the order of a record's bits. */
  readonly registers: readonly CaptureRegister[];
  /** Bytes of control code. */
  readonly codeSize: number;
  /** Linear addresses in kernel text; the control code begins at relocate_kernel. */
  readonly symbols: ReadonlyMap<string, number>;
  /** Linear address behind machine_kexec's call of the control code. */
  readonly returnAddress: number;
  readonly images: readonly CaptureImage[];
  readonly segments: readonly CaptureSegment[];
  /** Contents the file holds, 4096 bytes each. */
  readonly pages: ReadonlyMap<PageId, Uint8Array>;
}
