// What is watched, checked, and as something that can be looked for.

import type { Watched } from "../../api.ts";
import { ok, refuse, type Result } from "../../core/errors.ts";
import { hex32, hexPfn } from "../../core/hex.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import type { Run } from "../run.ts";
import { type Bytes, frameBytes, memoryScanner } from "./memory-scanner.ts";
import { type RegisterPart, registerPart } from "./registers.ts";
import { registerScanner } from "./register-scanner.ts";
import type { Scanner } from "./scanner.ts";

/** Bytes watched at once. */
const MOST_BYTES = 1 << 20;

export type Checked =
  | { readonly kind: "memory"; readonly bytes: Bytes; readonly scanner: Scanner }
  | { readonly kind: "register"; readonly part: RegisterPart; readonly scanner: Scanner };

export function watch({ cursor, recording }: Run, of: Watched): Result<Checked> {
  if (of.kind === "register") {
    const part = registerPart(of.name, of.bit);
    return part.ok ? ok({ kind: "register", part: part.value, scanner: registerScanner(cursor, [part.value]) }) : part;
  }
  const frames = recording.frameCount + (of.kind === "frame" ? recording.storageFrames : 0);
  if (of.kind === "frame" && !(Number.isInteger(of.pfn) && of.pfn >= 0 && of.pfn < frames))
    return refuse({ path: "frame", expected: `a frame below ${hexPfn(frames)}`, got: `${of.pfn}` });
  const bytes = of.kind === "frame" ? frameBytes(of.pfn) : { address: of.address, size: of.size };
  const problem = of.kind === "bytes" ? badBytes(bytes, frames, MOST_BYTES) : undefined;
  return problem ?? ok({ kind: "memory", bytes, scanner: memoryScanner(cursor, bytes) });
}

/** What is wrong with a range of physical bytes, if anything is. */
export function badBytes({ address, size }: Bytes, frames: number, most: number): Result<never> | undefined {
  const end = frames * PAGE_SIZE;
  if (!Number.isInteger(size) || size < 1 || size > most)
    return refuse({ path: "size", expected: `1 to ${most} bytes`, got: `${size}` });
  if (!Number.isInteger(address) || address < 0 || address + size > end)
    return refuse({ path: "address", expected: `an address below ${hex32(end)}`, got: `${address}` });
  return undefined;
}
