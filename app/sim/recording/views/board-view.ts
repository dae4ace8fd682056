// The board and the modelled kernel at one position, from the registers of the devices and the kernels' words in RAM.

import type { BoardView, ConsoleState } from "../../api.ts";
import type { Cursor } from "../cursor.ts";
import type { Run } from "../run.ts";
import { devicesView } from "./devices-view.ts";
import { interruptsView } from "./interrupts-view.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import { processorsView } from "./processors-view.ts";
import { stackView } from "./stack-view.ts";

export function boardView(run: Run, cursor: Cursor, kernels: readonly KernelMemory[]): BoardView {
  const { recording, at } = cursor;
  const phase = recording.phases[recording.phaseAt(at.t)];
  const owner = phase?.owner ?? "A";
  const up = kernels.filter(({ isUp }) => isUp);
  return {
    devices: run.capture === undefined ? devicesView(cursor.board, up) : [],
    processors: processorsView(cursor, up, phase),
    interrupts: interruptsView(
      cursor,
      up.find(({ kernel }) => kernel === owner),
    ),
    stack: stackView(run, cursor, owner),
    consoles: up.map(consoleState),
  };
}

const consoleState = ({ kernel, data }: KernelMemory): ConsoleState => ({
  kernel,
  terminal: data.get("fg_console"),
  suspended: data.get("console_suspended") !== 0,
});
