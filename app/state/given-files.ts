// Files that the reader gives: read as far as they may be used, and told apart by what they are.

import { ok, refuse, type Result } from "../sim/core/errors.ts";
import { checkSize, type FILE_LIMITS } from "../sim/scenario/brought.ts";
import { HEAD_BYTES, kindOfFile, type FileKind } from "../sim/scenario/file-kind.ts";
import { SCENARIO_TEXT_MAX } from "../sim/scenario/schema.ts";

export interface GivenFile {
  readonly name: string;
  readonly kind: FileKind;
  readonly bytes: Uint8Array;
}

/** The log of kexec -d, and /proc/iomem. */
export interface MachineTexts {
  readonly log?: GivenFile;
  readonly iomem?: GivenFile;
}

const LIMITED: Readonly<Partial<Record<FileKind, keyof typeof FILE_LIMITS>>> = {
  executable: "payload",
  object: "control code",
  flat: "control code",
  symbols: "symbol list",
  "kexec log": "pasted text",
  iomem: "pasted text",
};
/** Files that the worker reads. */
const LARGE: readonly FileKind[] = ["capture", "core"];
const LARGE_MAX = 256 * 1024 * 1024;

function sizeAllowed(kind: FileKind, size: number): Result<undefined> {
  const limited = LIMITED[kind];
  if (limited !== undefined) return checkSize(limited, size);
  const most = LARGE.includes(kind) ? LARGE_MAX : SCENARIO_TEXT_MAX;
  return size <= most
    ? ok(undefined)
    : refuse({ path: kind, expected: `a file of at most ${most} bytes`, got: `${size} bytes` });
}

const PASTED_NAME = "The pasted text";

/** Text from the clipboard, if it is such as can be opened by itself; other text is none of the page's business. */
export function pastedFile(text: string): File | undefined {
  const kind = kindOfFile("", new TextEncoder().encode(text.slice(0, HEAD_BYTES)).subarray(0, HEAD_BYTES));
  return kind === "kexec log" || kind === "iomem" ? new File([text], PASTED_NAME) : undefined;
}

/** Nothing of a file that is too large is read but its beginning. */
export async function readGiven(file: File): Promise<Result<GivenFile>> {
  try {
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    const kind = kindOfFile(file.name, head);
    const allowed = sizeAllowed(kind, file.size);
    if (!allowed.ok) return allowed;
    return ok({ name: file.name, kind, bytes: new Uint8Array(await file.arrayBuffer()) });
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    return refuse({ path: "file", expected: "a file that can be read", got });
  }
}
