// ELF64 cores of an i386: /proc/vmcore as a file, and the header segment in memory from which it is made.

export type { CoreLoad, CoreNote, CoreRepeat, NotePlace } from "./elf-core-shapes.ts";
export { HEAD_MAX, LOADS_MAX } from "./elf-core-shapes.ts";
export {
  findNote,
  kjumpNote,
  notesBytes,
  prstatusNote,
  readKjump,
  readNotes,
  readPrstatus,
  readVmcoreinfo,
  vmcoreinfoNote,
} from "./elf-core-notes.ts";
export type { JumpFacts, PrStatus, PrStatusRegister, VmcoreInfo } from "./elf-core-notes.ts";
export { readCoreHeaders, readOldMemoryHeaders, readRepeatingCore } from "./elf-core-read.ts";
export type { CoreFile, OldMemory, RepeatingCore } from "./elf-core-read.ts";
export { coreHeaders, oldMemoryHeaders } from "./elf-core-write.ts";
