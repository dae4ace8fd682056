// The files that a run can hand out: what a kernel exports as /proc/vmcore at a position, and the image in a slot of the
// disk. Both are what lies there, in RAM and on the disk, byte for byte.

import type { Position } from "../api.ts";
import { type Problem, ok, refuse, type Result } from "../core/errors.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { type CoreRepeat, HEAD_MAX, LOADS_MAX, readCoreHeaders } from "../formats/elf-core.ts";
import { SLOTS, slotAt } from "../kernel/disk-layout.ts";
import { type ImageHeader, readHeader } from "../kernel/hibernation/image-format.ts";
import { readBackupMap } from "../kernel/hibernation/old-memory.ts";
import { CoreWords } from "../kernel/hibernation/placed-image.ts";
import { vmcoreAt as coreAt } from "../kernel/hibernation/vmcore.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";
import { anchorAt } from "./anchors.ts";
import type { RoleMark } from "./recording.ts";
import type { Run } from "./run.ts";
import { imageSlotView } from "./views/image-view.ts";
import { kernelsInMemory } from "./views/kernel-memory.ts";
import { vmcoreView } from "./views/vmcore-view.ts";

/** The core file of an image, and the header that says what it is. */
export interface ImageFile {
  readonly file: Uint8Array;
  readonly header: ImageHeader;
}

const NO_HIBERNATION: Problem = { path: "run", expected: "a scenario with a hibernation", got: "one without" };

// ---------------------------------------------------------------------------------------------- /proc/vmcore

/** What reading all of /proc/vmcore would give. Moves the cursor. */
export function vmcoreAt(run: Run, at: Position): Result<Uint8Array> {
  if (run.plan.hibernation === undefined) return refuse(NO_HIBERNATION);
  const { cursor } = run;
  cursor.seek(at);
  const file = exported(run);
  if (typeof file !== "string") return ok(file);
  const first = firstVmcore(run);
  const where =
    first === undefined ? "nobody exports it in this run" : `it is first there at ${anchorAt(cursor, first)}`;
  const place = anchorAt(cursor, cursor.seek(at));
  return refuse({
    path: "vmcore",
    expected: "a position at which a kernel exports it",
    got: `${place}: ${file}; ${where}`,
  });
}

/** The first position at which a kernel exports A's memory. Moves the cursor. */
export function firstVmcore(run: Run): Position | undefined {
  if (run.plan.hibernation === undefined) return undefined;
  const { cursor, recording } = run;
  const isThere = (t: number): boolean => {
    cursor.seek({ t, sub: 0 });
    return source(run).vmcore !== undefined;
  };
  const ends = recording.phases.map(({ from, lane, owner }, index) => {
    const to = recording.phases[index + 1]?.from ?? recording.end;
    return lane === owner && owner !== "A" ? { from, to } : undefined;
  });
  const phase = ends.find((each) => each !== undefined && isThere(each.to));
  if (phase === undefined) return undefined;
  // Within a phase it comes and stays.
  let { from: without, to: first } = phase;
  while (first - without > 1) {
    const middle = Math.floor((first + without) / 2);
    if (isThere(middle)) first = middle;
    else without = middle;
  }
  return { t: first, sub: 0 };
}

const source = (run: Run) => {
  const kernels = kernelsInMemory(run, run.cursor.memory);
  return { ...vmcoreView(run, run.cursor.memory, kernels), kernels };
};

/** Where the cursor stands: the file, or why there is none. */
function exported(run: Run): Uint8Array | string {
  const { memory } = run.cursor;
  const { vmcore, noVmcore = "there is none", kernels } = source(run);
  const data = kernels.find(({ kernel }) => kernel === vmcore?.kernel)?.data;
  if (vmcore === undefined || data === undefined) return noVmcore;
  const head = data.get("vmcore");
  const core = coreAt(memory, head, vmcore.fileBytes);
  if (typeof core === "string") return core;
  const file = new Uint8Array(vmcore.fileBytes);
  file.set(memory.slice(head, core.loads[0]?.offset ?? 0));
  for (const { paddr, bytes, offset } of core.loads) file.set(memory.slice(paddr, bytes), offset);
  return file;
}

// ---------------------------------------------------------------------------------------------- what has been exchanged

/** Frame of A's control page at a position. */
export function controlPageAt({ recording }: Run, { t }: Position): number | undefined {
  const isThere = ({ kernel, role, t: from, until = Infinity }: RoleMark): boolean =>
    kernel === "A" && role === "control" && from <= t && t < until;
  return recording.roles.findLast(isThere)?.pfn;
}

/**
 * A's pages that the file has as source pages, at the addresses where they are at home: stretches that follow each other in
 * both. By the list that A's control page names; nothing where the file has none, or where the headers would not suffice.
 */
export function exchangedPages({ plan, revision }: Run, file: Uint8Array, control: number): readonly CoreRepeat[] {
  const core = readCoreHeaders(file.subarray(0, HEAD_MAX), file.length);
  if (!core.ok) return [];
  const { loads } = core.value;
  const words = new CoreWords(file, loads);
  const read = (address: number): number => words.read32(address);
  const map = readBackupMap(read, read(control * PAGE_SIZE + revision.links.head), plan.frames);
  if (typeof map === "string") return [];
  const first = loads[0]?.offset ?? 0;
  const found: CoreRepeat[] = [];
  for (const [home, source] of [...map].toSorted(([one], [other]) => one - other)) {
    const paddr = home * PAGE_SIZE;
    const at = words.offsetOf(source * PAGE_SIZE);
    if (at === undefined || words.offsetOf(paddr) !== undefined) continue;
    const last = found.at(-1);
    const goesOn = last?.paddr === paddr - (last?.bytes ?? 0) && last.offset === at - first - last.bytes;
    if (goesOn) found[found.length - 1] = { ...last, bytes: last.bytes + PAGE_SIZE };
    else found.push({ paddr, bytes: PAGE_SIZE, offset: at - first });
  }
  return loads.length + found.length <= LOADS_MAX ? found : [];
}

// ---------------------------------------------------------------------------------------------- image

/** The file in a slot, or in the one that holds the newest image. Moves the cursor. */
export function imageAt(run: Run, at: Position, slot?: number): Result<ImageFile> {
  if (run.plan.hibernation === undefined) return refuse(NO_HIBERNATION);
  const { memory } = run.cursor;
  run.cursor.seek(at);
  const wanted = Array.from({ length: SLOTS }, (_, n) => n).filter((n) => slot === undefined || n === slot);
  const slots = wanted.map((n) => imageSlotView(memory, slotAt(run.plan, n), n));
  const whole = slots.filter(({ state }) => state === "complete" || state === "resumed");
  const [newest] = whole.toSorted((a, b) => (b.header?.sequence ?? 0) - (a.header?.sequence ?? 0));
  const block = newest && readHeader(blockOf(memory, newest.firstBlock));
  if (block?.kind === "header") return ok({ header: block.header, file: fileOf(memory, block.header) });
  const found = slots.map(
    ({ slot: n, state, problem }) => `slot ${n} is ${state}${problem === undefined ? "" : `: ${problem}`}`,
  );
  const place = anchorAt(run.cursor, run.cursor.at);
  const got = found.length === 0 ? `slot ${slot}; there are ${SLOTS}` : `${found.join("; ")} at ${place}`;
  return refuse({ path: "image", expected: "a slot with a whole image", got });
}

const blockOf = ({ store, table, frameCount }: PhysMemory, block: number): Uint8Array =>
  store.bytesOf(table[frameCount + block] ?? 0);

function fileOf(memory: PhysMemory, { fileBytes, fileBlock }: ImageHeader): Uint8Array {
  const file = new Uint8Array(fileBytes);
  for (let at = 0; at < fileBytes; at += PAGE_SIZE) file.set(blockOf(memory, fileBlock + at / PAGE_SIZE), at);
  return file;
}
