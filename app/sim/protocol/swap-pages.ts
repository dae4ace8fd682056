// The exchange itself, the same in every i386 revision: walk the list, change places through the swap page.

import { eax, ebp, ebx, ecx, edi, edx, esi, esp, mem, type Assembler } from "../cpu/assembler.ts";
import { PAGE_SIZE, WORDS_PER_PAGE } from "../core/units.ts";
import { IND_DESTINATION, IND_DONE, IND_INDIRECTION, IND_SOURCE } from "../kernel/kimage-entry.ts";
import type { Mark } from "../kernel/revision.ts";

const PAGE_MASK = ~(PAGE_SIZE - 1);
const ECX = 1;

/** An entry is about to be examined. */
export const ENTRY_MARK: Mark = {
  label: "entry",
  mark: { kind: "entry", register: ECX },
};

/** swap_pages(head, swap page): walk the list, exchange each source with its destination. Keeps EBP EBX EDI ESI. */
export function swapPages(a: Assembler): void {
  a.routine("swap_pages");
  a.push(ebp, "kept for the caller");
  a.push(ebx, "kept for the caller");
  a.push(edi, "kept for the caller");
  a.push(esi, "kept for the caller");
  a.mov(ecx, mem(esp, 20), "the head word is itself the first entry");
  a.mov(edx, mem(esp, 24), "EDX = swap page");
  a.cld("copies go upward");
  a.jmp("entry", "no word to fetch yet");
  a.label("next_entry");
  a.mov(ecx, mem(ebx), "next entry of the list page");
  a.add(ebx, 4, "EBX points behind it");
  a.label("entry");
  a.test(ecx, IND_DESTINATION, "does it set the destination?");
  a.jz("not_destination", "no");
  a.mov(ebp, ecx, "EBP = running destination");
  a.and(ebp, PAGE_MASK, "without its flags");
  a.jmp("next_entry", "sources follow");
  a.label("not_destination");
  a.test(ecx, IND_INDIRECTION, "does it name another list page?");
  a.jz("not_indirection", "no");
  a.mov(ebx, ecx, "EBX = first slot of that page");
  a.and(ebx, PAGE_MASK, "without its flags");
  a.jmp("next_entry", "go on there");
  a.label("not_indirection");
  a.test(ecx, IND_DONE, "is this the end?");
  a.jnz("list_done", "yes");
  a.test(ecx, IND_SOURCE, "is it a source page?");
  a.jz("next_entry", "an entry without a flag means nothing");
  a.mov(eax, ecx, "EAX = source page");
  a.and(eax, PAGE_MASK, "without its flags");
  a.mov(esi, eax, "from the source");
  a.mov(edi, edx, "to the swap page");
  a.mov(ecx, WORDS_PER_PAGE, "1,024 words");
  a.label("copy_1");
  a.rep_movsd("copy 1, source → swap: the new page waits here");
  a.mov(esi, ebp, "from the destination");
  a.mov(edi, eax, "to the source");
  a.mov(ecx, WORDS_PER_PAGE, "1,024 words");
  a.label("copy_2");
  a.rep_movsd("copy 2, destination → source: the old page is safe");
  a.mov(esi, edx, "from the swap page");
  a.mov(edi, ebp, "to the destination");
  a.mov(ecx, WORDS_PER_PAGE, "1,024 words");
  a.label("copy_3");
  a.rep_movsd("copy 3, swap → destination: the new page is in place");
  a.add(ebp, PAGE_SIZE, "the next source goes one page further");
  a.jmp("next_entry", "next word of the list");
  a.label("list_done");
  a.pop(esi, "as the caller had it");
  a.pop(edi, "as the caller had it");
  a.pop(ebx, "as the caller had it");
  a.pop(ebp, "as the caller had it");
  a.ret("exchange complete");
}
