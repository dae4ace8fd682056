// What kind of file somebody has given: told from its first bytes, and from its name only where those leave it open.

import { looksLikeIomem } from "../formats/iomem.ts";
import { looksLikeKexecLog } from "../formats/kexec-log.ts";
import { isElf } from "./brought.ts";

export type FileKind =
  | "scenario"
  /** ELF, whatever its type, but for objects and cores. */
  | "executable"
  | "object"
  | "symbols"
  /** Bytes that are none of the others: code without a header. */
  | "flat"
  | "capture"
  /** An ELF core: memory of kernel A, as a file of the lab's. */
  | "core"
  /** Texts copied from a terminal: what kexec -d prints, and /proc/iomem. */
  | "kexec log"
  | "iomem";

/** So many bytes of the beginning are enough. */
export const HEAD_BYTES = 4096;

const GZIP = [0x1f, 0x8b];
const KJC = [0x4b, 0x4a, 0x43];
const ELF_TYPE = 0x10;
const ET_REL = 1;
const ET_CORE = 4;
const ELF_KINDS: ReadonlyMap<number, FileKind> = new Map([
  [ET_REL, "object"],
  [ET_CORE, "core"],
]);
const SYMBOL_LINE = /^\s*(?:[0-9a-f]{1,16}\s+(?:[0-9a-f]{1,16}\s+)?[a-z?-]|[uvw])\s+\S+\s*$/i;

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, i) => bytes[i] === byte);

/** Undefined for what has control characters in it. */
function textOf(head: Uint8Array): string | undefined {
  if (head.some((byte) => (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f)) return;
  return String.fromCharCode(...head.subarray(0, HEAD_BYTES));
}

/** `head`: the first HEAD_BYTES of the file, or all of it. */
export function kindOfFile(name: string, head: Uint8Array): FileKind {
  if (startsWith(head, GZIP) || startsWith(head, KJC)) return "capture";
  if (isElf(head)) return ELF_KINDS.get(head[ELF_TYPE] ?? 0) ?? "executable";
  const text = textOf(head);
  if (text === undefined || head.length === 0) return /\.(?:elf|out)$/i.test(name) ? "executable" : "flat";
  if (/\.json$/i.test(name) || /^\s*[{[]/.test(text)) return "scenario";
  if (looksLikeKexecLog(text)) return "kexec log";
  if (looksLikeIomem(text)) return "iomem";
  const line = text.split("\n").find((each) => each.trim() !== "") ?? "";
  return SYMBOL_LINE.test(line) || /\.(?:sym|syms|map|nm)$/i.test(name) ? "symbols" : "flat";
}
