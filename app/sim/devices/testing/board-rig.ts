// A board with memory and a clock that a test turns.

import { ContentStore } from "../../memory/content-store.ts";
import { PhysMemory } from "../../memory/phys-memory.ts";
import { type Board, createBoard, type BoardOptions, type DeviceAct } from "../board.ts";
import { IMCR, IO_APIC, PIC } from "../registers.ts";

export interface BoardRig {
  readonly board: Board;
  readonly memory: PhysMemory;
  now: number;
  /** Lets devices act up to a position, and says what they did and when. */
  runTo(t: number): readonly (DeviceAct & { readonly t: number })[];
  out(port: number, value: number, size?: 1 | 2 | 4): void;
  in(port: number, size?: 1 | 2 | 4): number;
}

export const FRAMES = 16;
export const BLOCKS = 8;

export function boardRig(options: Partial<BoardOptions> = {}): BoardRig {
  const memory = new PhysMemory(new ContentStore(), FRAMES, BLOCKS);
  const board = createBoard(memory, { seed: 7, cpus: 3, ...options });
  const rig: BoardRig = {
    board,
    memory,
    now: 0,
    runTo(t) {
      const acts: (DeviceAct & { readonly t: number })[] = [];
      while (board.due() < t) {
        rig.now = Math.max(rig.now, board.due());
        const act = board.act();
        if (act !== undefined) acts.push({ ...act, t: rig.now });
        rig.now += 1;
      }
      rig.now = Math.max(rig.now, t);
      return acts;
    },
    out: (port, value, size = 4) => board.io.write(port, size, value),
    in: (port, size = 4) => board.io.read(port, size),
  };
  board.clock = () => rig.now;
  return rig;
}

/** Both PICs at the vectors of Linux; `masks` has a bit for each line. */
export function programPics({ out }: BoardRig, masks = 0): void {
  for (const [base, vector, wiring, mask] of [
    [PIC.master, PIC.masterVector, 1 << PIC.cascade, masks & 0xff],
    [PIC.slave, PIC.slaveVector, PIC.cascade, masks >>> 8],
  ] as const) {
    out(base, PIC.initialise, 1);
    for (const word of [vector, wiring, PIC.mode8086, mask]) out(base + PIC.data, word, 1);
  }
}

export function symmetricMode({ out }: BoardRig, on: boolean): void {
  out(IMCR.select, IMCR.register, 1);
  out(IMCR.data, on ? IMCR.symmetric : 0, 1);
}

export function redirect({ board }: BoardRig, line: number, low: number): void {
  board.io.writeMemory(IO_APIC.select, IO_APIC.entry(line));
  board.io.writeMemory(IO_APIC.window, low);
}

/** Takes what is pending, as the processor does; its vector. */
export function take({ board }: BoardRig): number | undefined {
  const pending = board.pending();
  if (pending !== undefined) board.acknowledge(pending);
  return pending?.vector;
}
