// Purgatory as the kexec tool puts it into its segment: the code, linked for its address, and all that it has to know.

import { PAGE_SIZE } from "../../core/units.ts";
import { sha256, SHA256_BLOCK, SHA256_K, SHA256_START, sha256Padding } from "../../core/sha256.ts";
import type { Listing } from "../../cpu/assembler.ts";
import { pageMemory } from "../../kernel/image.ts";
import { writeText } from "../../kernel/struct.ts";
import type { MarkedPage } from "../../kernel/revision.ts";
import { type ReturnWord, purgatoryCode } from "./code.ts";
import { CODE_SELECTOR, DATA_SELECTOR, field, OPTION, PURGATORY_PAGES, REGION_BYTES } from "./layout.ts";

export { PURGATORY_DATA } from "./layout.ts";
export type { ReturnWord } from "./code.ts";

export interface PurgatoryPlan {
  /** Physical address of its segment. */
  readonly address: number;
  readonly returnWord: ReturnWord;
  /** The kernel's first instruction, and its command line. */
  readonly kernel: number;
  readonly cmdline: number;
}

/** Data of a segment, by its physical address. */
export interface Part {
  readonly mem: number;
  readonly bytes: Uint8Array;
}

export const purgatoryListing = ({ address, returnWord }: Pick<PurgatoryPlan, "address" | "returnWord">): Listing =>
  purgatoryCode(address, returnWord);

/** Its code page, and the places in it that mean something to a recording. */
export const purgatoryMarked = (address: number, returnWord: ReturnWord): MarkedPage => ({
  frame: address / PAGE_SIZE,
  code: {
    listing: purgatoryListing({ address, returnWord }),
    marks: [
      { label: "purgatory_start", mark: { kind: "phase", id: "purgatory" } },
      { label: "to_kernel", mark: { kind: "phase", id: "boot" } },
      { label: "digest_mismatch", mark: { kind: "hang", text: MISMATCH } },
    ],
  },
});

const MISMATCH = "purgatory: the digest of the image is not the one the tool has noted";

/** Regions are digested in whole blocks: behind the last byte of a segment's data lie zeroes. */
function inBlocks(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / SHA256_BLOCK) * SHA256_BLOCK);
  whole.set(bytes);
  return whole;
}

/** What is digested: all parts, one behind the other. */
export function message(parts: readonly Part[]): Uint8Array {
  const whole = parts.map(({ bytes }) => inBlocks(bytes));
  const all = new Uint8Array(whole.reduce((sum, bytes) => sum + bytes.length, 0));
  let at = 0;
  for (const bytes of whole) {
    all.set(bytes, at);
    at += bytes.length;
  }
  return all;
}

/** Bytes of the segment: its two pages. `parts`: all other data of the image. */
export function purgatoryBytes(plan: PurgatoryPlan, parts: readonly Part[]): Uint8Array {
  const bytes = new Uint8Array(PURGATORY_PAGES * PAGE_SIZE);
  bytes.set(purgatoryListing(plan).bytes);
  const data = bytes.subarray(PAGE_SIZE);
  const page = pageMemory(data);
  const base = plan.address + PAGE_SIZE;
  const words = (at: number, values: Iterable<number>) =>
    [...values].forEach((word, i) => page.write32(at + i * 4, word));
  words(field("gdt") + CODE_SELECTOR, [0x0000ffff, 0x00cf9a00]);
  words(field("gdt") + DATA_SELECTOR, [0x0000ffff, 0x00cf9200]);
  words(field("gdt_descr"), [(DATA_SELECTOR + 7) << 16, base + field("gdt")]);
  words(field("cmdline"), [plan.cmdline, plan.kernel]);
  const digested = message(parts);
  words(field("expected"), sha256(digested));
  words(field("start"), SHA256_START);
  words(field("k"), SHA256_K);
  const padding = sha256Padding(digested.length);
  data.set(padding, field("padding"));
  const regions = [...parts, { mem: base + field("padding"), bytes: padding }];
  regions.forEach((part, i) => {
    words(field("regions") + i * REGION_BYTES, [part.mem, Math.ceil(part.bytes.length / SHA256_BLOCK)]);
  });
  writeText(page, field("option"), OPTION, OPTION.length + 1);
  return bytes;
}
