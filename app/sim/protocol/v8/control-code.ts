// The control code of revision v8: what lies in the lower half of the control page. Our own writing from the protocol
// (jump-back protocol 1.00 and the offsets of the control page); every instruction says why it is there.
//
// Both kernels own one such page. Code runs at three addresses: in kernel text (only the save routine), in the control
// page at its kernel virtual address, and in the control page at its physical address.

import { assemble, cr, eax, ebp, ebx, ecx, edi, edx, esi, esp, mem, type Assembler } from "../../cpu/assembler.ts";
import { PAGE_SIZE, WORDS_PER_PAGE } from "../../core/units.ts";
import type { ControlCode } from "../../kernel/revision.ts";
import { stepMarks } from "../code-steps.ts";
import { CR0_CLEARED, CR0_PE, CR0_PG } from "../control-bits.ts";
import { ENTRY_MARK, swapPages } from "../swap-pages.ts";
import type { Variant } from "../variant.ts";
import { KJUMP_MAGIC_NUMBER, PAE_PGD_ATTR, PAGE_ATTR, PAGE_LIST, PAGE_LIST_PAE, slot } from "./layout.ts";

const PAGE_MASK = ~(PAGE_SIZE - 1);
/** Entries of a PAE table. */
const PAE_ENTRIES = 512;

const ALL = { ...PAGE_LIST, ...PAGE_LIST_PAE };
const listed = (index: keyof typeof ALL) => mem(ebp, ALL[index] * 4);

/** Real jump-back entry, at offset 0 so that EDI can name it by the page's address. Paging is off. */
function jumpBackEntry(a: Assembler, { fixes }: Variant): void {
  a.routine("kexec_jump_back_entry");
  a.call("back_entry_here", "find out where this page lies: 4 bytes of the caller's stack are used");
  a.label("back_entry_here");
  a.pop(ebx, "an address in this page");
  a.and(ebx, PAGE_MASK, "EBX = physical address of this control page");
  a.lea(esp, mem(ebx, PAGE_SIZE), "leave the peer's stack for the end of this page");
  a.label("keep_re_entry");
  a.mov(mem(ebx, slot("entry")), edi, "keep the peer's own re-entry: it is the next image start");
  a.push(mem(ebx, slot("swap page")), "second argument: the page to swap through");
  a.push(mem(ebx, slot("backup pages map")), "first argument: the head word of the list");
  a.label("exchange_back");
  a.call("swap_pages", "exchange back while paging is still off: the page tables may be among the pages");
  a.label("exchanged_back");
  a.mov(edi, mem(ebx, slot("control page VA")), "EDI = this page as the kernel sees it");
  a.mov(ecx, mem(ebx, slot("PGD")), "the transition tables map this page twice");
  a.label("load_tables_back");
  a.mov(cr(3), ecx, "they become the live tables");
  if (fixes.has("pae-before-paging")) {
    a.mov(
      ecx,
      mem(ebx, slot("CR4")),
      "the fix: paging features first, or a PAE directory is walked as a two-level one",
    );
    a.label("features_first");
    a.mov(cr(4), ecx, "CR4 as saved");
  }
  a.mov(ecx, cr(0), "paging on, everything else as it is");
  a.or(ecx, CR0_PG, "CR0.PG");
  a.label("start_paging");
  a.mov(cr(0), ecx, "the next fetch is translated: the page is mapped at its physical address too");
  a.lea(esp, mem(edi, PAGE_SIZE), "stack at the kernel virtual address of the page");
  a.lea(ecx, mem(edi, a.offsetOf("virtual_mapped")), "the second half at its kernel virtual address");
  a.jmpReg(ecx, "from the identity mapping to the kernel mapping");
}

/** Back at kernel addresses: restore the ten words. Ends as the second return of the save routine. */
function virtualMapped(a: Assembler): void {
  a.routine("virtual_mapped");
  a.mov(edx, edi, "EDX = control page, EDI is about to be restored");
  a.push(mem(edx, slot("EFLAGS")), "flags go through this page's stack, the last use of it");
  a.label("restore_flags");
  a.popfd("interrupts were off when the flags were saved and stay off");
  a.mov(ecx, mem(edx, slot("CR4")), "paging features before the tables that need them");
  a.label("restore_features");
  a.mov(cr(4), ecx, "CR4 as saved");
  a.mov(ecx, mem(edx, slot("CR3")), "the kernel's own page directory");
  a.label("own_tables");
  a.mov(cr(3), ecx, "its tables are live again");
  a.mov(esp, mem(edx, slot("ESP")), "its stack, which only these tables map: no push or pop before this");
  a.mov(ecx, mem(edx, slot("CR0")), "write protection and the rest");
  a.label("restore_cr0");
  a.mov(cr(0), ecx, "CR0 as saved");
  a.mov(ebp, mem(edx, slot("EBP")), "as machine_kexec had it");
  a.mov(edi, mem(edx, slot("EDI")), "as machine_kexec had it");
  a.mov(esi, mem(edx, slot("ESI")), "as machine_kexec had it");
  a.mov(ebx, mem(edx, slot("EBX")), "as machine_kexec had it");
  a.mov(ecx, mem(edx, slot("return")), "deeper calls have reused the slot of the return address");
  a.mov(mem(esp), ecx, "put it back");
  a.mov(eax, 1, "1 tells the caller that this is the second return");
  a.ret("return from kexec_jump_save_cpu again");
}

/** One of the two mappings of the control page: directory entry, then table entry. */
function mapPage(a: Assembler, what: string, table: "0" | "1", address: typeof edx): void {
  a.mov(eax, listed(`PA_PTE_${table}`), `page table for ${what}`);
  a.or(eax, PAGE_ATTR, "present, writable, accessed, dirty");
  a.mov(ecx, address, "address to map");
  a.shr(ecx, 22, "index in the directory");
  a.mov(mem(edi, ecx, 4), eax, "directory entry");
  a.mov(esi, listed(`VA_PTE_${table}`), "the table as the kernel sees it");
  a.mov(eax, listed("PA_CONTROL_PAGE"), "the frame behind both mappings");
  a.or(eax, PAGE_ATTR, "present, writable, accessed, dirty");
  a.mov(ecx, address, "address to map");
  a.shr(ecx, 12, "page number");
  a.and(ecx, WORDS_PER_PAGE - 1, "index in the table");
  a.mov(mem(esi, ecx, 4), eax, "table entry");
}

/** The same through three levels, with entries of 64 bits whose upper halves stay zero. */
function mapPagePae(a: Assembler, what: string, table: "0" | "1", address: typeof edx): void {
  a.mov(eax, listed(`PA_PMD_${table}`), `page middle directory for ${what}`);
  a.or(eax, PAE_PGD_ATTR, "present");
  a.mov(ecx, address, "address to map");
  a.shr(ecx, 30, "index of the directory pointer");
  a.mov(mem(edi, ecx, 8), eax, "directory pointer");
  a.mov(esi, listed(`VA_PMD_${table}`), "the middle directory as the kernel sees it");
  a.mov(eax, listed(`PA_PTE_${table}`), `page table for ${what}`);
  a.or(eax, PAGE_ATTR, "present, writable, accessed, dirty");
  a.mov(ecx, address, "address to map");
  a.shr(ecx, 21, "number of the 2 MiB it lies in");
  a.and(ecx, PAE_ENTRIES - 1, "index in the middle directory");
  a.mov(mem(esi, ecx, 8), eax, "middle directory entry");
  a.mov(esi, listed(`VA_PTE_${table}`), "the table as the kernel sees it");
  a.mov(eax, listed("PA_CONTROL_PAGE"), "the frame behind both mappings");
  a.or(eax, PAGE_ATTR, "present, writable, accessed, dirty");
  a.mov(ecx, address, "address to map");
  a.shr(ecx, 12, "page number");
  a.and(ecx, PAE_ENTRIES - 1, "index in the table");
  a.mov(mem(esi, ecx, 8), eax, "table entry");
}

/** relocate_kernel(head, page_list, start, has_pae), called at the control page's kernel virtual address. */
function relocateKernel(a: Assembler, { pae }: Variant): void {
  const map = pae ? mapPagePae : mapPage;
  a.routine("relocate_kernel");
  a.mov(ebp, mem(esp, 8), "EBP = page_list");
  a.mov(edi, listed("VA_PGD"), "transition directory");
  a.mov(edx, listed("VA_CONTROL_PAGE"), "first mapping: where this code runs now");
  map(a, "the kernel mapping", "0", edx);
  a.mov(edx, listed("PA_CONTROL_PAGE"), "second mapping: where it runs once paging is off");
  map(a, "the identity mapping", "1", edx);
  a.label("tables_ready");
  a.mov(ebx, mem(esp, 4), "EBX = head word of the list");
  a.mov(edx, mem(esp, 12), "EDX = image start");
  a.mov(ecx, mem(esp, 16), "ECX = has_pae");
  a.push(0, "all flags clear: interrupts off, direction up");
  a.label("clear_flags");
  a.popfd("known flags");
  a.mov(edi, listed("VA_CONTROL_PAGE"), "EDI = control page");
  a.mov(mem(edi, slot("control page VA")), edi, "for the way back: where the kernel sees this page");
  a.mov(eax, listed("PA_PGD"), "for the way back: transition directory");
  a.mov(mem(edi, slot("PGD")), eax, "kept in the control page");
  a.mov(esi, listed("PA_SWAP_PAGE"), "for the way back: swap page");
  a.mov(mem(edi, slot("swap page")), esi, "kept in the control page");
  a.mov(mem(edi, slot("backup pages map")), ebx, "for the way back: the same list restores what it moved");
  a.mov(edi, listed("PA_CONTROL_PAGE"), "the last read of page_list: its stack is gone after the switch");
  a.label("load_transition_tables");
  a.mov(cr(3), eax, "transition tables; flushes the TLB but for global entries");
  a.label("cr3_loaded");
  a.lea(esp, mem(edi, PAGE_SIZE), "stack at the end of the control page, by its physical address");
  a.lea(eax, mem(edi, a.offsetOf("identity_mapped")), "the same page by its physical address");
  a.push(eax, "go there with a return");
  a.ret("from the kernel mapping to the identity mapping");
}

/** At the physical address: paging off, exchange, enter the peer. */
function identityMapped(a: Assembler): void {
  a.routine("identity_mapped");
  a.push(edx, "keep image start below the arguments of swap_pages");
  a.mov(eax, cr(0), "the processor's mode");
  a.and(eax, ~CR0_CLEARED, "clear PG, AM, WP, TS and EM");
  a.or(eax, CR0_PE, "protected mode stays");
  a.label("stop_paging");
  a.mov(cr(0), eax, "paging off; global TLB entries go as well");
  a.label("paging_off");
  a.test(ecx, ecx, "has the processor PAE?");
  a.jz("cr4_clear", "without it CR4 is left alone");
  a.xor(eax, eax, "no paging feature");
  a.label("clear_features");
  a.mov(cr(4), eax, "CR4 = 0");
  a.label("cr4_clear");
  a.xor(eax, eax, "no directory");
  a.label("second_flush");
  a.mov(cr(3), eax, "second flush: nothing of the old tables is left");
  a.label("exchange_out");
  a.push(mem(edi, slot("swap page")), "second argument: the page to swap through");
  a.push(ebx, "first argument: the head word of the list");
  a.label("exchange");
  a.call("swap_pages", "destinations get the image, sources keep what was there");
  a.label("exchanged_out");
  a.add(esp, 8, "drop the two arguments");
  a.xor(eax, eax, "any value will do");
  a.label("serialise");
  a.mov(cr(3), eax, "a serialising instruction: code pages have changed under the prefetcher");
  a.cmp(mem(edi, slot("magic")), KJUMP_MAGIC_NUMBER | 0, "is a return expected?");
  a.jz("enter_preserving", "yes");
  for (const register of [eax, ebx, ecx, edx, esi, edi, ebp]) a.xor(register, register, "plain kexec: a clean slate");
  a.ret("plain kexec: into the image, for good");
  a.label("enter_preserving");
  a.pop(edx, "image start");
  a.mov(esp, mem(edi, slot("swap page")), "the swap page has done its work");
  a.add(esp, PAGE_SIZE, "and lends the peer its first stack");
  a.push(edx, "word at 4(%esp) of the peer: its own start");
  a.label("transfer");
  a.callReg(edx, "enter the peer: EDI = real re-entry, (%esp) = helper re-entry");
  a.label("helper_entry");
  a.xchg(
    mem(esp),
    edi,
    "a plain function has returned: EDI = its start, in the peer's place; its slot = our real re-entry",
  );
  a.mov(edx, mem(esp), "the real re-entry is what the next call goes to");
  a.jmp("transfer", "call it: as if the function were a kernel jumping back");
}

/** int kexec_jump_save_cpu(control_page), called in kernel text. Returns 0 now and 1 when the kernel is jumped back to. */
function saveCpu(a: Assembler): void {
  a.routine("kexec_jump_save_cpu");
  a.mov(edx, mem(esp, 4), "EDX = control page");
  a.pushfd("flags can only be read through the stack");
  a.pop(mem(edx, slot("EFLAGS")), "straight into their slot");
  a.mov(ecx, mem(esp), "the slot on the stack will be reused by later calls");
  a.mov(mem(edx, slot("return")), ecx, "so the return address is kept here");
  a.mov(mem(edx, slot("ESP")), esp, "the stack, with the return address on top");
  for (const [number, name] of [
    [0, "CR0"],
    [3, "CR3"],
    [4, "CR4"],
  ] as const) {
    a.mov(ecx, cr(number), "a control register goes through a general one");
    a.mov(mem(edx, slot(name)), ecx, `${name} saved`);
  }
  a.mov(mem(edx, slot("EBP")), ebp, "what a C function must keep");
  a.mov(mem(edx, slot("EDI")), edi, "what a C function must keep");
  a.mov(mem(edx, slot("ESI")), esi, "what a C function must keep");
  a.mov(mem(edx, slot("EBX")), ebx, "what a C function must keep");
  a.xor(eax, eax, "0 tells the caller that this is the first return");
  a.ret("back to machine_kexec");
}

export function controlCode(variant: Variant): ControlCode {
  const listing = assemble(
    (a) => {
      jumpBackEntry(a, variant);
      virtualMapped(a);
      relocateKernel(a, variant);
      identityMapped(a);
      swapPages(a);
      saveCpu(a);
    },
    { origin: 0 },
  );
  return {
    listing,
    marks: [
      { label: "kexec_jump_back_entry", mark: { kind: "exchange-begin", id: "swap-in" } },
      { label: "exchanged_back", mark: { kind: "exchange-end", id: "paging-on" } },
      { label: "virtual_mapped", mark: { kind: "phase", id: "virtual" } },
      { label: "relocate_kernel", mark: { kind: "phase", id: "tables" } },
      { label: "cr3_loaded", mark: { kind: "phase", id: "cr3-switch" } },
      { label: "paging_off", mark: { kind: "phase", id: "paging-off" } },
      { label: "exchange_out", mark: { kind: "exchange-begin", id: "swap-out" } },
      { label: "exchanged_out", mark: { kind: "exchange-end", id: "enter" } },
      ENTRY_MARK,
      ...stepMarks(listing),
    ],
  };
}
