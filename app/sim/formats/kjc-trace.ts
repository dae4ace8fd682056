// The trace of a KJC1 segment: for each record which registers changed, and their values before the instruction.

import { malformed } from "./refused.ts";
import type { CaptureRegister } from "./kjc-types.ts";

export interface TraceRecord {
  readonly index: number;
  /** In the order of the capture's registers; reused by the next record. */
  readonly values: Uint32Array;
  /** A repeated string instruction, or in an edge trace a pair of which the rest is left out. */
  readonly marked: boolean;
}

const MARK = 0x8000;

export function* readTrace(
  trace: Uint8Array,
  registers: readonly CaptureRegister[],
  path: string,
): Generator<TraceRecord> {
  const view = new DataView(trace.buffer, trace.byteOffset, trace.byteLength);
  const values = new Uint32Array(registers.length);
  let at = 0;
  for (let index = 0; at < trace.length; index += 1) {
    if (at + 2 > trace.length) malformed(path, `whole records`, `half a mask in record ${index}`);
    const mask = view.getUint16(at, true);
    at += 2;
    for (let i = 0; i < registers.length; i += 1) {
      if (((mask >>> i) & 1) === 0) continue;
      if (at + 4 > trace.length) malformed(path, `whole records`, `a record ${index} without its ${registers[i]}`);
      values[i] = view.getUint32(at, true);
      at += 4;
    }
    yield { index, values, marked: (mask & MARK) !== 0 };
  }
}
