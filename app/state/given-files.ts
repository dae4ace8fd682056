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

const LIMITED: Readonly<Partial<Record<FileKind, keyof typeof FILE_LIMITS>>> = {
  executable: "payload",
  object: "control code",
  flat: "control code",
  symbols: "symbol list",
};
const CAPTURE_MAX = 256 * 1024 * 1024;

function sizeAllowed(kind: FileKind, size: number): Result<undefined> {
  const limited = LIMITED[kind];
  if (limited !== undefined) return checkSize(limited, size);
  const most = kind === "capture" ? CAPTURE_MAX : SCENARIO_TEXT_MAX;
  return size <= most
    ? ok(undefined)
    : refuse({ path: kind, expected: `a file of at most ${most} bytes`, got: `${size} bytes` });
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
