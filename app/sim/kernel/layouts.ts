// The structures of the modelled i386 kernel, as Linux 2.6.24 lays them out where it matters and smaller where it does
// not. Offsets of kimage follow include/linux/kexec.h with 32-bit words.

import { KEXEC_SEGMENT_MAX } from "./kexec-rules.ts";
import { layout } from "./struct.ts";

export const KEXEC_SEGMENT = layout("kexec_segment", 16, "include/linux/kexec.h", [
  ["buf", 0, 4, "user buffer with the image data"],
  ["bufsz", 4, 4, "bytes of data in the buffer"],
  ["mem", 8, 4, "physical destination"],
  ["memsz", 12, 4, "bytes at the destination"],
]);

export const KIMAGE = layout("kimage", 0x130, "include/linux/kexec.h with the v8 patch", [
  ["head", 0x00, 4, "head word: first entry of the list, normally list page | IND_INDIRECTION"],
  ["entry", 0x04, 4, "address of the next free list slot"],
  ["last_entry", 0x08, 4, "address of the slot kept for the link to the next list page"],
  ["destination", 0x0c, 4, "destination page of the next source entry"],
  ["start", 0x10, 4, "physical address called at the next jump"],
  ["control_code_page", 0x14, 4, "pfn of the control page"],
  ["swap_page", 0x18, 4, "pfn of the swap page"],
  ["nr_segments", 0x1c, 4, "segments in use"],
  ["segment", 0x20, 16 * KEXEC_SEGMENT_MAX, "kexec_segment[16]"],
  ["type", 0x120, 4, "0 default, 1 crash"],
  ["preserve_context", 0x124, 4, "1 when a return is expected"],
]);

/** include/linux/mm_types.h, 2.6.24, flat memory: one for each frame, in mem_map. */
export const PAGE = layout("page", 32, "include/linux/mm_types.h", [
  ["flags", 0x00, 4, "PG_reserved, PG_allocated, PG_kexec_dest"],
  ["_count", 0x04, 4, "users of the page"],
  ["_mapcount", 0x08, 4, "page table entries that map it"],
  ["private", 0x0c, 4, "order of the block"],
  ["mapping", 0x10, 4, "owner of a page cache page"],
  ["index", 0x14, 4, "offset in the mapping"],
  ["lru_next", 0x18, 4, "list link"],
  ["lru_prev", 0x1c, 4, "list link"],
]);
export const PG_ALLOCATED = 1;
export const PG_RESERVED = 1 << 10;
/** Parked on the image's dest_pages list: free, but some later segment wants exactly this frame. */
export const PG_KEXEC_DEST = 1 << 12;

export const TASK_STRUCT_SIZE = 256;
export const TASK_STRUCT = layout("task_struct", TASK_STRUCT_SIZE, "include/linux/sched.h, shortened", [
  ["state", 0x00, 4, "0 running, 1 interruptible sleep"],
  ["flags", 0x04, 4, "PF_FROZEN 0x10000, PF_KTHREAD 0x200000"],
  ["pid", 0x08, 4, "process id"],
  ["stack", 0x0c, 4, "kernel stack"],
  ["note", 0x10, 4, "physical address of the text the task holds in memory, 0 if none"],
  ["note_size", 0x14, 4, "bytes of that text"],
  ["comm", 0x20, 16, "name of the executable"],
]);
export const PF_FROZEN = 0x00010000;

export const DEVICE_SIZE = 64;
export const DEVICE = layout("device", DEVICE_SIZE, "include/linux/device.h, shortened", [
  ["power_state", 0x00, 4, "0 running, 1 suspended (FREEZE), 2 powered down"],
  ["saved_state", 0x04, 4, "register the driver saved"],
  ["register", 0x08, 4, "device register"],
  ["sysdev", 0x0c, 4, "1 when handled by device_power_down with interrupts off"],
  ["name", 0x10, 16, "name of the device"],
]);

export const BOOT_PARAMS = layout("boot_params", 0x300, "what kexec-tools hands to kernel B, shortened", [
  ["mem_start", 0x00, 4, "first byte of the memory B may use"],
  ["mem_end", 0x04, 4, "end of the memory B may use"],
  ["kernel_end", 0x08, 4, "end of B's kernel segment"],
  ["elfcorehdr", 0x0c, 4, "ELF core header of A's memory, 0 if none"],
  ["elfcorehdr_size", 0x10, 4, "its bytes"],
  ["initrd", 0x14, 4, "initrd"],
  ["initrd_size", 0x18, 4, "its bytes"],
  ["cmdline", 0x100, 512, "kernel command line"],
]);

/** The kernel's own global words, in one page of its data. */
export const KERNEL_DATA = layout("kernel data", 0x400, "the kernel's global variables", [
  ["boot_params", 0x000, 4, "physical address of the boot parameters"],
  ["jump_back_entry", 0x004, 4, "EDI at boot: real jump-back entry of the caller"],
  ["helper_entry", 0x008, 4, "word at (ESP) at boot: helper jump-back entry of the caller"],
  ["kexec_image", 0x00c, 4, "address of the loaded kimage, 0 if none"],
  ["kexec_lock", 0x010, 4, "1 while kexec_load or a jump is under way"],
  ["nr_tasks", 0x014, 4, "tasks in the task table"],
  ["nr_devices", 0x018, 4, "devices in the device table"],
  ["log_end", 0x01c, 4, "bytes written to log_buf so far"],
  ["console_suspended", 0x020, 4, "1 between suspend_console and resume_console"],
  ["visits", 0x024, 4, "how often this kernel has been entered"],
  ["mem_map", 0x028, 4, "physical address of mem_map"],
  ["next_free", 0x02c, 4, "pfn at which the page allocator looks next in low memory"],
  ["next_free_high", 0x030, 4, "the same for high memory"],
  ["mem_first", 0x034, 4, "first pfn the page allocator hands out"],
  ["mem_end", 0x038, 4, "end of the frames this kernel manages"],
  ["cr0", 0x040, 4, "saved_context.cr0"],
  ["cr2", 0x044, 4, "saved_context.cr2"],
  ["cr3", 0x048, 4, "saved_context.cr3"],
  ["cr4", 0x04c, 4, "saved_context.cr4"],
  ["gdt_descr", 0x050, 8, "limit and base for lgdt, from offset 2 on"],
  ["idt_descr", 0x058, 8, "limit and base for lidt, from offset 2 on"],
  ["no_descr", 0x060, 8, "limit 0, base phys_to_virt(0): what the hand-over loads into GDTR and IDTR"],
  ["gdt", 0x100, 256, "global descriptor table, 32 entries"],
]);
