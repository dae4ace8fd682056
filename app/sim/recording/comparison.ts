// Two runs beside each other, at places of the same name where there are such.

import type { Comparison, FrameDifference, Position } from "../api.ts";
import { hex, hexPfn } from "../core/hex.ts";
import { kernelOf } from "../memory/content-store.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";
import { anchorAt, resolveAnchor } from "./anchors.ts";
import { bytesDiffering, differingFrames } from "./frame-differences.ts";
import type { Run } from "./run.ts";
import { divergenceOf } from "./verdict.ts";
import { cpuView } from "./views/cpu-view.ts";

/**
 * The run at a position, and its parent at the place of the same name; or, where the parent never comes to one, at the
 * place where the two part. Moves the cursors of both.
 */
export function compareRuns(run: Run, parent: Run, target: Position): Comparison {
  const divergence = divergenceOf(run, parent);
  const here = run.cursor.clamp(target);
  const anchor = anchorAt(run.cursor, here);
  const named = placeIn(parent, anchor);
  const there = named ?? parent.cursor.clamp(divergence?.at ?? here);
  run.cursor.seek(here);
  parent.cursor.seek(there);
  const { memory } = run.cursor;
  const other = parent.cursor.memory;
  const frames = differingFrames(memory, other).map((pfn) => frameDifference(memory, other, pfn));
  const map = new Uint8Array(memory.frameCount);
  for (const { pfn } of frames) map[pfn] = 1;
  return {
    here,
    anchor,
    hereHash: hashText(run),
    ...(divergence === undefined ? {} : { divergence }),
    there,
    thereHash: hashText(parent),
    sameName: named !== undefined,
    map,
    frames,
    equal: memory.frameCount - frames.length,
    registers: registers(run, parent),
  };
}

const hashText = ({ cursor }: Run): string => hex(cursor.hash(), 8).slice(2);

function placeIn({ cursor, recording }: Run, anchor: string): Position | undefined {
  const found = resolveAnchor(cursor, anchor);
  return found.ok && found.value.t <= recording.end ? cursor.clamp(found.value) : undefined;
}

const frameDifference = (here: PhysMemory, there: PhysMemory, pfn: number): FrameDifference => ({
  pfn,
  bytes: bytesDiffering(here, there, pfn).length,
  here: whose(here, pfn),
  there: whose(there, pfn),
});

/** "kernel A, page cache, at home in frame 0x00406". */
function whose({ store, frames }: PhysMemory, pfn: number): string {
  const id = frames[pfn] ?? 0;
  const what = store.what(id);
  const home = store.home(id);
  return kernelOf(store.owner(id)) !== undefined && home !== pfn ? `${what}, at home in frame ${hexPfn(home)}` : what;
}

function registers(run: Run, parent: Run): Comparison["registers"] {
  const named = ({ cursor }: Run): Readonly<Record<string, number>> => {
    const { eax, ecx, edx, ebx, esp, ebp, esi, edi, eip, eflags, cr0, cr2, cr3, cr4, ...rest } = cpuView(cursor.cpu);
    const tables = { "gdtr base": rest.gdtr.base, "gdtr limit": rest.gdtr.limit, "idtr base": rest.idtr.base };
    const segments = Object.fromEntries(rest.segments.map(({ name, selector }) => [name, selector]));
    const general = { eax, ecx, edx, ebx, esp, ebp, esi, edi, eip, eflags, cr0, cr2, cr3, cr4 };
    return { ...general, ...tables, "idtr limit": rest.idtr.limit, ...segments };
  };
  const there = named(parent);
  return Object.entries(named(run)).map(([name, value]) => ({ name, here: value, there: there[name] ?? 0 }));
}
