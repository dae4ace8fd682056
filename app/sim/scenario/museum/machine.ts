// The machine that stands in the museum's rooms: large enough for two list pages and a range from which the allocator
// would hand out frames, small enough to be run at once.

import type { BroughtFile, Scenario, SegmentSpec } from "../../api.ts";
import { invariant } from "../../core/errors.ts";
import { withBackups } from "../backups.ts";
import { withPayload } from "../brought.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

const segment = (content: SegmentSpec["content"], mem: number, memsz: number, bufsz: number): SegmentSpec => ({
  name: content,
  mem,
  memsz,
  bufsz,
  content,
});

const range = { start: 4 * MIB, end: 6 * MIB };

export const machine: Scenario = {
  title: "",
  revision: "v8",
  seed: 0x4d55_5345,
  memoryMiB: 64,
  cpuHasPae: true,
  bRange: range,
  bEntry: range.start,
  segments: withBackups(range, [
    segment("kernel", 4 * MIB, 256 * KIB, 212 * KIB),
    segment("parameters", 0x0045_0000, 4 * KIB, 2 * KIB),
    segment("purgatory", 0x0045_4000, 16 * KIB, 13 * KIB),
    segment("elfcorehdr", 0x0046_0000, 16 * KIB, 1 * KIB),
    segment("initrd", 0x0058_0000, 512 * KIB, 509 * KIB),
  ]),
  tasks: [
    { comm: "init" },
    { comm: "kjournald" },
    { comm: "bash" },
    { comm: "vim", note: "Shopping: tea, lemons, a second kernel. Not saved yet!" },
  ],
  jumps: 4,
};

/** The same with a callee in kernel B's place, which is called so often. */
export function calling(callee: BroughtFile, calls: number): Scenario {
  const empty = { ...machine, segments: [], bRange: { start: 16 * MIB, end: 18 * MIB }, bEntry: 16 * MIB };
  const loaded = withPayload({ ...empty, jumps: 2 * calls }, callee);
  invariant(loaded.ok, `${callee.name} can be loaded`);
  return loaded.value;
}
