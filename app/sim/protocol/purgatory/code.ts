// Purgatory: real code between two kernels. It trusts nothing but itself: it computes SHA-256 over all other data of the
// image, hangs for ever when that is not what the kexec tool has noted, and tells the kernel of the way back on its
// command line. Our own writing; every instruction says why it is there. Paging is off, interrupts are off.

import {
  assemble,
  ds,
  eax,
  type Assembler,
  ebp,
  ebx,
  ecx,
  edi,
  edx,
  es,
  esi,
  esp,
  type Listing,
  mem,
  type Mem,
  ss,
} from "../../cpu/assembler.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { SHA256_BLOCK } from "../../core/sha256.ts";
import { BOOT_PARAMS } from "../../kernel/layouts.ts";
import {
  CODE_SELECTOR,
  DATA_SELECTOR,
  field,
  OPTION,
  OPTION_BYTES,
  type PurgatoryField,
  REGION_BYTES,
} from "./layout.ts";

/** Where the caller's return address is: the real jump-back entry in EDI (v8), or on top of its stack (mainline). */
export type ReturnWord = "edi" | "stack";

const WORDS = 8;
const SCHEDULE = 64;
const CMDLINE_SIZE = BOOT_PARAMS.fields.find(({ name }) => name === "cmdline")?.size ?? 0;

type At = (name: PurgatoryField, offset?: number) => Mem;

/** A word of a table: EBP is the data page. */
const table = (name: PurgatoryField, index: typeof ecx, back = 0): Mem => mem(ebp, index, 4, field(name) - back * 4);

function enter(a: Assembler, at: At): void {
  a.routine("purgatory_start");
  a.mov(at("edi"), edi, "what the caller says in EDI goes on to the kernel");
  a.mov(at("esp"), esp, "so does its stack, with the word on top");
  a.lgdt(at("gdt_descr", 2), "descriptors of its own: the caller's have no limit any more");
  a.farJump(CODE_SELECTOR, "purgatory_segments", "CS from them");
  a.label("purgatory_segments");
  a.mov(eax, DATA_SELECTOR, "flat data segment");
  for (const segment of [ds, es, ss]) a.movSeg(segment, eax, "reload");
  a.mov(ebp, at("gdt").displacement, "EBP = data page, for tables");
  a.lea(esp, mem(ebp, PAGE_SIZE), "a stack of its own at the end of that page");
}

function digest(a: Assembler): void {
  a.cld("copies go upward");
  a.lea(esi, mem(ebp, field("start")), "the eight words that every digest begins with");
  a.lea(edi, mem(ebp, field("digest")), "become the digest so far");
  a.mov(ecx, WORDS, "eight words");
  a.rep_movsd("copy them");
  a.lea(ebx, mem(ebp, field("regions")), "EBX = first region");
  a.label("next_region");
  a.mov(esi, mem(ebx), "ESI = where the region begins");
  a.mov(ecx, mem(ebx, 4), "ECX = blocks in it");
  a.test(ecx, ecx, "is it the end of the table?");
  a.jz("compare", "yes: all has been digested");
  a.add(ebx, REGION_BYTES, "the next time, the next one");
  a.push(ebx, "kept over the blocks");
  a.label("next_block");
  a.push(ecx, "kept over the block");
  a.call("sha256_block", "64 bytes from ESI, which goes on by as many");
  a.pop(ecx, "blocks left");
  a.dec(ecx, "one less");
  a.jnz("next_block", "the region goes on");
  a.pop(ebx, "the next region");
  a.jmp("next_region", "look at it");
}

function compare(a: Assembler): void {
  a.label("compare");
  a.mov(ecx, WORDS, "eight words, from the last");
  a.label("next_word");
  a.dec(ecx, "its index");
  a.mov(eax, table("digest", ecx), "a word of what lies in memory");
  a.cmp(eax, table("expected", ecx), "and of what the tool has noted");
  a.jnz("digest_mismatch", "not the same");
  a.test(ecx, ecx, "was it the first word?");
  a.jnz("next_word", "no");
}

/** ` kexec_jump_back_entry=0x…` behind what the command line holds, if it has room. */
function append(a: Assembler, at: At, returnWord: ReturnWord): void {
  if (returnWord === "edi") a.mov(edx, at("edi"), "the caller's real jump-back entry");
  else {
    a.mov(edx, at("esp"), "the caller's stack");
    a.mov(edx, mem(edx), "its return address: where it wants to be jumped back to");
  }
  a.test(edx, edx, "is a return expected?");
  a.jz("leave", "no: the command line stays as it is");
  a.mov(edi, at("cmdline"), "EDI = the command line");
  a.mov(ecx, CMDLINE_SIZE, "its room");
  a.xor(eax, eax, "a zero byte ends it");
  a.repne_scasb("EDI goes behind that byte, ECX says what is left");
  a.jnz("leave", "there is none: nothing is appended");
  a.cmp(ecx, OPTION_BYTES - 1, "room for the option, which begins where the zero is?");
  a.jcc("b", "leave", "no: a command line that is cut off would say something else");
  a.dec(edi, "the option takes the place of the zero");
  a.lea(esi, mem(ebp, field("option")), "its name");
  a.mov(ecx, OPTION.length, "as long as it is");
  a.rep_movsb("append it");
  a.mov(ecx, 8, "eight digits");
  a.label("next_digit");
  a.rol(edx, 4, "the highest of those left comes first");
  a.mov(eax, edx, "take it");
  a.and(eax, 0xf, "four bits");
  a.cmp(eax, 10, "a letter?");
  a.jcc("b", "is_decimal", "no");
  a.add(eax, 0x61 - 0x30 - 10, "from a on");
  a.label("is_decimal");
  a.add(eax, 0x30, "as ASCII");
  a.stosb("append it");
  a.dec(ecx, "one less");
  a.jnz("next_digit", "and the next");
  a.xor(eax, eax, "the end of the text");
  a.stosb("a zero byte again");
}

function leave(a: Assembler, at: At): void {
  a.label("leave");
  a.mov(edi, at("edi"), "EDI as the caller left it: the kernel finds the same as without purgatory");
  a.mov(esp, at("esp"), "and the caller's stack, with its word on top");
  a.label("to_kernel");
  a.jmpMem(at("kernel"), "into the kernel");
  a.routine("digest_mismatch");
  a.jmp("digest_mismatch", "the digest of the image is not the one the tool has noted: go no further");
}

/** The block's words, swapped to the order of SHA-256, and the 48 that follow from them. */
function schedule(a: Assembler): void {
  a.xor(ecx, ecx, "ECX = index");
  a.label("next_input");
  a.mov(eax, mem(esi), "a word of the block");
  a.bswap(eax, "which SHA-256 reads the other way round");
  a.mov(table("w", ecx), eax, "into the schedule");
  a.add(esi, 4, "ESI goes on");
  a.inc(ecx, "the next");
  a.cmp(ecx, SHA256_BLOCK / 4, "all sixteen?");
  a.jnz("next_input", "not yet");
  a.label("next_schedule");
  a.mov(eax, table("w", ecx, 15), "w[t-15]");
  a.mov(ebx, eax, "once more");
  a.shr(eax, 3, "shifted by 3");
  a.ror(ebx, 7, "turned by 7");
  a.xor(eax, ebx, "both");
  a.ror(ebx, 11, "turned by 18");
  a.xor(eax, ebx, "s0");
  a.mov(edx, table("w", ecx, 2), "w[t-2]");
  a.mov(ebx, edx, "once more");
  a.shr(edx, 10, "shifted by 10");
  a.ror(ebx, 17, "turned by 17");
  a.xor(edx, ebx, "both");
  a.ror(ebx, 2, "turned by 19");
  a.xor(edx, ebx, "s1");
  a.add(eax, edx, "s0 + s1");
  a.add(eax, table("w", ecx, 16), "+ w[t-16]");
  a.add(eax, table("w", ecx, 7), "+ w[t-7]");
  a.mov(table("w", ecx), eax, "w[t]");
  a.inc(ecx, "the next");
  a.cmp(ecx, SCHEDULE, "all 64?");
  a.jnz("next_schedule", "not yet");
}

const [A, B, C, D, E, F, G, H] = [0, 4, 8, 12, 16, 20, 24, 28] as const;

/** EDI is the window: a at (EDI) to h at 28(EDI). A round writes a new a below and turns d into the new e. */
function rounds(a: Assembler): void {
  a.xor(ecx, ecx, "ECX = round");
  a.label("next_round");
  a.mov(eax, mem(edi, E), "e");
  a.mov(edx, eax, "turned by 6, 11 and 25, one after the other");
  a.ror(edx, 14, "25 - 11");
  a.xor(edx, eax, "both");
  a.ror(edx, 5, "11 - 6");
  a.xor(edx, eax, "all three");
  a.ror(edx, 6, "S1");
  a.mov(ebx, mem(edi, F), "f where e is 1, g where it is 0:");
  a.xor(ebx, mem(edi, G), "where they differ");
  a.and(ebx, eax, "and e is 1");
  a.xor(ebx, mem(edi, G), "take f, else g");
  a.add(edx, ebx, "S1 + ch");
  a.add(edx, mem(edi, H), "+ h");
  a.add(edx, table("k", ecx), "+ the constant of the round");
  a.add(edx, table("w", ecx), "+ the word of the schedule: t1");
  a.add(mem(edi, D), edx, "d + t1 is the new e");
  a.mov(eax, mem(edi, A), "a");
  a.mov(ebx, eax, "what two of a, b and c have:");
  a.or(ebx, mem(edi, B), "a or b");
  a.and(ebx, mem(edi, C), "and c");
  a.push(eax, "a, once more");
  a.and(eax, mem(edi, B), "a and b");
  a.or(ebx, eax, "either: maj");
  a.pop(eax, "a");
  a.add(edx, ebx, "t1 + maj");
  a.mov(ebx, eax, "turned by 2, 13 and 22, one after the other");
  a.ror(ebx, 9, "22 - 13");
  a.xor(ebx, eax, "both");
  a.ror(ebx, 11, "13 - 2");
  a.xor(ebx, eax, "all three");
  a.ror(ebx, 2, "S0");
  a.add(edx, ebx, "t1 + t2");
  a.sub(edi, 4, "a becomes b, b becomes c, ...");
  a.mov(mem(edi, A), edx, "the new a");
  a.inc(ecx, "the next");
  a.cmp(ecx, SCHEDULE, "all 64?");
  a.jnz("next_round", "not yet");
}

/** Adds the 64 bytes at ESI to the digest, and moves ESI behind them. */
function block(a: Assembler): void {
  a.routine("sha256_block");
  schedule(a);
  a.push(esi, "kept over the rounds");
  a.lea(esi, mem(ebp, field("digest")), "the digest so far");
  a.lea(edi, mem(ebp, field("window") + SCHEDULE * 4), "at the upper end of the window");
  a.mov(ecx, WORDS, "eight words");
  a.rep_movsd("a to h");
  a.lea(edi, mem(ebp, field("window") + SCHEDULE * 4), "EDI = a");
  rounds(a);
  a.xor(ecx, ecx, "ECX = index");
  a.label("next_sum");
  a.mov(eax, mem(edi, ecx, 4), "what the rounds have made of it");
  a.add(table("digest", ecx), eax, "is added to the digest");
  a.inc(ecx, "the next");
  a.cmp(ecx, WORDS, "all eight?");
  a.jnz("next_sum", "not yet");
  a.pop(esi, "behind the block");
  a.ret("the block is in the digest");
}

/** Linked for a physical address; its data lie in the page behind. */
export function purgatoryCode(address: number, returnWord: ReturnWord): Listing {
  const at: At = (name, offset = 0) => mem((address + PAGE_SIZE + field(name) + offset) | 0);
  return assemble(
    (a) => {
      enter(a, at);
      digest(a);
      compare(a);
      append(a, at, returnWord);
      leave(a, at);
      block(a);
    },
    { origin: address },
  );
}
