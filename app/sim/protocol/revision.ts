// A protocol revision as the recorder sees it. One folder each; the recorder never asks which it is.

import type { CoreNote } from "../formats/elf-core.ts";
import type { GateName } from "../kernel/image.ts";
import type { Kernel, Kimage } from "../kernel/kernel.ts";
import type { Errno } from "../kernel/kimage.ts";
import type { PageAllocator } from "../kernel/page-alloc.ts";
import type { KernelCode } from "../kernel/revision.ts";
import type { Layout } from "../kernel/struct.ts";
import type { Work } from "../kernel/step.ts";
import type { ReturnWord } from "./purgatory/index.ts";
import type { UndoStep } from "./undo.ts";

export interface Revision {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** The kernel of this revision, as it calls itself. */
  readonly release: string;
  readonly code: KernelCode;
  /** How a kernel that has been jumped to says where it came from. */
  readonly wayBack: (kernel: Kernel) => string;
  /** Where whoever is entered finds the way back. */
  readonly returnWord: ReturnWord;
  /** Does a kernel export no /proc/vmcore where old memory has no note. */
  readonly needsNotes: boolean;
  /** What is known of the processor of the kernel that the entry leads to. */
  readonly processorNotes: (kernel: Pick<Kernel, "memory">, entry: number) => readonly CoreNote[];
  readonly controlPage: Layout;
  /** Words of the page_list that relocate_kernel is called with, in order. */
  readonly pageListNames: readonly string[];
  readonly slotGroup: (offset: number) => "protocol" | "saved" | "links";
  /** Where the control page's own stack begins to be in the way of its data. */
  readonly stackFrom: number;
  /** Does kexec_load refuse segments larger than half of memory. */
  readonly halfOfMemory: boolean;
  /** Allocates what the image needs beside control and swap page. */
  readonly prepare?: (kernel: Kernel, pages: PageAllocator, image: Kimage) => Work<Errno | undefined>;
  /** What of it goes when the image is freed. */
  readonly cleanup?: (kernel: Kernel, pages: PageAllocator, image: Kimage) => Work;
  readonly sysReboot: (kernel: Kernel) => Work;
  /** The way back after a jump, which a failure before it enters at its label. */
  readonly back: readonly UndoStep<string>[];
  /** What continues when the processor arrives at a gate. Others are the business of the actors. */
  readonly gates: Partial<Record<GateName, (kernel: Kernel) => Work>>;
  /** Offsets of the saved words that link a control page to its parts. */
  readonly links: { readonly virtualAddress: number; readonly swapPage: number; readonly head: number };
  /** Bytes of the control page that a jump may change: [from, to). */
  readonly volatile: readonly (readonly [number, number])[];
}
