// The control code of mainline i386, as of Linux 6.1: our own writing from its protocol and offsets; every instruction
// says why it is there. A return address is the whole protocol: who is called finds the way back on the stack, and who
// is called back finds the peer's next entry there.

import { assemble, cr, eax, ebp, ebx, ecx, edi, edx, esi, esp, mem, type Assembler } from "../../cpu/assembler.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import type { ControlCode } from "../../kernel/revision.ts";
import { stepMarks } from "../code-steps.ts";
import { CR0_CLEARED, CR0_PE, CR0_PG } from "../control-bits.ts";
import { ENTRY_MARK, swapPages } from "../swap-pages.ts";
import type { Variant } from "../variant.ts";
import { PAGE_LIST, slot } from "./layout.ts";

const PAGE_MASK = ~(PAGE_SIZE - 1);
/** Bytes of the five pushes below the return address. */
const PUSHED = 20;

const listed = (index: keyof typeof PAGE_LIST) => mem(ebp, PAGE_LIST[index] * 4);
const argument = (number: 1 | 2 | 3 | 4 | 5) => mem(esp, PUSHED + 4 * number);

/** relocate_kernel(head, page_list, start, has_pae, preserve_context), called at the page's kernel virtual address. */
function relocateKernel(a: Assembler): void {
  a.routine("relocate_kernel");
  for (const register of [ebx, esi, edi, ebp]) a.push(register, "what a C function must keep stays on this stack");
  a.pushfd("and the flags");
  a.mov(ebp, argument(2), "EBP = page_list");
  a.mov(edi, listed("VA_CONTROL_PAGE"), "EDI = this page as the kernel sees it");
  a.mov(mem(edi, slot("ESP")), esp, "where the five words lie");
  for (const [number, name] of [
    [0, "CR0"],
    [3, "CR3"],
    [4, "CR4"],
  ] as const) {
    a.mov(eax, cr(number), "a control register goes through a general one");
    a.mov(mem(edi, slot(name)), eax, `${name} saved`);
  }
  a.label("context_saved");
  a.mov(ebx, argument(1), "EBX = head word of the list");
  a.mov(edx, argument(3), "EDX = image start");
  a.mov(ecx, argument(4), "ECX = has_pae");
  a.mov(esi, argument(5), "ESI = preserve_context: the last argument on this stack");
  a.push(0, "all flags clear: interrupts off, direction up");
  a.label("clear_flags");
  a.popfd("known flags");
  a.mov(mem(edi, slot("control page VA")), edi, "for the way back: where the kernel sees this page");
  a.mov(mem(edi, slot("backup pages map")), ebx, "for the way back: the same list restores what it moved");
  a.mov(eax, listed("PA_SWAP_PAGE"), "for the way back: swap page");
  a.mov(mem(edi, slot("swap page")), eax, "kept in the control page");
  a.mov(eax, listed("PA_PGD"), "transition directory, built when the image was loaded");
  a.mov(mem(edi, slot("PGD")), eax, "kept in the control page");
  a.mov(edi, listed("PA_CONTROL_PAGE"), "the last read of page_list: its stack is gone after the switch");
  a.label("load_transition_tables");
  a.mov(cr(3), eax, "transition tables; flushes the TLB but for global entries");
  a.label("cr3_loaded");
  a.lea(esp, mem(edi, PAGE_SIZE), "stack at the end of the control page, by its physical address");
  a.lea(eax, mem(edi, a.offsetOf("identity_mapped")), "the same page by its physical address");
  a.jmpReg(eax, "from the kernel mapping to the identity mapping");
}

/** At the physical address: paging off, exchange, enter the peer. */
function identityMapped(a: Assembler, { fixes, circumstances }: Variant): void {
  a.routine("identity_mapped");
  if (circumstances?.has("no-zero-pushed") !== true) {
    a.push(0, "what a plain kexec image finds on its stack: no return address");
  }
  a.push(edx, "image start, kept over the exchange");
  a.mov(eax, cr(0), "the processor's mode");
  a.and(eax, ~CR0_CLEARED, "clear PG, AM, WP, TS and EM");
  a.or(eax, CR0_PE, "protected mode stays");
  a.label("stop_paging");
  a.mov(cr(0), eax, "paging off; global TLB entries go as well");
  a.label("paging_off");
  a.xor(eax, eax, "no directory, no paging feature");
  a.test(ecx, ecx, "has the processor PAE?");
  a.jz("cr4_clear", "without it CR4 is left alone");
  a.label("clear_features");
  a.mov(cr(4), eax, "CR4 = 0");
  a.label("cr4_clear");
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
  a.test(esi, esi, "is a return expected?");
  a.jnz("enter_preserving", "yes");
  for (const register of [eax, ebx, ecx, edx, esi, edi, ebp]) a.xor(register, register, "plain kexec: a clean slate");
  a.ret("plain kexec: into the image, for good");
  a.label("enter_preserving");
  a.pop(edx, "image start");
  a.mov(esp, mem(edi, slot("swap page")), "the swap page has done its work");
  a.add(esp, PAGE_SIZE, "and lends the peer its first stack");
  if (fixes.has("callee-entry"))
    a.push(edx, "the fix: a callee that just returns leaves its own entry for the next call");
  a.callReg(edx, "enter the peer: its return address is this kernel's re-entry");
}

/** Re-entry, right behind the call. Paging is off; ESP is the peer's. */
function reentry(a: Assembler, { fixes }: Variant): void {
  a.routine("kexec_jump_back_entry");
  a.label("keep_re_entry");
  a.mov(ebp, mem(esp), "EBP = the peer's own re-entry, if the peer has called us");
  a.call("back_entry_here", "find out where this page lies: 4 bytes of the peer's stack are used");
  a.label("back_entry_here");
  a.pop(ebx, "an address in this page");
  a.and(ebx, PAGE_MASK, "EBX = physical address of this control page");
  a.mov(edi, mem(ebx, slot("control page VA")), "EDI = this page as the kernel sees it");
  a.lea(esp, mem(ebx, PAGE_SIZE), "leave the peer's stack for the end of this page");
  a.push(mem(ebx, slot("swap page")), "second argument: the page to swap through");
  a.push(mem(ebx, slot("backup pages map")), "first argument: the head word of the list");
  a.label("exchange_back");
  a.call("swap_pages", "exchange back while paging is still off: the page tables may be among the pages");
  a.label("exchanged_back");
  a.mov(eax, mem(ebx, slot("PGD")), "the transition tables map this page twice");
  a.label("load_tables_back");
  a.mov(cr(3), eax, "they become the live tables");
  if (fixes.has("pae-before-paging")) {
    a.mov(
      eax,
      mem(ebx, slot("CR4")),
      "the fix: paging features first, or a PAE directory is walked as a two-level one",
    );
    a.label("features_first");
    a.mov(cr(4), eax, "CR4 as saved");
  }
  a.mov(eax, cr(0), "paging on, everything else as it is");
  a.or(eax, CR0_PG, "CR0.PG");
  a.label("start_paging");
  a.mov(cr(0), eax, "the next fetch is translated: the page is mapped at its physical address too");
  a.label("paging_is_on");
  a.lea(esp, mem(edi, PAGE_SIZE), "stack at the kernel virtual address of the page");
  a.lea(eax, mem(edi, a.offsetOf("virtual_mapped")), "the last part at its kernel virtual address");
  a.jmpReg(eax, "from the identity mapping to the kernel mapping");
}

/** Back at kernel addresses: control registers, stack, and the return of relocate_kernel. */
function virtualMapped(a: Assembler): void {
  a.routine("virtual_mapped");
  a.mov(eax, mem(edi, slot("CR4")), "paging features before the tables that need them");
  a.label("restore_features");
  a.mov(cr(4), eax, "CR4 as saved");
  a.mov(eax, mem(edi, slot("CR3")), "the kernel's own page directory");
  a.label("own_tables");
  a.mov(cr(3), eax, "its tables are live again");
  a.mov(eax, mem(edi, slot("CR0")), "write protection and the rest");
  a.label("restore_cr0");
  a.mov(cr(0), eax, "CR0 as saved");
  a.mov(esp, mem(edi, slot("ESP")), "its stack, which only these tables map: no push or pop before this");
  a.mov(eax, ebp, "return value: the peer's re-entry, the next image start");
  a.label("restore_flags");
  a.popfd("interrupts were off when the flags were saved and stay off");
  for (const register of [ebp, edi, esi, ebx]) a.pop(register, "as machine_kexec had it");
  a.ret("relocate_kernel returns, a jump later");
}

export function controlCode(variant: Variant): ControlCode {
  const listing = assemble(
    (a) => {
      relocateKernel(a);
      identityMapped(a, variant);
      reentry(a, variant);
      virtualMapped(a);
      swapPages(a);
    },
    { origin: 0 },
  );
  return {
    listing,
    marks: [
      { label: "relocate_kernel", mark: { kind: "phase", id: "save-context" } },
      { label: "cr3_loaded", mark: { kind: "phase", id: "cr3-switch" } },
      { label: "paging_off", mark: { kind: "phase", id: "paging-off" } },
      { label: "exchange_out", mark: { kind: "exchange-begin", id: "swap-out" } },
      { label: "exchanged_out", mark: { kind: "exchange-end", id: "enter" } },
      { label: "kexec_jump_back_entry", mark: { kind: "exchange-begin", id: "swap-in" } },
      { label: "exchanged_back", mark: { kind: "exchange-end", id: "paging-on" } },
      { label: "virtual_mapped", mark: { kind: "phase", id: "virtual" } },
      ENTRY_MARK,
      ...stepMarks(listing),
    ],
  };
}
