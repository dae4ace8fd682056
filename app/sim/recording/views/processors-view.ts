// The processors at one position: the boot processor, which executes, and the others as units of the board.

import type { ProcessorView } from "../../api.ts";
import { hex32, hexPfn } from "../../core/hex.ts";
import { PAGE_SHIFT } from "../../core/units.ts";
import type { ProcessorUnit } from "../../devices/processor-unit.ts";
import { PROCESSOR_UNIT } from "../../devices/registers.ts";
import { CPU, CPU_TABLE_OFFSET } from "../../kernel/layouts.ts";
import { kernelOf } from "../../memory/content-store.ts";
import type { Cursor } from "../cursor.ts";
import type { PhaseMark } from "../recording.ts";
import type { KernelMemory } from "./kernel-memory.ts";

export function processorsView(
  cursor: Cursor,
  kernels: readonly KernelMemory[],
  phase: PhaseMark | undefined,
): ProcessorView[] {
  return [
    { id: 0, boot: true, ...bootState(cursor, phase) },
    ...cursor.board.units.map((unit) => ({ id: unit.id, boot: false, ...unitState(cursor, kernels, unit) })),
  ];
}

type State = Pick<ProcessorView, "state" | "detail">;

function bootState({ cpu }: Cursor, phase: PhaseMark | undefined): State {
  if (cpu.halted) return { state: "idle", detail: "halted, waits for an interrupt" };
  if (phase === undefined) return { state: "running", detail: "" };
  const detail = phase.lane === "code" ? `executes control code of kernel ${phase.owner}` : `runs kernel ${phase.lane}`;
  return { state: "running", detail };
}

function unitState({ board, memory }: Cursor, kernels: readonly KernelMemory[], unit: ProcessorUnit): State {
  const { io } = board;
  const [control, area] = [PROCESSOR_UNIT.control, PROCESSOR_UNIT.area].map((offset) =>
    io.read(unit.firstPort + offset, 4),
  );
  if (control === PROCESSOR_UNIT.running && area !== undefined) {
    const frame = area >>> PAGE_SHIFT;
    const owner = memory.isRam(frame) ? memory.store.owner(memory.frames[frame] ?? 0) : "none";
    const whose = kernelOf(owner) === undefined ? "" : `, a page of kernel ${owner}`;
    return { state: "idle", detail: `its idle loop counts at ${hex32(area)}, frame ${hexPfn(frame)}${whose}` };
  }
  const waits = kernels.filter((memory) => isFrozen(memory, unit.id)).map(({ kernel }) => kernel);
  return waits.length === 0
    ? { state: "offline", detail: "no kernel has started it" }
    : { state: "parked", detail: `in frozen_cpus of kernel ${waits.join(" and ")}, which brings it back` };
}

const isFrozen = (memory: KernelMemory, id: number): boolean =>
  id < memory.data.get("nr_cpus") &&
  memory.at(CPU, memory.page("devices") + CPU_TABLE_OFFSET + id * CPU.size).get("frozen") !== 0;
