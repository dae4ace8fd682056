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

/** Two images fit into the page of the kernel's image that is kept for them: the loaded one, and one being loaded. */
export const KIMAGE_SLOTS = [0, 0x400] as const;
/** The rest of that page: the kernel's ELF notes, as crash_notes and vmcoreinfo_note. */
export const NOTES_OFFSET = 0x800;
export const NOTES_BYTES = 0x800;

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
  ["state", 0x00, 4, "0 running, 1 interruptible sleep, 2 uninterruptible sleep"],
  ["flags", 0x04, 4, "PF_FROZEN 0x10000, PF_KTHREAD 0x200000"],
  ["pid", 0x08, 4, "process id"],
  ["stack", 0x0c, 4, "kernel stack"],
  ["note", 0x10, 4, "physical address of the text the task holds in memory, 0 if none"],
  ["note_size", 0x14, 4, "bytes of that text"],
  ["comm", 0x20, 16, "name of the executable"],
]);
export const PF_FROZEN = 0x00010000;
export const PF_KTHREAD = 0x00200000;
/** Task states. */
export const TASK_RUNNING = 0;
export const TASK_UNINTERRUPTIBLE = 2;

/** At most eight rows, then the processors' table. */
export const DEVICE = layout("device", 128, "include/linux/device.h, shortened", [
  ["power_state", 0x00, 4, "DPM_ON 0, frozen 1, late 2, noirq 3; low power 4, off 5, unplugged 6, dead 7"],
  ["irq", 0x04, 4, "line, all ones if none"],
  ["io", 0x08, 4, "first port"],
  ["sysdev", 0x0c, 4, "1 for system devices, handled with interrupts off"],
  ["name", 0x10, 16, "name of the device"],
  ["saved", 0x20, 32, "register words the driver has saved"],
  ["ring", 0x40, 4, "physical address of its ring or queue"],
  ["handled", 0x44, 4, "interrupts handled"],
  ["next", 0x48, 4, "next ring entry or command the driver looks at"],
  ["is_saved", 0x4c, 4, "1 while the saved words hold the device's state"],
]);

/** Of saved register word `index`, in a device's struct. */
export const offsetOfSaved = (index: number): number => 0x20 + index * 4;

export const CPU_TABLE_OFFSET = 0x400;
/** include/linux/cpu.h: what the kernel knows of each processor; row 0 is the boot processor. */
export const CPU = layout("cpu", 64, "cpu_online_map and frozen_cpus of kernel/cpu.c, as one row for each processor", [
  ["online", 0x00, 4, "1 in cpu_online_map"],
  ["frozen", 0x04, 4, "1 in frozen_cpus: to be brought back by enable_nonboot_cpus"],
  ["area", 0x08, 4, "physical address of its per-CPU words"],
]);
/** In the data page: per-CPU words, and what devices fetch from memory. */
export const PER_CPU_OFFSET = 0xa00;
export const PER_CPU_BYTES = 64;
export const NIC_RING_OFFSET = 0x800;
export const DISK_QUEUE_OFFSET = 0x900;

/** The only file system: block 0 of the disk, and the copy of it that a kernel which has it mounted keeps in memory. */
export const SUPERBLOCK = layout("superblock", 0x100, "a file system of one directory", [
  ["magic", 0x00, 4, "0x6a756d70"],
  ["saves", 0x04, 4, "files saved so far"],
  ["next_block", 0x08, 4, "block that the next file gets"],
  ["files", 0x10, 8 * 16, "owner (A 1, B 2, C 3) and block of each file"],
  ["features", 0x90, 4, "1 if the checksum counts: on machines that hibernate"],
  ["crc", 0x94, 4, "CRC-32 of all before"],
]);
export const SUPERBLOCK_MAGIC = 0x6a756d70;
export const CHECKSUM_FEATURE = 1;
export const FILES_MAX = 16;
/** Of file `index`, in the superblock. */
export const offsetOfFile = (index: number): number => 0x10 + index * 8;

export const BOOT_PARAMS = layout(
  "boot_params",
  0x300,
  "what kexec-tools or a boot loader hands to a kernel that boots, shortened",
  [
    ["mem_start", 0x00, 4, "first byte of the memory the kernel may use"],
    ["mem_end", 0x04, 4, "end of the memory the kernel may use"],
    ["kernel_end", 0x08, 4, "end of its kernel segment"],
    ["elfcorehdr", 0x0c, 4, "ELF core header of A's memory, 0 if none"],
    ["elfcorehdr_size", 0x10, 4, "its bytes"],
    ["initrd", 0x14, 4, "initrd"],
    ["initrd_size", 0x18, 4, "its bytes"],
    ["low_end", 0x1c, 4, "end of the low memory it may use as well, 0 if none"],
    ["ram_end", 0x20, 4, "end of the machine's memory as the firmware reports it, 0 if nobody has asked it"],
    ["cmdline", 0x100, 512, "kernel command line"],
  ],
);

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
  ["nr_cpus", 0x03c, 4, "processors in the processors' table"],
  ["cr0", 0x040, 4, "saved_context.cr0"],
  ["cr2", 0x044, 4, "saved_context.cr2"],
  ["cr3", 0x048, 4, "saved_context.cr3"],
  ["cr4", 0x04c, 4, "saved_context.cr4"],
  ["gdt_descr", 0x050, 8, "limit and base for lgdt, from offset 2 on"],
  ["idt_descr", 0x058, 8, "limit and base for lidt, from offset 2 on"],
  ["no_descr", 0x060, 8, "limit 0, base phys_to_virt(0): what the hand-over loads into GDTR and IDTR"],
  ["jiffies", 0x068, 4, "ticks of the timer since this kernel began to count"],
  ["fg_console", 0x06c, 4, "virtual terminal in front"],
  ["orig_fgconsole", 0x070, 4, "the one that pm_prepare_console has left"],
  ["cpu_hotplug_disabled", 0x074, 4, "1 while no processor may be brought up or down"],
  ["system_transition_mutex", 0x078, 4, "pid that holds it, 0 if free"],
  ["irq_mode", 0x07c, 4, "0 PIC, 1 I/O APIC"],
  ["pm_message", 0x080, 4, "what devices are told: 1 FREEZE, 2 RESTORE, 3 SUSPEND"],
  ["sessions_frozen", 0x084, 4, "live update sessions that are serialised and frozen"],
  ["nmi_count", 0x088, 4, "non-maskable interrupts seen"],
  ["cpu_dr7", 0x08c, 4, "DR7 while breakpoints are disabled for a jump"],
  ["superblock", 0x090, 4, "physical address of the mounted file system's superblock in memory, 0 if none is mounted"],
  ["vmcore", 0x0a0, 4, "physical address of the head of /proc/vmcore, 0 if there is none"],
  ["vmcore_bytes", 0x0a4, 4, "size of /proc/vmcore"],
  ["elfcorehdr_addr", 0x0ac, 4, "physical address of the ELF core header that /proc/vmcore is made from"],
  ["resumed_from", 0x0a8, 4, "4 or 5: ACPI state that this memory has been brought back from, 1 none; 0 if it has not"],
  [
    "rescuer",
    0x0b0,
    4,
    "1 while image start leads to the kernel that has brought this one back, not to the one it loaded",
  ],
  ["marked_slot", 0x0b4, 4, "1 more than the slot whose image this kernel has marked as resumed, 0 if none"],
  ["gdt", 0x100, 256, "global descriptor table, 32 entries"],
]);
