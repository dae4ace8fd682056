// A kernel's own pages: start-up code, text with its gates and routines, the control code, data, IDT, page tables.
// Kernel A and kernel B are the same build at two physical places; these are the bytes of a kernel that has not run yet.

import { assemble, cr, ds, eax, edi, es, esp, mem, ss, type Listing } from "../cpu/assembler.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { DEVICE, KERNEL_DATA } from "./layouts.ts";
import type { ControlCode } from "./revision.ts";
import { offsetOf, StructAt } from "./struct.ts";

export const PAGE_OFFSET = 0xc0000000;
/** Highest physical address the kernel maps by itself: 896 MiB. */
export const LOWMEM_END = 0x38000000;
export const KERNEL_CS = 0x60;
export const KERNEL_DS = 0x68;
/** CR4.PSE and CR4.PGE: the kernel maps low memory with 4 MiB pages, global ones. */
export const KERNEL_CR4 = 0x90;
/** PG, AM, WP, NE, ET, MP, PE as Linux sets them. */
export const KERNEL_CR0 = 0x80050033;
/** present, writable, accessed, dirty, 4 MiB, global */
const LARGE_PAGE = 0x1e3;
const IDT_VECTORS = 256;

/** Page numbers within the image. */
export const IMAGE_PAGES = {
  startup: 0,
  text: 1,
  control: 2,
  data: 3,
  idt: 4,
  pgd: 5,
  kexecPgd: 6,
  kexecPte0: 7,
  kexecPte1: 8,
  kimage: 9,
  tasks: 10,
  devices: 12,
  log: 13,
  stack: 14,
} as const;
export const IMAGE_PAGE_COUNT = 16;
/** Kernel B's mem_map lies behind its device table while it fits there. */
export const SMALL_MEM_MAP_OFFSET = 0x800;

/** Where a modelled kernel function takes over. The order is the gate number in RAM. */
export const GATES = [
  "start_kernel",
  "routine_returned",
  "save_cpu_returned",
  "relocate_kernel_returned",
  "exception",
  "machine_kexec_returned",
  "kexec_jump_returned",
  "kernel_kexec_returned",
  "sys_reboot_returned",
] as const;
export type GateName = (typeof GATES)[number];

export interface KernelImage {
  /** Physical address of the first page. */
  readonly base: number;
  readonly pages: readonly Uint8Array[];
  readonly startup: Listing;
  readonly text: Listing;
}

export const imagePage = (base: number, page: keyof typeof IMAGE_PAGES): number => base + IMAGE_PAGES[page] * PAGE_SIZE;
export const gateAddress = (base: number, gate: GateName): number =>
  (PAGE_OFFSET + imagePage(base, "text") + GATES.indexOf(gate) * 8) >>> 0;

/** Kernel B's first instructions: note the way back, then paging, descriptor tables, stack. */
function startupCode(base: number): Listing {
  const data = imagePage(base, "data");
  const at = (name: Parameters<typeof offsetOf<(typeof KERNEL_DATA.fields)[number]["name"]>>[1]) =>
    data + offsetOf(KERNEL_DATA, name);
  const virtual = (physical: number) => (PAGE_OFFSET + physical) | 0;
  return assemble(
    (a) => {
      a.label("startup_32");
      a.mov(mem(at("jump_back_entry")), edi, "EDI: the caller's real jump-back entry");
      a.mov(eax, mem(esp), "word on the lent stack");
      a.mov(mem(at("helper_entry")), eax, "the caller's helper jump-back entry");
      a.mov(eax, imagePage(base, "pgd"), "this kernel's page directory");
      a.mov(cr(3), eax, "not used before paging is on");
      a.mov(eax, cr(4), "paging features");
      a.or(eax, KERNEL_CR4, "4 MiB pages and global pages");
      a.mov(cr(4), eax, "before the tables that use them");
      a.mov(eax, KERNEL_CR0 | 0, "protected mode, paging, write protection");
      a.mov(cr(0), eax, "paging on; the directory maps this code at its physical address too");
      a.mov(eax, a.addressOf("startup_virtual") | 0, "the kernel's own address range");
      a.jmpReg(eax, "leave the identity mapping");
      a.label("startup_virtual");
      a.lgdt(mem(virtual(at("gdt_descr") + 2)), "this kernel's segments");
      a.lidt(mem(virtual(at("idt_descr") + 2)), "from here a fault is reported, not fatal");
      a.farJump(KERNEL_CS, "startup_segments", "reload CS from the new table");
      a.label("startup_segments");
      a.mov(eax, KERNEL_DS, "kernel data segment");
      a.movSeg(ds, eax, "reload");
      a.movSeg(es, eax, "reload");
      a.movSeg(ss, eax, "reload");
      a.mov(esp, virtual(imagePage(base, "stack") + 2 * PAGE_SIZE), "this kernel's stack; the swap page is free again");
      a.mov(eax, gateAddress(base, "start_kernel") | 0, "the C part");
      a.jmpReg(eax, "start_kernel");
    },
    { origin: (PAGE_OFFSET + imagePage(base, "startup")) >>> 0 },
  );
}

/** Gates at 8-byte steps, then the routines that must be real instructions. */
function textCode(base: number, letter: string): Listing {
  const data = imagePage(base, "data");
  const descriptor = (name: "gdt_descr" | "idt_descr" | "no_descr") =>
    mem((PAGE_OFFSET + data + offsetOf(KERNEL_DATA, name) + 2) | 0);
  return assemble(
    (a) => {
      GATES.forEach((name, index) => {
        a.align(8);
        a.label(name);
        a.gate(letter, index, `modelled: ${name.replace("_returned", " has returned")}`);
      });
      a.align(16);
      a.label("load_segments");
      a.farJump(KERNEL_CS, "load_segments_data", "CS from the table while there is one");
      a.label("load_segments_data");
      a.mov(eax, KERNEL_DS, "flat data segment");
      a.movSeg(ds, eax, "the descriptor cache outlives the table");
      a.movSeg(es, eax, "the descriptor cache outlives the table");
      a.movSeg(ss, eax, "the descriptor cache outlives the table");
      a.ret("segments are loaded");
      a.align(16);
      a.label("set_gdt_idt");
      a.lgdt(descriptor("no_descr"), "GDT limit 0: no segment can be loaded any more");
      a.lidt(descriptor("no_descr"), "IDT limit 0: from here any exception is a triple fault");
      a.ret("tables are gone");
      a.align(16);
      a.label("restore_gdt_idt");
      a.lgdt(descriptor("gdt_descr"), "the kernel's own segments");
      a.lidt(descriptor("idt_descr"), "faults are reported again");
      a.farJump(KERNEL_CS, "restore_segments", "CS from the restored table");
      a.label("restore_segments");
      a.mov(eax, KERNEL_DS, "flat data segment");
      a.movSeg(ss, eax, "reload");
      a.movSeg(ds, eax, "reload");
      a.movSeg(es, eax, "reload");
      a.ret("descriptor tables are back");
      a.align(16);
      a.label("cpu_idle");
      a.hlt("nothing left to do");
    },
    { origin: (PAGE_OFFSET + imagePage(base, "text")) >>> 0 },
  );
}

const wordWriter = (page: Uint8Array) => {
  const view = new DataView(page.buffer);
  return (offset: number, value: number) => view.setUint32(offset, value >>> 0, true);
};

function dataPage(base: number): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE);
  const word = wordWriter(page);
  const virtual = PAGE_OFFSET + imagePage(base, "data");
  const gdt = offsetOf(KERNEL_DATA, "gdt");
  word(gdt + KERNEL_CS, 0x0000ffff);
  word(gdt + KERNEL_CS + 4, 0x00cf9a00);
  word(gdt + KERNEL_DS, 0x0000ffff);
  word(gdt + KERNEL_DS + 4, 0x00cf9200);
  const descriptor = (name: "gdt_descr" | "idt_descr" | "no_descr", limit: number, address: number) => {
    const offset = offsetOf(KERNEL_DATA, name);
    word(offset, limit << 16);
    word(offset + 4, address);
  };
  descriptor("gdt_descr", 32 * 8 - 1, virtual + gdt);
  descriptor("no_descr", 0, PAGE_OFFSET);
  descriptor("idt_descr", IDT_VECTORS * 8 - 1, PAGE_OFFSET + imagePage(base, "idt"));
  return page;
}

function idtPage(base: number): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE);
  const word = wordWriter(page);
  const handler = gateAddress(base, "exception");
  for (let vector = 0; vector < IDT_VECTORS; vector++) {
    word(vector * 8, (KERNEL_CS << 16) | (handler & 0xffff));
    word(vector * 8 + 4, (handler & 0xffff0000) | 0x8e00);
  }
  return page;
}

/** Low memory at PAGE_OFFSET in 4 MiB pages, and the image's own 4 MiB at its physical address for start-up. */
function pageDirectory(base: number, memoryBytes: number): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE);
  const word = wordWriter(page);
  const large = Math.ceil(Math.min(memoryBytes, LOWMEM_END) / 0x400000);
  for (let i = 0; i < large; i++) word((768 + i) * 4, i * 0x400000 + LARGE_PAGE);
  const own = Math.floor(base / 0x400000);
  word(own * 4, own * 0x400000 + LARGE_PAGE);
  return page;
}

export function kernelImage(base: number, letter: string, code: ControlCode, memoryBytes: number): KernelImage {
  const startup = startupCode(base);
  const text = textCode(base, letter);
  const pages = Array.from({ length: IMAGE_PAGE_COUNT }, () => new Uint8Array(PAGE_SIZE));
  const put = (name: keyof typeof IMAGE_PAGES, bytes: Uint8Array) => pages[IMAGE_PAGES[name]]?.set(bytes);
  put("startup", startup.bytes);
  put("text", text.bytes);
  put("control", code.listing.bytes);
  put("data", dataPage(base));
  put("idt", idtPage(base));
  put("pgd", pageDirectory(base, memoryBytes));
  const devicesPage = pages[IMAGE_PAGES.devices];
  if (devicesPage !== undefined) fillDevices(devicesPage, pages[IMAGE_PAGES.data]);
  return { base, pages, startup, text };
}

/** Devices in the order they were registered; suspend goes through them backward. */
export const DEVICES: readonly { readonly name: string; readonly sysdev: boolean }[] = [
  { name: "i8259A", sysdev: true },
  { name: "timer", sysdev: true },
  { name: "ttyS0", sysdev: false },
  { name: "sda", sysdev: false },
  { name: "eth0", sysdev: false },
];

function fillDevices(page: Uint8Array, data: Uint8Array | undefined): void {
  const bytes = pageMemory(page);
  DEVICES.forEach((device, index) => {
    const entry = new StructAt(bytes, DEVICE, index * DEVICE.size);
    entry.setText("name", device.name);
    entry.set("sysdev", device.sysdev ? 1 : 0);
    entry.set("register", 0x100 + index);
  });
  if (data !== undefined) new StructAt(pageMemory(data), KERNEL_DATA, 0).set("nr_devices", DEVICES.length);
}

/** A page of bytes as word memory, offsets as addresses. */
export function pageMemory(page: Uint8Array) {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  return {
    read8: (address: number) => view.getUint8(address),
    read32: (address: number) => view.getUint32(address, true),
    write8: (address: number, value: number) => view.setUint8(address, value),
    write32: (address: number, value: number) => view.setUint32(address, value >>> 0, true),
  };
}
