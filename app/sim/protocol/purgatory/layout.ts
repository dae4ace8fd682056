// Purgatory's two pages: code, and behind it what the kexec tool has written for it and what it works with.

import { PAGE_SIZE } from "../../core/units.ts";
import { layout, offsetOf } from "../../kernel/struct.ts";

export const PURGATORY_PAGES = 2;

/** One region: address, and blocks of 64 bytes; the last has none. */
export const REGION_BYTES = 8;
/** Every other segment, the padding, the end. */
export const REGIONS_MAX = 17;

export const PURGATORY_DATA = layout("purgatory", 0x1000, "purgatory of kexec-tools, in a layout of the lab's own", [
  ["gdt", 0x000, 32, "descriptors: none, none, flat code, flat data"],
  ["gdt_descr", 0x020, 8, "limit and base for lgdt, from offset 2 on"],
  ["edi", 0x028, 4, "EDI as the caller has left it"],
  ["esp", 0x02c, 4, "the caller's stack"],
  ["cmdline", 0x030, 4, "address of the command line"],
  ["kernel", 0x034, 4, "the kernel's first instruction"],
  ["expected", 0x040, 32, "SHA-256 that the kexec tool has noted"],
  ["digest", 0x060, 32, "SHA-256 of what lies in memory"],
  ["start", 0x080, 32, "the eight words that a digest begins with"],
  ["regions", 0x0a0, REGION_BYTES * REGIONS_MAX, "address and blocks of each region"],
  ["option", 0x130, 32, "what is appended to the command line, up to the number"],
  ["padding", 0x180, 128, "the last blocks of the message, with its length"],
  ["k", 0x200, 256, "round constants"],
  ["w", 0x300, 256, "message schedule of the block at work"],
  ["window", 0x400, 288, "a to h: they move down a word a round, so that only two are written"],
]);

/** What the tool writes ends with the constants; what follows is room. */
export const PURGATORY_DATA_BYTES = PAGE_SIZE + 0x300;

export type PurgatoryField = (typeof PURGATORY_DATA.fields)[number]["name"];
export const field = (name: PurgatoryField): number => offsetOf(PURGATORY_DATA, name);

/** Selectors of its descriptors. */
export const CODE_SELECTOR = 0x10;
export const DATA_SELECTOR = 0x18;

export const OPTION = " kexec_jump_back_entry=0x";
const DIGITS = 8;
/** With the zero byte at its end. */
export const OPTION_BYTES = OPTION.length + DIGITS + 1;
