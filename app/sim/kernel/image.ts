// A kernel's own pages: start-up code, text with its gates and routines, the control code, data, IDT, page tables.
// Kernels A, B and C are the same build at different physical places; these are the bytes of a kernel that has not run yet.

import type { KernelName } from "../api.ts";
import { assemble, cr, ds, eax, ecx, es, esp, mem, ss, type Listing } from "../cpu/assembler.ts";
import { gateBytes } from "../cpu/gate.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { IMAGE_PAGES, imagePage, imagePageCount, PAGE_OFFSET, type ImagePageName } from "./image-pages.ts";
import { fillDevices } from "./drivers/index.ts";
import { KERNEL_DATA } from "./layouts.ts";
import { interruptStubs, stubOf } from "./interrupt-stubs.ts";
import { fillPageTables } from "./page-tables.ts";
import type { DataWord, KernelCode } from "./revision.ts";
import { offsetOf, StructAt } from "./struct.ts";

export const KERNEL_CS = 0x60;
export const KERNEL_DS = 0x68;
/** CR4.PSE and CR4.PGE: the kernel maps low memory with large pages, global ones. */
const KERNEL_CR4 = 0x90;
const CR4_PAE = 0x20;
const EFER_MSR = 0xc0000080;
/** EFER.NXE. */
export const EFER_NXE = 0x800;
export const kernelCr4 = (pae: boolean): number => KERNEL_CR4 | (pae ? CR4_PAE : 0);
/** PG, AM, WP, NE, ET, MP, PE as Linux sets them. */
export const KERNEL_CR0 = 0x80050033;
const IDT_VECTORS = 256;

/** The mem_map of a kernel that boots lies behind its device table while it fits there. */
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
  "do_IRQ",
  "do_nmi",
  "do_debug",
] as const;
export type GateName = (typeof GATES)[number];

export interface KernelImage {
  /** Physical address of the first page. */
  readonly base: number;
  readonly pages: readonly Uint8Array[];
  readonly startup: Listing;
  readonly text: Listing;
}

export const gateAddress = (base: number, gate: GateName): number =>
  (PAGE_OFFSET + imagePage(base, "text") + GATES.indexOf(gate) * 8) >>> 0;

/** What a kernel's text has there. */
export const gateInText = (letter: KernelName, gate: GateName): Uint8Array => gateBytes(letter, GATES.indexOf(gate));

/** Descriptors for lgdt and lidt are used from their second word on. */
const wordOf =
  (data: number): DataWord =>
  (name) =>
    mem((data + offsetOf(KERNEL_DATA, name) + (name.endsWith("_descr") ? 2 : 0)) | 0);

/** The first instructions of a kernel that boots: note the way back, then paging, descriptor tables, stack. */
function startupCode({ base, pae, code }: KernelBuild): Listing {
  const data = imagePage(base, "data");
  const virtual = wordOf(PAGE_OFFSET + data);
  return assemble(
    (a) => {
      a.routine("startup_32");
      code.noteWayBack(a, wordOf(data));
      a.mov(eax, imagePage(base, "pgd"), "this kernel's page directory");
      a.mov(cr(3), eax, "not used before paging is on");
      a.mov(eax, cr(4), "paging features");
      a.or(eax, kernelCr4(pae), pae ? "PAE, 2 MiB pages and global pages" : "4 MiB pages and global pages");
      a.mov(cr(4), eax, "before the tables that use them");
      if (pae) {
        a.mov(ecx, EFER_MSR | 0, "extended features");
        a.bytes([0x0f, 0x32], "read them");
        a.or(eax, EFER_NXE, "pages that may not be executed");
        a.bytes([0x0f, 0x30], "before the tables that mark them");
      }
      a.mov(eax, KERNEL_CR0 | 0, "protected mode, paging, write protection");
      a.mov(cr(0), eax, "paging on; the directory maps this code at its physical address too");
      a.mov(eax, a.addressOf("startup_virtual") | 0, "the kernel's own address range");
      a.jmpReg(eax, "leave the identity mapping");
      a.label("startup_virtual");
      a.lgdt(virtual("gdt_descr"), "this kernel's segments");
      a.lidt(virtual("idt_descr"), "from here a fault is reported, not fatal");
      a.farJump(KERNEL_CS, "startup_segments", "reload CS from the new table");
      a.label("startup_segments");
      a.mov(eax, KERNEL_DS, "kernel data segment");
      a.movSeg(ds, eax, "reload");
      a.movSeg(es, eax, "reload");
      a.movSeg(ss, eax, "reload");
      a.mov(
        esp,
        (PAGE_OFFSET + imagePage(base, "stack") + 2 * PAGE_SIZE) | 0,
        "this kernel's stack; the swap page is free again",
      );
      a.mov(eax, gateAddress(base, "start_kernel") | 0, "the C part");
      a.jmpReg(eax, "start_kernel");
    },
    { origin: (PAGE_OFFSET + imagePage(base, "startup")) >>> 0 },
  );
}

/** Gates at 8-byte steps, then the routines that must be real instructions. */
function textCode({ base, letter, code }: KernelBuild): Listing {
  const word = wordOf(PAGE_OFFSET + imagePage(base, "data"));
  return assemble(
    (a) => {
      GATES.forEach((name, index) => {
        a.align(8);
        a.label(name);
        a.gate(letter, index, `modelled: ${name.replace("_returned", " has returned")}`);
      });
      a.align(16);
      a.routine("load_segments");
      a.farJump(KERNEL_CS, "load_segments_data", "CS from the table while there is one");
      a.label("load_segments_data");
      a.mov(eax, KERNEL_DS, "flat data segment");
      a.movSeg(ds, eax, "the descriptor cache outlives the table");
      a.movSeg(es, eax, "the descriptor cache outlives the table");
      a.movSeg(ss, eax, "the descriptor cache outlives the table");
      a.ret("segments are loaded");
      a.align(16);
      a.routine("set_gdt_idt");
      a.lgdt(word("no_descr"), "GDT limit 0: no segment can be loaded any more");
      a.lidt(word("no_descr"), "IDT limit 0: from here any exception is a triple fault");
      a.ret("tables are gone");
      code.routines(a, word);
      a.align(16);
      a.routine("wait_for_tick");
      a.mov(eax, word("jiffies"), "ticks so far");
      a.label("wait_on");
      a.hlt("until an interrupt comes");
      a.cmp(eax, word("jiffies"), "was it the timer's?");
      a.jz("wait_on", "no");
      a.ret("a tick has come");
      a.align(16);
      a.routine("cpu_idle");
      a.hlt("nothing left to do");
      interruptStubs(a);
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

function idtPage(base: number, text: Listing): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE);
  const word = wordWriter(page);
  for (let vector = 0; vector < IDT_VECTORS; vector++) {
    const handler = PAGE_OFFSET + imagePage(base, "text") + (text.labels.get(stubOf(vector)) ?? 0);
    word(vector * 8, (KERNEL_CS << 16) | (handler & 0xffff));
    word(vector * 8 + 4, (handler & 0xffff0000) | 0x8e00);
  }
  return page;
}

/** What a kernel image is built from. */
export interface KernelBuild {
  /** Physical address of the image. */
  readonly base: number;
  readonly letter: KernelName;
  readonly code: KernelCode;
  readonly memoryBytes: number;
  /** Is the kernel built for PAE. */
  readonly pae: boolean;
}

export function kernelImage(build: KernelBuild): KernelImage {
  const { base, code, memoryBytes, pae } = build;
  const startup = startupCode(build);
  const text = textCode(build);
  const pages = Array.from({ length: imagePageCount(pae) }, () => new Uint8Array(PAGE_SIZE));
  const put = (name: ImagePageName, bytes: Uint8Array) => pages[IMAGE_PAGES[name]]?.set(bytes);
  put("startup", startup.bytes);
  put("text", text.bytes);
  put("control", code.control.listing.bytes);
  put("data", dataPage(base));
  put("idt", idtPage(base, text));
  fillPageTables(base, memoryBytes, pae, (name, offset, word) => {
    const page = pages[IMAGE_PAGES[name]];
    if (page !== undefined) wordWriter(page)(offset, word);
  });
  const devicesPage = pages[IMAGE_PAGES.devices];
  const words = pages[IMAGE_PAGES.data];
  if (devicesPage !== undefined && words !== undefined) {
    const count = fillDevices(pageMemory(devicesPage), build.letter);
    new StructAt(pageMemory(words), KERNEL_DATA, 0).set("nr_devices", count);
  }
  return { base, pages, startup, text };
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
