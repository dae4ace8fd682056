// Does kernel A have every byte that it left? Asked of a recording, from what A's own words in RAM say it used.

import { hex32 } from "../core/hex.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import { imagePage } from "../kernel/image-pages.ts";
import { entryKind, entryTarget, walkList } from "../kernel/kimage-entry.ts";
import { KERNEL_DATA, KIMAGE, PAGE, PG_ALLOCATED } from "../kernel/layouts.ts";
import { A_BASE } from "../kernel/population.ts";
import { offsetOf, StructAt } from "../kernel/struct.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";
import { STACK_ABOVE, STACK_BELOW } from "../recording/invariants.ts";
import type { Run } from "../recording/run.ts";

const STACK_PAGES = 2;

interface Left {
  /** Content and bytes of each frame in use. */
  readonly pages: ReadonlyMap<number, { readonly content: number; readonly bytes: Uint8Array }>;
  readonly control: number;
}

/** After A's last departure: the first byte that A has lost, in a sentence; undefined where there is none. */
export function survivors(run: Run): string | undefined {
  const { recording, cursor, revision } = run;
  const back = recording.phases.findLast(({ id, owner }) => id === "restore" && owner === "A");
  const gone = recording.phases.findLast(
    ({ id, owner, from }) => id === "cr3-switch" && owner === "A" && from < (back?.from ?? 0),
  );
  if (back === undefined || gone === undefined) return "A has not come back";
  cursor.seek({ t: gone.from, sub: 0 });
  const left = leftBy(cursor.memory);
  cursor.seek({ t: back.from, sub: 0 });
  const words = new StructAt(cursor.memory, KERNEL_DATA, imagePage(A_BASE, "data"));
  const told = words.where("resumed_from");
  const stack = imagePage(A_BASE, "stack");
  // the return address is off the stack by then
  const esp = ((cursor.cpu.regs[4] ?? 0) - 4) & (STACK_PAGES * PAGE_SIZE - 1);
  const mayDiffer = (address: number): boolean => {
    if (address >= told && address < told + 4) return true;
    if (address >= left.control && address < left.control + PAGE_SIZE) {
      const at = address - left.control;
      return revision.volatile.some(([from, to]) => at >= from && at < to);
    }
    const below = address - stack - esp;
    return (
      address >= stack && address < stack + STACK_PAGES * PAGE_SIZE && below >= -STACK_BELOW && below < STACK_ABOVE
    );
  };
  for (const [frame, { content, bytes }] of left.pages) {
    if (content < recording.sealedContents && content === cursor.memory.frames[frame]) continue;
    const now = cursor.memory.bytes(frame);
    for (let i = 0; i < PAGE_SIZE; i++) {
      const address = frame * PAGE_SIZE + i;
      if (bytes[i] !== now[i] && !mayDiffer(address)) return `byte ${hex32(address)} was ${bytes[i]}, is ${now[i]}`;
    }
  }
  return undefined;
}

/** A content that lasts keeps its bytes; one that is only repeated for the cursor does not. */
function pageOf({ frames, store }: PhysMemory, frame: number): { content: number; bytes: Uint8Array } {
  const content = frames[frame] ?? 0;
  const bytes = store.bytesOf(content);
  return { content, bytes: content < store.lasting ? bytes : bytes.slice() };
}

function leftBy(memory: PhysMemory): Left {
  const data = new StructAt(memory, KERNEL_DATA, imagePage(A_BASE, "data"));
  const image = new StructAt(memory, KIMAGE, (data.get("kexec_image") - 0xc0000000) >>> 0);
  const others = new Set([image.get("swap_page")]);
  for (const { word } of walkList((address) => memory.read32(address), image.get("head"))) {
    if (entryKind(word) === "source") others.add(entryTarget(word) >>> PAGE_SHIFT);
  }
  const pages = new Map<number, { content: number; bytes: Uint8Array }>();
  const [map, first, end] = [data.get("mem_map"), data.get("mem_first"), data.get("mem_end")];
  for (let frame = first; frame < end; frame++) {
    const flags = memory.read32(map + (frame - first) * PAGE.size + offsetOf(PAGE, "flags"));
    if ((flags & PG_ALLOCATED) !== 0 && !others.has(frame)) pages.set(frame, pageOf(memory, frame));
  }
  return { pages, control: image.get("control_code_page") * PAGE_SIZE };
}
