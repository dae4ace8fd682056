// Notes that a kernel writes into its own memory before it jumps, where the ELF core header says that its notes are. No
// kernel did: v8 and mainline leave that place empty.

import { type CoreNote, kjumpNote, notesBytes, prstatusNote } from "../formats/elf-core.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import { readBackupMap } from "../kernel/hibernation/old-memory.ts";
import { KERNEL_CS, KERNEL_DS } from "../kernel/image.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { KEXEC_SEGMENT, KIMAGE, NOTES_OFFSET } from "../kernel/layouts.ts";
import { op, type Work } from "../kernel/step.ts";
import { offsetOf, StructAt } from "../kernel/struct.ts";
import type { Variant } from "./variant.ts";

const ELF_MAGIC = 0x464c457f;
/** Room for the header of a note without a name, which ends them. */
const END_WORDS = 3;

export function* saveJumpNotes(kernel: Kernel, { fixes, kjumpNote: hasFacts = false }: Variant): Work {
  const notes = [...(fixes.has("jump-notes") ? [processorNow(kernel)] : []), ...(hasFacts ? [factsNow(kernel)] : [])];
  if (notes.length === 0) return;
  yield* kernel.step("save_jump_notes", { title: "notes for whoever reads this memory" }, function* () {
    const bytes = notesBytes(notes);
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const at = kernel.page("kimage") + NOTES_OFFSET;
    for (let i = 0; i < bytes.length; i += 4) kernel.memory.write32(at + i, words.getUint32(i, true));
    for (let i = 0; i < END_WORDS; i++) kernel.memory.write32(at + bytes.length + i * 4, 0);
    yield op(`note ${notes.map(({ name }) => name).join(", ")}: {a:dec} bytes at {b:hex}`, bytes.length, at);
  });
}

/** As crash_save_cpu does for a kernel that has crashed. */
function processorNow(kernel: Kernel): CoreNote {
  const { cpu } = kernel;
  const [eax, ecx, edx, ebx, esp, ebp, esi, edi] = [0, 1, 2, 3, 4, 5, 6, 7].map(
    (index) => (cpu.regs[index] ?? 0) >>> 0,
  );
  const registers = { eax, ecx, edx, ebx, esp, ebp, esi, edi, eip: cpu.eip, eflags: cpu.eflags };
  const known = Object.fromEntries(Object.entries(registers).map(([name, value]) => [name, value ?? 0]));
  const segments = { cs: KERNEL_CS, ds: KERNEL_DS, es: KERNEL_DS, ss: KERNEL_DS };
  return prstatusNote({ ...known, ...segments }, kernel.task(0).get("pid"));
}

/** The three facts, as far as the kernel that jumps knows them. */
function factsNow(kernel: Kernel): CoreNote {
  const { kimage, code } = kernel;
  const control = kimage.get("control_code_page") * PAGE_SIZE;
  const entry = control + (code.listing.labels.get("kexec_jump_back_entry") ?? 0);
  return kjumpNote({ entry, map: kimage.get("head"), elfcorehdr: coreHeaderOf(kernel), sleepState: 0 });
}

/** Destination of the segment that begins like an ELF file; 0 if none does. */
function coreHeaderOf({ kimage, memory }: Kernel): number {
  const map = readBackupMap((address) => memory.read32(address), kimage.get("head"), memory.frameCount);
  if (typeof map === "string") return 0;
  for (let index = 0; index < kimage.get("nr_segments"); index++) {
    const at = kimage.address + offsetOf(KIMAGE, "segment") + index * KEXEC_SEGMENT.size;
    const mem = new StructAt(memory, KEXEC_SEGMENT, at).get("mem");
    const source = map.get(mem >>> PAGE_SHIFT);
    if (source !== undefined && memory.read32(source * PAGE_SIZE) === ELF_MAGIC) return mem;
  }
  return 0;
}
