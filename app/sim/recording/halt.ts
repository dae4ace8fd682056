// A processor that halts: no instruction takes time, so the device that is due next acts at once, until an interrupt
// wakes the processor or nothing can.

import { hex32 } from "../core/hex.ts";
import { ESP } from "../cpu/state.ts";
import type { Happenings } from "./happenings.ts";
import { deadStop, type FinalStop } from "./last-stop.ts";
import type { MachineParts } from "./machine.ts";

/** Events that a halted processor is given to be woken, and interrupts that one is given to get on. */
const PATIENCE = 200;

export class Halt {
  private readonly parts: MachineParts;
  private readonly happenings: Happenings;
  private place = "";
  private times = 0;

  constructor(parts: MachineParts, happenings: Happenings) {
    this.parts = parts;
    this.happenings = happenings;
  }

  /** What comes from now on counts anew. */
  forget(): void {
    this.place = "";
  }

  /** Undefined once it has been woken. */
  wait(): FinalStop | undefined {
    const { happenings } = this;
    const { cpu, board } = this.parts;
    const where = `the processor halts at ${hex32(cpu.codeAddress)}`;
    const hang = (why: string): FinalStop => ({ kind: "hang", text: `${where}${why}` });
    if (this.again() > PATIENCE) return hang(` again and again, and ${PATIENCE} interrupts have not brought it on`);
    for (let i = 0; i < PATIENCE; i++) {
      const happened = happenings.hurry();
      if (happened.kind === "stopped") return deadStop(happened.stop);
      if (board.off !== undefined) return { kind: "off", how: board.off };
      if (!cpu.halted) return undefined;
      if (happened.kind === "nothing") {
        return hang(cpu.interruptible ? ", and nothing is left that could wake it" : " with interrupts off");
      }
    }
    return hang(`, and ${PATIENCE} events have not woken it`);
  }

  /** How often in a row it has halted at this place. */
  private again(): number {
    const { cpu } = this.parts;
    const place = `${cpu.eip}, ${cpu.regs[ESP]}`;
    this.times = place === this.place ? this.times + 1 : 1;
    this.place = place;
    return this.times;
  }
}
