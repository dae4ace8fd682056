// What the engines are compared by: two integer programs, and the exchange as the control code does it.

import { eax, ebp, ebx, ecx, edi, edx, esi, esp, mem } from "../../app/sim/cpu/assembler.ts";
import { swapPages } from "../../app/sim/protocol/swap-pages.ts";
import type { Work } from "./image.ts";

const MIB = 1024 * 1024;
const PAGE = 4096;
const TABLE = 0x110000;
const SWAP_PAGE = 0x190000;
const DATA = 2 * MIB;
const DATA_END = DATA + MIB;
const LIST = 4 * MIB;
const DESTINATIONS = 16 * MIB;
const SOURCES = 48 * MIB;
export const PAIRS = 8192;
/** Odd, so that every source is met once. */
const STRIDE = 5167;
const IND_DESTINATION = 1;
const IND_DONE = 4;
const IND_SOURCE = 8;

/** Instructions that the assembler has no words for. */
const MOVZX_EBX_BYTE_ESI = [0x0f, 0xb6, 0x1e];
const MOVZX_EBX_BL = [0x0f, 0xb6, 0xdb];
const MOV_BYTE_EDI_1 = [0xc6, 0x07, 0x01];
const CMP_BYTE_ESI_0 = [0x80, 0x3e, 0x00];
const IMUL_EDI_ESI = [0x0f, 0xaf, 0xfe];

const crc32: Work = {
  name: "CRC-32 by table, 1 MiB, 8 instructions a byte",
  prepare(a) {
    a.mov(ebp, TABLE, "where the table lies");
    a.mov(ecx, 0, "the number of an entry");
    a.label("entry");
    a.mov(eax, ecx, "begins with itself");
    a.mov(edx, 8, "for each of its bits");
    a.label("bit");
    a.shr(eax, 1, "out of the register");
    a.jcc("ae", "no_bit", "a zero changes nothing");
    a.xor(eax, 0xedb88320 | 0, "a one brings the polynomial in");
    a.label("no_bit");
    a.dec(edx, "next bit");
    a.jnz("bit", "until all have been seen");
    a.mov(mem(ebp, ecx, 4), eax, "into the table");
    a.inc(ecx, "next entry");
    a.cmp(ecx, 256, "of 256");
    a.jnz("entry", "until all are there");
    a.mov(edi, DATA, "the data");
    a.label("fill");
    a.add(eax, 0x9e3779b9 | 0, "any numbers");
    a.mov(mem(edi), eax, "one word");
    a.add(edi, 4, "next word");
    a.cmp(edi, DATA_END, "to the end");
    a.jnz("fill", "of the data");
  },
  round(a) {
    a.mov(esi, DATA, "from the first byte");
    a.mov(eax, -1, "as CRC-32 begins");
    a.label("byte");
    a.bytes(MOVZX_EBX_BYTE_ESI, "movzx ebx, byte [esi]");
    a.xor(ebx, eax, "with the lowest byte so far");
    a.bytes(MOVZX_EBX_BL, "movzx ebx, bl");
    a.shr(eax, 8, "which leaves");
    a.xor(eax, mem(ebp, ebx, 4), "what the table has for it");
    a.inc(esi, "next byte");
    a.cmp(esi, DATA_END, "to the end");
    a.jnz("byte", "of the data");
  },
};

const sieve: Work = {
  name: "sieve of 1 MiB",
  prepare() {},
  round(a) {
    a.mov(edi, DATA, "the first number");
    a.label("clear");
    a.mov(mem(edi), 0, "four that may be prime");
    a.add(edi, 4, "next four");
    a.cmp(edi, DATA_END, "to the end");
    a.jnz("clear", "of the numbers");
    a.mov(ecx, 0, "primes so far");
    a.mov(esi, DATA + 2, "the first prime");
    a.label("number");
    a.bytes(CMP_BYTE_ESI_0, "cmp byte [esi], 0");
    a.jnz("next", "it has been struck out");
    a.inc(ecx, "a prime");
    a.sub(esi, DATA, "as a number");
    a.cmp(esi, 1024, "is its square among the numbers?");
    a.jcc("ae", "no_strikes", "no");
    a.mov(edi, esi, "from its square");
    a.bytes(IMUL_EDI_ESI, "imul edi, esi");
    a.add(edi, DATA, "as an address");
    a.label("strike");
    a.bytes(MOV_BYTE_EDI_1, "mov byte [edi], 1");
    a.add(edi, esi, "the next multiple");
    a.cmp(edi, DATA_END, "to the end");
    a.jcc("b", "strike", "of the numbers");
    a.label("no_strikes");
    a.add(esi, DATA, "as an address again");
    a.label("next");
    a.inc(esi, "next number");
    a.cmp(esi, DATA_END, "to the end");
    a.jnz("number", "of the numbers");
    a.mov(eax, ecx, "how many there are");
  },
};

const exchange: Work = {
  name: `the exchange loop, ${PAIRS} pairs in shuffled order`,
  prepare(a) {
    a.mov(edi, LIST, "the list");
    a.mov(mem(edi), DESTINATIONS | IND_DESTINATION, "where it begins to put pages");
    a.mov(ecx, 0, "the number of a pair");
    a.mov(ebx, 0, "the number of its source");
    a.label("pair");
    a.mov(eax, ebx, "source number");
    a.shl(eax, 12, "as an offset");
    a.mov(mem(eax, SOURCES), ecx, "no two pages are alike");
    a.mov(mem(eax, DESTINATIONS), eax, "no two pages are alike");
    a.add(eax, SOURCES | IND_SOURCE, "its entry");
    a.add(edi, 4, "next word of the list");
    a.mov(mem(edi), eax, "the entry");
    a.add(ebx, STRIDE, "another source");
    a.and(ebx, PAIRS - 1, "of those there are");
    a.inc(ecx, "next pair");
    a.cmp(ecx, PAIRS, "of all");
    a.jnz("pair", "until all are there");
    a.mov(mem(edi, 4), IND_DONE, "the end of the list");
    a.jmp("prepared", "over the routine");
    swapPages(a);
    a.label("prepared");
  },
  round(a) {
    a.push(SWAP_PAGE, "the swap page");
    a.push(LIST | 2, "the list, as a head word names it");
    a.call("swap_pages", "all of them");
    a.add(esp, 8, "its arguments");
    a.mov(esi, DESTINATIONS, "the first destination");
    a.mov(eax, 0, "a sum over their first words");
    a.label("sum");
    a.add(eax, eax, "in their order");
    a.adc(eax, mem(esi), "the first word");
    a.add(esi, PAGE, "next page");
    a.cmp(esi, DESTINATIONS + PAIRS * PAGE, "to the end");
    a.jnz("sum", "of the destinations");
  },
};

export const WORKS: readonly Work[] = [crc32, sieve, exchange];
